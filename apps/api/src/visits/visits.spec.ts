import { ApiHouse, type Answered, type Persona } from '../an-api-house.fixture.js';
import { activePairing } from '../pairings/a-pairing.fixture.js';
import { refusedWithoutTrace } from '../refused-without-trace.fixture.js';

const aVisit = (change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  ...{ heldOn: '2026-11-25', mode: 'in_person', halfDays: 2 },
  ...{ summary: 'Looked at the register of year 10 together.', actions: 'Tutors try the script.', ...change },
});

describe('visits as JSON', () => {
  let api: ApiHouse;
  let pairing: string;
  let visits: string;
  beforeAll(async () => {
    api = await ApiHouse.open();
    pairing = await activePairing(api);
    visits = `/api/v1/pairings/${pairing}/visits`;
  });
  afterAll(async () => {
    await api.close();
  });

  const log = (who: Persona, change: Readonly<Record<string, unknown>> = {}, key?: string) =>
    api.ask(who, 'POST', visits, { body: aVisit(change), ...(key === undefined ? {} : { key }) });
  const reply = (who: Persona, path: string, body: unknown, etag: string | null, key?: string) =>
    api.ask(who, 'POST', `${path}/reply`, {
      ...{ body, headers: etag === null ? {} : { 'If-Match': etag } },
      ...(key === undefined ? {} : { key }),
    });
  const placeOf = ({ headers }: Answered): string => headers.get('location') ?? '';

  it('the supporting head writes one down once, however often it is sent, and its half-days count as given', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => log('helper', {}, 'the-first')));
    expect(new Set(answers.map(({ status, text }) => `${String(status)} ${text}`)).size).toBe(1);
    const [first] = answers as [Answered];
    expect(first.status).toBe(201);
    expect(first.json).toEqual({
      ...{ ...aVisit(), pairing, number: 1, id: expect.any(String), by: 'The helper', state: 'with_school' },
      ...{ reply: null, repliedAt: null, loggedAt: expect.any(String), version: 1 },
    });
    expect(placeOf(first)).toBe(`/api/v1/visits/${String(first.json.id)}`);
    const read = await api.ask('asker', 'GET', placeOf(first));
    expect(read.headers.get('etag')).toBe(`"visit-${String(first.json.id)}-1"`);
    expect(read.json).toEqual(first.json);
    expect((await api.ask('asker', 'GET', `/api/v1/pairings/${pairing}`)).json).toMatchObject({ given: 2 });
    expect((await log('helper', { halfDays: 1 }, 'the-first')).status).toBe(422);
  });

  it('are listed page by page for both schools, its broker and an officer, and each look leaves a receipt', async () => {
    const second = await log('helper', { halfDays: 0, mode: 'remote' });
    expect(second.json).toMatchObject({ number: 2, mode: 'remote' });
    for (const who of ['asker', 'helper', 'broker', 'officer'] as const) {
      const list = await api.ask(who, 'GET', `${visits}?limit=1`);
      expect([who, list.status, list.json.items[0].number]).toEqual([who, 200, 2]);
      const rest = await api.ask(who, 'GET', `${visits}?limit=1&cursor=${String(list.json.next)}`);
      expect([who, rest.json.items[0].number, rest.json.next]).toEqual([who, 1, null]);
      const receipts = await api.house.asSuperuser(
        `select 1 from audit.entry where act = 'visit.read' and actor like '%' || $1`,
        [api.personOf(who)],
      );
      expect([who, receipts.length >= 2]).toEqual([who, true]);
    }
  });

  it('gives other heads, the chair, interested brokers and other areas the nothing of a visit that is none', async () => {
    const path = placeOf(await log('helper', { halfDays: 0 }));
    const none = await api.ask('sibling', 'GET', '/api/v1/visits/7d1f6a52-3c55-4c2b-9a51-0f4a2b1c9e77');
    for (const who of ['sibling', 'chair', 'interestedBroker', 'stranger'] as const)
      for (const address of [path, visits]) {
        const refused = await api.ask(who, 'GET', address);
        expect([who, refused.status]).toEqual([who, 404]);
        expect({ ...refused.json, requestId: '' }).toEqual({ ...none.json, requestId: '' });
      }
    for (const odd of ['x', '%00', `${path.split('/').at(-1) ?? ''}7`, 'SP-2026-001'])
      expect((await api.ask('asker', 'GET', `/api/v1/visits/${odd}`)).status).toBe(404);
    expect(
      (await api.ask('asker', 'GET', path.toUpperCase().replace('/API/V1/VISITS', '/api/v1/visits'))).status,
    ).toBe(200);
  });

  it('are written by nobody who has no part in the work', async () => {
    await refusedWithoutTrace(api, () => log('officer'), { status: 404 });
    for (const who of ['sibling', 'chair', 'interestedBroker', 'stranger'] as const)
      await refusedWithoutTrace(api, () => log(who), { status: 404 });
    const elsewhere = () =>
      api.ask('helper', 'POST', '/api/v1/pairings/SP-2026-999/visits', { body: aVisit() });
    await refusedWithoutTrace(api, elsewhere, { status: 404 });
  });

  it('the supported head answers from the version that they saw, once; its writer never does', async () => {
    const made = await log('helper', { halfDays: 0 });
    const [path, etag] = [placeOf(made), made.headers.get('etag')];
    const yes = { accurate: true };
    await refusedWithoutTrace(api, () => reply('helper', path, yes, etag), { status: 403 });
    for (const who of ['sibling', 'stranger'] as const)
      await refusedWithoutTrace(api, () => reply(who, path, yes, etag), { status: 404 });
    for (const [ifMatch, status] of [
      [null, 428],
      ['*', 400],
      ['W/"visit-1"', 400],
      [etag?.replace('-1"', '-2"') ?? '', 412],
      [etag?.replace('visit-', 'need-') ?? '', 412],
    ] as const)
      await refusedWithoutTrace(api, () => reply('asker', path, yes, ifMatch), { status });
    const silent = () => reply('asker', path, { accurate: false }, etag);
    await refusedWithoutTrace(api, silent, { status: 400, path: 'reply' });
    const no = { accurate: false, reply: 'We met in the afternoon, not all day.' };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => reply('asker', path, no, etag, 'the-reply')),
    );
    expect(new Set(answers.map(({ status, text }) => `${String(status)} ${text}`)).size).toBe(1);
    expect(answers[0]?.json).toMatchObject({ state: 'inaccurate', reply: no.reply, version: 2 });
    await refusedWithoutTrace(api, () => reply('asker', path, no, etag), { status: 412 });
    const now = answers[0]?.headers.get('etag') ?? '';
    const again = await refusedWithoutTrace(api, () => reply('asker', path, yes, now), { status: 409 });
    expect(again.json).toMatchObject({ code: 'ALREADY_ANSWERED' });
  });

  describe('a record that is put right before the school has answered', () => {
    const correct = (who: Persona, path: string, body: unknown, etag: string | null) =>
      api.ask(who, 'PATCH', path, { body, headers: etag === null ? {} : { 'If-Match': etag }, key: null });
    const given = async (): Promise<number> =>
      ((await api.ask('asker', 'GET', `/api/v1/pairings/${pairing}`)).json as { given: number }).given;
    const asked = async (path: string): Promise<string[]> => {
      const rows = await api.house.asSuperuser<{ state: string }>(
        `select state from brokerage.deadline where clock = 'C-9' and subject_id = $1 order by state`,
        [path.split('/').at(-1)],
      );
      return rows.map(({ state }) => state);
    };

    it('changes what its writer says, moves the days with it, and the school’s days for a reply begin again', async () => {
      const made = await log('helper', { halfDays: 1 });
      const [path, before] = [placeOf(made), await given()];
      const etag = made.headers.get('etag');
      const right = await correct('helper', path, { halfDays: 0, actions: null }, etag);
      expect([right.status, right.json]).toMatchObject([
        200,
        { ...aVisit({ halfDays: 0, actions: null }), state: 'with_school', version: 2 },
      ]);
      expect([await given(), await asked(path)]).toEqual([before - 1, ['open', 'stopped']]);
      const again = await correct('helper', path, { halfDays: 1 }, right.headers.get('etag'));
      expect([again.json.version, await given()]).toEqual([3, before]);
      // The school answers what stands, not what stood.
      await refusedWithoutTrace(api, () => reply('asker', path, { accurate: true }, etag), { status: 412 });
    });

    it('is its writer’s alone, from the version that they saw', async () => {
      const made = await log('helper', { halfDays: 0 });
      const [path, etag] = [placeOf(made), made.headers.get('etag')];
      const body = { summary: 'Looked at year 9.' };
      for (const who of ['asker', 'broker'] as const) {
        const refused = await refusedWithoutTrace(api, () => correct(who, path, body, etag), { status: 403 });
        expect(refused.json.code).toBe('NOT_ITS_WRITER');
      }
      for (const who of ['sibling', 'chair', 'interestedBroker', 'stranger'] as const)
        await refusedWithoutTrace(api, () => correct(who, path, body, etag), { status: 404 });
      await refusedWithoutTrace(api, () => correct('officer', path, body, etag), { status: [403, 404] });
      for (const [ifMatch, status] of [
        [null, 428],
        ['*', 400],
        [etag?.replace('-1"', '-2"') ?? '', 412],
        [etag?.replace('visit-', 'need-') ?? '', 412],
      ] as const)
        await refusedWithoutTrace(api, () => correct('helper', path, body, ifMatch), { status });
      for (const [field, value] of [
        ['heldOn', '2026-11-26'],
        ['mode', 'by_post'],
        ['halfDays', 0.5],
        ['summary', ' '],
        ['state', 'accurate'],
        ['reply', 'Yes'],
        ['planned', 1],
      ] as const)
        await refusedWithoutTrace(api, () => correct('helper', path, { [field]: value }, etag), {
          ...{ status: 400, path: field },
        });
      const many = await refusedWithoutTrace(api, () => correct('helper', path, { halfDays: 20 }, etag), {
        status: 409,
      });
      expect(many.json.code).toBe('MORE_THAN_COMMITTED');
    });

    it('stays as it is once the school has answered', async () => {
      const made = await log('helper', { halfDays: 0 });
      const path = placeOf(made);
      const answered = await reply('asker', path, { accurate: true }, made.headers.get('etag'));
      const late = () => correct('helper', path, { summary: 'Other.' }, answered.headers.get('etag'));
      expect((await refusedWithoutTrace(api, late, { status: 409 })).json.code).toBe('ALREADY_ANSWERED');
    });
  });

  it.each([
    ['no day', 'heldOn', undefined],
    ['a day in another order', 'heldOn', '25/11/2026'],
    ['a day that is none', 'heldOn', '2026-02-30'],
    ['tomorrow', 'heldOn', '2026-11-26'],
    ['a day before it was agreed', 'heldOn', '2026-11-24'],
    ['an unknown way to meet', 'mode', 'by_post'],
    ['a number as text', 'halfDays', '2'],
    ['half of a half-day', 'halfDays', 0.5],
    ['less than nothing', 'halfDays', -1],
    ['more than twenty', 'halfDays', 21],
    ['a blank text', 'summary', ' '],
    ['2,001 letters', 'summary', 'x'.repeat(2_001)],
    ['a list', 'summary', ['a']],
    ['a number for text', 'actions', 7],
    ['what the school alone says', 'state', 'accurate'],
    ['another area', 'areaId', '22222222-2222-4222-8222-222222222222'],
  ])('J01, J06, J07, J08, J14: a visit with %s as %s is refused by that name', async (_what, path, value) => {
    const change = { [path]: value };
    await refusedWithoutTrace(api, () => log('helper', change), { status: 400, path });
  });

  it('more half-days than are left of those promised are refused by the rule’s name', async () => {
    const refused = await refusedWithoutTrace(api, () => log('helper', { halfDays: 20 }), { status: 409 });
    expect(refused.json.code).toBe('MORE_THAN_COMMITTED');
  });
});
