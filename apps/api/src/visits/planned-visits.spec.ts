import { ApiHouse, type Answered, type Persona } from '../an-api-house.fixture.js';
import { activePairing } from '../pairings/a-pairing.fixture.js';
import { refusedWithoutTrace } from '../refused-without-trace.fixture.js';

/** The Wednesday after. */
const aPlan = (change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  ...{ heldOn: '2026-12-02', startsAt: '14:30', minutes: 90, mode: 'in_person', place: 'Room 4', ...change },
});
const OUTSIDE: readonly Persona[] = ['sibling', 'chair', 'interestedBroker', 'stranger'];

describe('planned visits as JSON', () => {
  let api: ApiHouse;
  let plans: string;
  beforeAll(async () => {
    api = await ApiHouse.open();
    plans = `/api/v1/pairings/${await activePairing(api)}/planned-visits`;
  });
  afterAll(async () => {
    await api.close();
  });

  const plan = (who: Persona, change: Readonly<Record<string, unknown>> = {}, key?: string) =>
    api.ask(who, 'POST', plans, { body: aPlan(change), ...(key === undefined ? {} : { key }) });
  const headers = (etag: string | null): Record<string, string> =>
    etag === null ? {} : { 'If-Match': etag };
  const move = (who: Persona, path: string, body: unknown, etag: string | null) =>
    api.ask(who, 'PATCH', path, { body, headers: headers(etag), key: null });
  const callOff = (who: Persona, path: string, body: unknown, etag: string | null, key?: string) =>
    api.ask(who, 'POST', `${path}/call-off`, {
      ...{ body, headers: headers(etag), ...(key === undefined ? {} : { key }) },
    });
  const placeOf = ({ headers: head }: Answered): string => head.get('location') ?? '';
  const etagOf = ({ headers: head }: Answered): string => head.get('etag') ?? '';

  it('either school or the broker plans one once, however often it is sent', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => plan('helper', {}, 'the-plan')));
    expect(new Set(answers.map(({ status, text }) => `${String(status)} ${text}`)).size).toBe(1);
    const [first] = answers as [Answered];
    expect(first.json).toMatchObject({
      ...aPlan(),
      number: 1,
      state: 'planned',
      by: 'The helper',
      version: 1,
    });
    expect([first.status, placeOf(first)]).toEqual([201, `${plans}/1`]);
    expect(etagOf(first)).toBe(`"planned-visit-${String(first.json.id)}-1"`);
    expect((await plan('helper', { minutes: 60 }, 'the-plan')).status).toBe(422);
    expect((await api.ask('asker', 'GET', `${plans}/1`)).json).toEqual(first.json);
    expect((await plan('broker', { heldOn: '2026-12-01' })).json.number).toBe(2);
  });

  it('are listed by their day, page by page, for who reads visits, and each look leaves a receipt', async () => {
    for (const who of ['asker', 'helper', 'broker', 'officer'] as const) {
      const list = await api.ask(who, 'GET', `${plans}?limit=1`);
      expect([who, list.status, list.json.items[0].number]).toEqual([who, 200, 2]);
      const rest = await api.ask(who, 'GET', `${plans}?limit=1&cursor=${String(list.json.next)}`);
      expect([who, rest.json.items[0].number, rest.json.next]).toEqual([who, 1, null]);
      const receipts = await api.house.asSuperuser(
        `select 1 from audit.entry where act = 'visit.read' and actor like '%' || $1`,
        [api.personOf(who)],
      );
      expect([who, receipts.length >= 2]).toEqual([who, true]);
    }
  });

  it('are nobody else’s to read, plan, move or call off', async () => {
    const etag = etagOf(await api.ask('broker', 'GET', `${plans}/1`));
    const off = { outcome: 'cancelled', reason: 'No.' };
    for (const who of OUTSIDE) {
      for (const path of [plans, `${plans}/1`])
        expect([who, (await api.ask(who, 'GET', path)).status]).toEqual([who, 404]);
      await refusedWithoutTrace(api, () => plan(who), { status: 404 });
      await refusedWithoutTrace(api, () => move(who, `${plans}/1`, { minutes: 60 }, etag), { status: 404 });
      await refusedWithoutTrace(api, () => callOff(who, `${plans}/1`, off, etag), { status: 404 });
    }
    await refusedWithoutTrace(api, () => move('officer', `${plans}/1`, { minutes: 60 }, etag), {
      status: [403, 404],
    });
    for (const odd of ['0', '7', 'x', '%00', '1.5', '99999999999'])
      expect([odd, (await api.ask('asker', 'GET', `${plans}/${odd}`)).status]).toEqual([odd, 404]);
  });

  it('is moved from the version that was seen; what is left out stands', async () => {
    const path = `${plans}/1`;
    const seen = await api.ask('asker', 'GET', path);
    for (const [ifMatch, status] of [
      [null, 428],
      ['*', 400],
      [etagOf(seen).replace('-1"', '-2"'), 412],
      [etagOf(seen).replace('planned-visit-', 'visit-'), 412],
    ] as const)
      await refusedWithoutTrace(api, () => move('asker', path, { minutes: 60 }, ifMatch), { status });
    const moved = await move('asker', path, { heldOn: '2026-12-03', place: null }, etagOf(seen));
    expect(moved.json).toMatchObject({
      ...aPlan({ heldOn: '2026-12-03', place: null }),
      ...{ number: 1, version: 2 },
    });
    await refusedWithoutTrace(api, () => move('asker', path, { minutes: 60 }, etagOf(seen)), { status: 412 });
  });

  it.each([
    ['yesterday', 'heldOn', '2026-11-24'],
    ['a Saturday that nobody says they mean', 'heldOn', '2026-12-05'],
    ['a day that is none', 'heldOn', '2026-02-30'],
    ['an hour that is none', 'startsAt', '25:00'],
    ['ten minutes', 'minutes', 10],
    ['a number as text', 'minutes', '90'],
    ['an unknown way to meet', 'mode', 'by_post'],
    ['a list', 'place', ['a']],
    ['what nobody says', 'state', 'done'],
  ])('a plan with %s is refused by the name of %s', async (_what, path, value) => {
    const change = { [path]: value };
    await refusedWithoutTrace(api, () => plan('helper', change), { status: 400, path });
    const etag = etagOf(await api.ask('helper', 'GET', `${plans}/2`));
    await refusedWithoutTrace(api, () => move('helper', `${plans}/2`, change, etag), { status: 400, path });
  });

  it('a Saturday is meant where they say so', async () => {
    expect((await plan('helper', { heldOn: '2026-12-05', anyway: true })).status).toBe(201);
  });

  it('is called off once with a reason, and what is over does not move', async () => {
    const path = `${plans}/2`;
    const etag = etagOf(await api.ask('helper', 'GET', path));
    const off = { outcome: 'cancelled', reason: 'Our hall floods.' };
    await refusedWithoutTrace(api, () => callOff('helper', path, { ...off, reason: ' ' }, etag), {
      ...{ status: 400, path: 'reason' },
    });
    await refusedWithoutTrace(api, () => callOff('helper', path, { ...off, outcome: 'done' }, etag), {
      ...{ status: 400, path: 'outcome' },
    });
    const early = () => callOff('helper', path, { ...off, outcome: 'missed' }, etag);
    expect((await refusedWithoutTrace(api, early, { status: 409 })).json.code).toBe('NOT_YET');
    await refusedWithoutTrace(api, () => callOff('helper', path, off, null), { status: 428 });
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => callOff('helper', path, off, etag, 'the-end')),
    );
    expect(new Set(answers.map(({ status, text }) => `${String(status)} ${text}`)).size).toBe(1);
    expect(answers[0]?.json).toMatchObject({ state: 'cancelled', reason: off.reason, version: 2 });
    const now = etagOf(answers[0]!);
    const late = await refusedWithoutTrace(api, () => move('helper', path, { minutes: 60 }, now), {
      status: 409,
    });
    expect(late.json.code).toBe('VISIT_CANNOT_MOVE');
  });

  it('is done by the record that names it', async () => {
    const made = await plan('helper', { heldOn: '2026-11-25', startsAt: '15:00' });
    const record = {
      ...{ heldOn: '2026-11-25', mode: 'in_person', halfDays: 0, summary: 'We met.' },
      planned: made.json.number as number,
    };
    const visits = plans.replace('planned-visits', 'visits');
    for (const odd of [99, 1.5, -1, 99_999_999_999])
      await refusedWithoutTrace(
        api,
        () => api.ask('helper', 'POST', visits, { body: { ...record, planned: odd } }),
        {
          status: 404,
        },
      );
    expect((await api.ask('helper', 'POST', visits, { body: record })).status).toBe(201);
    expect((await api.ask('asker', 'GET', placeOf(made))).json).toMatchObject({ state: 'done' });
  });
});
