import { aNeed, ApiHouse, EASTMARSH, ELSEWHERE, OLD_MARLOWE } from './an-api-house.fixture.js';
import { refusedWithoutTrace } from './refused-without-trace.fixture.js';

const LONG_DAYS = 'whole number from 1 to 60';
/** A need with one word of its JSON exchanged for what no JSON writer would write. */
const written = (name: string, literal: string): string =>
  JSON.stringify(aNeed({ [name]: '@' })).replace('"@"', literal);

describe('bad input in the body of a need', () => {
  let api: ApiHouse;
  beforeAll(async () => {
    api = await ApiHouse.open();
  });
  afterAll(async () => {
    await api.close();
  });

  const raise = (body: unknown) => () => api.ask('asker', 'POST', '/api/v1/needs', { body });
  const raiseRaw = (raw: string) => () => api.ask('asker', 'POST', '/api/v1/needs', { raw });

  it.each(['role', 'areaId', 'id', 'version', 'createdBy', 'approvedAt', 'state', 'reference', 'raisedBy'])(
    'J01: %s is not the sender’s to say',
    async (name) => {
      const said = { status: 400, path: name, says: 'not known' };
      await refusedWithoutTrace(api, raise(aNeed({ [name]: 'chair' })), said);
    },
  );

  it('J01: nor is a property inside another', async () => {
    const approach = { kind: 'anyone', urns: [], approvedAt: '2026-11-25' };
    await refusedWithoutTrace(api, raise(aNeed({ approach })), { status: 400, path: 'approach.approvedAt' });
  });

  it.each([
    ['__proto__', '{"__proto__":{"role":"chair"}}'],
    ['constructor', '{"constructor":{"prototype":{"role":"chair"}}}'],
    ['__proto__', '{"approach":{"__proto__":{"role":"chair"}}}'],
  ])('J02: nothing reaches a prototype through %s', async (path, raw) => {
    await refusedWithoutTrace(api, raiseRaw(raw), { status: 400, path });
    expect(({} as { role?: string }).role).toBeUndefined();
  });

  it.each([
    ['halfDaysWanted', '{"halfDaysWanted":1,"halfDaysWanted":99}'],
    ['kind', '{"approach":{"kind":"anyone","kind":"only"}}'],
  ])('J03: %s said twice is refused', async (path, raw) => {
    await refusedWithoutTrace(api, raiseRaw(raw), { status: 400, path, says: 'twice' });
  });

  it.each([
    ...['1e309', '-0', '0.30000000000000004', '9007199254740993', '"5"'],
    ...['[4]', 'true', '{}', '"٣"', '"1_000"', '4e0'],
  ])('J06: %s is no number of half-days', async (literal) => {
    await refusedWithoutTrace(api, raiseRaw(written('halfDaysWanted', literal)), {
      ...{ status: 400, path: 'halfDaysWanted' },
    });
  });

  it.each(['NaN', 'Infinity', '1_000', '٣', '0x10', '+4', '.5', '04'])(
    'J06: %s is not JSON',
    async (literal) => {
      await refusedWithoutTrace(api, raiseRaw(written('halfDaysWanted', literal)), { status: 400, path: '' });
    },
  );

  it.each([
    ...[0, -1, 61, 366, 1e9, 5.25].map((value) => ['halfDaysWanted', value, LONG_DAYS] as const),
    ...[0, 4, 1.5].map((value) => ['partnersWanted', value, 'from 1 to 3'] as const),
    ...[0, -3, 501, 2.5].map((value) => ['travelKm', value, 'from 1 to 500'] as const),
  ])('J07: %s of %d is told its range', async (path, value, says) => {
    await refusedWithoutTrace(api, raise(aNeed({ [path]: value })), { status: 400, path, says });
  });

  it.each([
    ...['2027-02-29', '2027-02-30', '0000-01-01', '9999-12-31', '2027-13-01', '27/01/2027'],
    ...['2027-01-01T00:00:00+14:00', '', '2027-1-5', ' 2027-01-05', 1_800_000_000, '1800000000'],
  ])('J08: %p is no day to start on', async (earliestStart) => {
    await refusedWithoutTrace(api, raise(aNeed({ earliestStart })), { status: 400, path: 'earliestStart' });
  });

  it.each(['2026/27-0', '2026/27-7', '2026/28-1', '2026-27-3', '2025/26-6', '2090/91-1', 3])(
    'J08: %p is no half-term to ask for',
    async (windowFrom) => {
      await refusedWithoutTrace(api, raise(aNeed({ windowFrom })), { status: 400, path: 'windowFrom' });
    },
  );

  it('J09: a window that ends before it begins is refused', async () => {
    const window = { windowFrom: '2026/27-4', windowTo: '2026/27-3' };
    await refusedWithoutTrace(api, raise(aNeed(window)), { status: 400, path: 'windowTo' });
  });

  it.each([
    ['NUL', 'a\\u0000b'],
    ['half a character', 'a\\ud800b'],
    ['the other half', 'a\\udc00b'],
    ['a bell', 'a\\u0007b'],
  ])('J11: text with %s is refused', async (_what, escaped) => {
    for (const path of ['wantedOutcome', 'sendThread', 'tried'])
      await refusedWithoutTrace(api, raiseRaw(written(path, `"${escaped}"`)), { status: 400, path });
  });

  it('J11: marks that turn text around are taken out, others stay, and length counts what people see as signs', async () => {
    const { reference } = await api.raise({
      wantedOutcome: `abc\u202edef\u2066 ${'\u0301'.repeat(200)} \u05d0\u05d1 z`,
      sendThread: '\u{1f600}'.repeat(1_000),
    });
    const { json } = await api.ask('asker', 'GET', `/api/v1/needs/${reference}`);
    expect(json.wantedOutcome).toBe(`abcdef ${'\u0301'.repeat(200)} \u05d0\u05d1 z`);
    expect([...(json.sendThread as string)]).toHaveLength(1_000);
    const marks = aNeed({ wantedOutcome: `a${'\u0301'.repeat(10_000)}` });
    await refusedWithoutTrace(api, raise(marks), { status: 400, path: 'wantedOutcome' });
  });

  it.each([
    ...['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '{{7*7}}', '${7*7}'],
    ...['[x](javascript:alert(1))', "' OR 1=1--", '1;select pg_sleep(5)', "\\'", '$1', 'LIKE %_\\'],
  ])('J12, J13: %s is text and stays text', async (text) => {
    const started = performance.now();
    const { reference } = await api.raise({ wantedOutcome: text, sendThread: text, tried: text });
    const read = await api.ask('asker', 'GET', `/api/v1/needs/${reference}`);
    expect(performance.now() - started).toBeLessThan(2_500);
    expect(read.json).toMatchObject({ wantedOutcome: text, sendThread: text, tried: text });
    expect(read.headers.get('content-type')).toContain('application/json');
    expect(read.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each(['this_term ', 'This_Term', 'this_term,now', null, 3, ['this_term'], undefined])(
    'J14: %p is no priority, and the answer lists those there are',
    async (priority) => {
      const says = 'when_possible, this_term, now';
      await refusedWithoutTrace(api, raise(aNeed({ priority })), { status: 400, path: 'priority', says });
    },
  );

  it.each(['urgent', 'targeted', 'universal'])(
    'M11: %s is no priority, and the answer lists those there are',
    async (priority) => {
      const says = 'when_possible, this_term, now';
      await refusedWithoutTrace(api, raise(aNeed({ priority })), { status: 400, path: 'priority', says });
    },
  );

  it('M11: secondary is no key stage, and the answer lists those there are', async () => {
    const said = { status: 400, path: 'keyStages', says: 'EY, KS1, KS2, KS3, KS4, KS5' };
    await refusedWithoutTrace(api, raise(aNeed({ keyStages: ['secondary'] })), said);
    await refusedWithoutTrace(api, raise(aNeed({ keyStages: ['KS3', 'secondary'] })), said);
  });

  it.each([['KS3 '], ['ks3'], ['KS3,KS4'], [null], [3], []])(
    'J14: %p is no key stage, and the answer lists those there are',
    async (...keyStages) => {
      const says = 'EY, KS1, KS2, KS3, KS4, KS5';
      await refusedWithoutTrace(api, raise(aNeed({ keyStages })), { status: 400, path: 'keyStages', says });
    },
  );

  it.each(['99999', '1000000', '100001.0', '0100001', ' 100001', 'TR00001', '999999', ELSEWHERE])(
    'J15: %p is no school to ask for',
    async (urn) => {
      await refusedWithoutTrace(api, raise(aNeed({ urn })), { status: [400, 404] });
    },
  );

  it('J15: a number is no URN, and a school that is not of the area cannot be wished for', async () => {
    await refusedWithoutTrace(api, raise(aNeed({ urn: 990_005 })), { status: 400, path: 'urn' });
    for (const urn of [ELSEWHERE, '999999', OLD_MARLOWE])
      await refusedWithoutTrace(api, raise(aNeed({ wishes: [urn] })), { status: 400, path: 'wishes' });
  });

  it('J15: a closed school is told so, with what it became', async () => {
    await api.beyond(`update identity.appointment set urn = '${OLD_MARLOWE}'
      where person_id = '${api.personOf('helper')}'`);
    const ask = () => api.ask('helper', 'POST', '/api/v1/needs', { body: aNeed({ urn: OLD_MARLOWE }) });
    const refused = await refusedWithoutTrace(api, ask, { status: 409 });
    expect(refused.json).toMatchObject({
      code: 'SCHOOL_CLOSED',
      title: expect.stringContaining('Marlowe School'),
    });
  });

  it('J16: a school cannot wish for itself, nor leave itself out', async () => {
    await refusedWithoutTrace(api, raise(aNeed({ wishes: [EASTMARSH] })), { status: 400, path: 'wishes' });
    const approach = { kind: 'anyone_but', urns: [EASTMARSH] };
    await refusedWithoutTrace(api, raise(aNeed({ approach })), { status: 400, path: 'approach.urns' });
  });
});
