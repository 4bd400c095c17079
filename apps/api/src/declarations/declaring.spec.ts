import { ApiHouse, MARLOWE, type Answered, type Persona } from '../an-api-house.fixture.js';
import { refusedWithoutTrace } from '../refused-without-trace.fixture.js';

const ADDRESS = `/api/v1/declarations/${MARLOWE}/2026-27`;
const WORD = {
  appetite: 'actively_offering',
  strengths: [{ theme: 'att.persistent', depth: 'can_host', howWeKnow: 'Our own figures' }],
  needs: [{ theme: 'att.strategy', urgency: 'this_year', reason: 'Nobody but us reads this.' }],
  capacity: [{ halfTerm: '2026/27-3', band: 'more', halfDays: 16 }],
  offer: { keyStages: ['KS3'], modes: ['in_person'] },
};
const FIRST = { urn: MARLOWE, year: '2026/27', ...WORD };

describe('a school’s yearly word as JSON', () => {
  let api: ApiHouse;
  let etag = '';
  beforeAll(async () => {
    api = await ApiHouse.open();
  });
  afterAll(async () => {
    await api.close();
  });

  const say = (who: Persona, body: unknown, key?: string) =>
    api.ask(who, 'POST', '/api/v1/declarations', { body, ...(key === undefined ? {} : { key }) });
  const change = (who: Persona, body: unknown, seen: string | null): Promise<Answered> =>
    api.ask(who, 'PATCH', ADDRESS, { body, headers: seen === null ? {} : { 'If-Match': seen } });

  it('is sent by its own head alone', async () => {
    for (const who of ['asker', 'sibling', 'broker', 'officer', 'chair', 'trust', 'stranger'] as const)
      await refusedWithoutTrace(api, () => say(who, FIRST), { status: [403, 404] });
  });

  it.each([
    ['a year of its own making', { year: '2026' }, 'year'],
    ['an appetite that is none', { appetite: 'maybe' }, 'appetite'],
    ['strengths that are no list', { strengths: {} }, 'strengths'],
    [
      'a depth that is none',
      { strengths: [{ theme: 'att.persistent', depth: 'deep' }] },
      'strengths.0.depth',
    ],
    ['a theme that is none', { strengths: [{ theme: 'x', depth: 'can_host' }] }, 'strengths.0.theme'],
    [
      'a need with a property of its own',
      { needs: [{ theme: 'att.strategy', urgency: 'now', x: 1 }] },
      'needs.0.x',
    ],
    [
      'days as text',
      { capacity: [{ halfTerm: '2026/27-3', band: 'more', halfDays: '16' }] },
      'capacity.0.halfDays',
    ],
    [
      'days of a half-term that is over',
      { capacity: [{ halfTerm: '2025/26-3', band: 'more' }] },
      'capacity.0.halfTerm',
    ],
    ['terms without a key stage', { offer: { keyStages: [], modes: ['remote'] } }, 'offer.keyStages'],
    ['a reason to pause beside an offer', { pause: { kind: 'rest' } }, 'pause.kind'],
    ['what is not asked', { areaId: 'x' }, 'areaId'],
  ])('%s is refused by the field', async (_, wrong, path) => {
    await refusedWithoutTrace(api, () => say('helper', { ...FIRST, ...wrong }), { status: 400, path });
  });

  it('is sent once, however often it is sent, and read whole with its days by the school', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => say('helper', FIRST, 'the-word')));
    expect(new Set(answers.map(({ status, text }) => `${String(status)} ${text}`)).size).toBe(1);
    const [first] = answers as [Answered];
    expect([first.status, first.headers.get('location')]).toEqual([201, ADDRESS]);
    expect(first.json).toMatchObject({
      ...{ urn: MARLOWE, year: '2026/27', appetite: 'actively_offering', state: 'submitted', version: 1 },
      ...{ strengths: [{ theme: 'att.persistent' }], needs: [{ theme: 'att.strategy' }] },
      capacity: [{ halfTerm: '2026/27-3', declared: 16, booked: 0, free: 16, version: expect.any(Number) }],
    });
    const read = await api.ask('helper', 'GET', ADDRESS);
    expect([read.json, read.headers.get('etag')]).toEqual([first.json, first.headers.get('etag')]);
    etag = read.headers.get('etag') ?? '';
    const again = await refusedWithoutTrace(api, () => say('helper', FIRST), { status: 409 });
    expect(again.json.code).toBe('SAID_ALREADY');
    const list = await api.ask('asker', 'GET', `/api/v1/declarations?school=${MARLOWE}`);
    expect(list.json.items).toMatchObject([{ urn: MARLOWE, available: true }]);
  });

  it('is whole for nobody else, but for an officer who says why', async () => {
    for (const who of ['asker', 'sibling', 'chair', 'trust', 'stranger'] as const)
      await refusedWithoutTrace(api, () => api.ask(who, 'GET', ADDRESS), { status: 404 });
    await refusedWithoutTrace(api, () => api.ask('officer', 'GET', ADDRESS), { status: [403, 404] });
    const why = { 'X-Reason': encodeURIComponent('A complaint about attendance support.') };
    const read = await api.ask('officer', 'GET', ADDRESS, { headers: why });
    expect([read.status, read.json.needs.length]).toEqual([200, 1]);
    for (const odd of [`/api/v1/declarations/${MARLOWE}/2026`, `/api/v1/declarations/x/2026-27`])
      expect((await api.ask('helper', 'GET', odd)).status).toBe(404);
  });

  it('is changed from the version that its school saw; what is left out stands', async () => {
    const rest = { appetite: 'not_this_term', pause: { kind: 'staffing' } };
    for (const [seen, status] of [
      [null, 428],
      ['*', 400],
      [etag.replace('-1"', '-9"'), 412],
      [etag.replace('declaration-', 'need-'), 412],
    ] as const)
      await refusedWithoutTrace(api, () => change('helper', rest, seen), { status });
    await refusedWithoutTrace(api, () => change('sibling', rest, etag), { status: [403, 404] });
    const changed = await change('helper', rest, etag);
    expect(changed.json).toMatchObject({
      appetite: 'not_this_term',
      version: 2,
      strengths: [{ depth: 'can_host' }],
    });
    await refusedWithoutTrace(api, () => change('helper', rest, etag), { status: 412 });
    const list = await api.ask('asker', 'GET', `/api/v1/declarations?school=${MARLOWE}`);
    expect(list.json.items).toMatchObject([{ urn: MARLOWE, available: false }]);
    expect(list.text).not.toMatch(/staffing|att[.]strategy/);
  });

  it('takes days anew only from the version of their half-term', async () => {
    const now = await api.ask('helper', 'GET', ADDRESS);
    const seen = now.headers.get('etag');
    const [{ version }] = now.json.capacity as [{ version: number }];
    const days = (at: number) => ({
      ...{ appetite: 'open_to_approach' },
      capacity: [{ halfTerm: '2026/27-3', band: '3-5', halfDays: 8, version: at }],
    });
    await refusedWithoutTrace(api, () => change('helper', days(version + 1), seen), { status: 412 });
    const changed = await change('helper', days(version), seen);
    expect(changed.json).toMatchObject({ appetite: 'open_to_approach', capacity: [{ declared: 8 }] });
  });

  it('has its days at an address of their own: all of them for the school and its broker, a yes or no for other heads', async () => {
    const days = `/api/v1/schools/${MARLOWE}/days`;
    for (const who of ['helper', 'broker', 'officer'] as const)
      expect((await api.ask(who, 'GET', days)).json).toMatchObject({
        ...{ urn: MARLOWE, available: null },
        days: [{ halfTerm: '2026/27-3', declared: 8, free: 8 }],
      });
    expect((await api.ask('asker', 'GET', days)).json).toEqual({ urn: MARLOWE, available: true, days: null });
    for (const who of ['trust', 'chair'] as const)
      await refusedWithoutTrace(api, () => api.ask(who, 'GET', days), { status: [403, 404] });
    expect((await api.ask('helper', 'GET', '/api/v1/schools/x/days')).status).toBe(404);
  });
});
