import { ApiHouse, MARLOWE, SALTERN, type Answered, type Persona } from '../an-api-house.fixture.js';
import { refusedWithoutTrace } from '../refused-without-trace.fixture.js';

const PLAN = '/api/v1/plan';
const WHY = { 'X-Reason': encodeURIComponent('To look into one exception') };
/** Who may never read a run. */
const OUTSIDE: readonly Persona[] = ['asker', 'helper', 'sibling', 'chair', 'trust'];

describe('the term plan as JSON', () => {
  let api: ApiHouse;
  let need: string;
  let run: string;
  beforeAll(async () => {
    api = await ApiHouse.open();
    expect((await api.ask('broker', 'GET', PLAN)).status).toBe(404);
    await api.offer('helper', MARLOWE);
    need = (await api.openNeed()).reference;
    run = await runAgain();
  });
  afterAll(async () => {
    await api.close();
  });

  const runAgain = async (): Promise<string> => {
    const made = await api.ask('broker', 'POST', '/api/v1/match-runs', { body: {} });
    if (made.json.joined !== true) await api.finish((made.json as { id: string }).id);
    return (made.json as { reference: string }).reference;
  };
  const mark = (
    who: Persona,
    change: Readonly<Record<string, unknown>> = {},
    key?: string,
  ): Promise<Answered> =>
    api.ask(who, 'POST', `${PLAN}/marks`, {
      body: { need, supporter: MARLOWE, kind: 'bar', reason: 'They fell out last year.', ...change },
      ...(key === undefined ? {} : { key }),
    });
  const suppose = (who: Persona, body: unknown, key?: string): Promise<Answered> =>
    api.ask(who, 'POST', `${PLAN}/what-if`, { body, ...(key === undefined ? {} : { key }) });
  const partners = async (path: string): Promise<unknown[]> => {
    const { needs } = (await api.ask('broker', 'GET', path)).json as { needs: { partners: unknown[] }[] };
    return needs[0]?.partners ?? [];
  };

  it('is read by brokers, and by an officer who says why: partners, points, days, what is on offer, how near the best', async () => {
    for (const path of [PLAN, `/api/v1/match-runs/${run}/plan`]) {
      const read = await api.ask('broker', 'GET', path);
      expect(read.json).toMatchObject({
        run: { reference: run, state: 'complete' },
        needs: [
          {
            ...{ reference: need, partnersWanted: 1, unmet: null, marks: [] },
            partners: [{ urn: MARLOWE, name: 'Marlowe School', locked: false }],
          },
        ],
        ...{ competing: [], brokenLocks: [], leftOut: [], marksChanged: 0, whatIfs: [] },
      });
      expect(read.json.proof).not.toBeNull();
      const asked = await api.ask('officer', 'GET', path, { headers: WHY });
      expect([asked.status, asked.json]).toEqual([200, read.json]);
      expect((await api.ask('officer', 'GET', path)).json.code).toBe('REASON_REQUIRED');
      for (const who of OUTSIDE)
        expect([who, [403, 404].includes((await api.ask(who, 'GET', path)).status)]).toEqual([who, true]);
    }
    expect((await api.ask('stranger', 'GET', PLAN)).status).toBe(404);
    for (const odd of ['x', '%00', 'R-9999'])
      expect((await api.ask('broker', 'GET', `/api/v1/match-runs/${odd}/plan`)).status).toBe(404);
    const receipts = await api.house.asSuperuser(
      `select 1 from audit.entry where act = 'run.read' and actor like '%' || $1`,
      [api.personOf('officer')],
    );
    expect(receipts.length).toBeGreaterThanOrEqual(2);
  });

  it('leaves out the needs of a school in which the broker has an interest', async () => {
    await api.beyond(
      `insert into identity.interest (id, area_id, person_id, kind, urn, from_on) select gen_random_uuid(), area_id, id, 'family',
         '990005', '2026-11-01' from identity.person where id = '${api.personOf('interestedBroker')}'`,
    );
    const read = await api.ask('interestedBroker', 'GET', PLAN);
    expect([read.status, read.json.needs, read.json.leftOut]).toEqual([200, [], []]);
    expect((await api.ask('interestedBroker', 'GET', `${PLAN}/needs/${need}`)).status).toBe(404);
    await refusedWithoutTrace(api, () => mark('interestedBroker'), { status: [403, 404] });
  });

  it('shows a broker whom they could lock or bar, and what it would cost before it is made', async () => {
    const at = await api.ask('broker', 'GET', `${PLAN}/needs/${need}`);
    expect(at.json).toMatchObject({ run: { reference: run }, need: { reference: need } });
    const [first] = at.json.choices as { urn: string; points: number }[];
    expect(first?.urn).toBe(MARLOWE);
    const path = `${PLAN}/needs/${need}/price`;
    const bar = await api.ask('broker', 'GET', `${path}?kind=bar&supporter=${MARLOWE}`);
    expect(bar.json).toMatchObject({
      ...{ kind: 'priced', points: -(first?.points ?? 0) },
      ...{ losing: [{ reference: need, after: [] }], gaining: [] },
      ...{ before: { placed: 1 }, after: { placed: 0 } },
    });
    const lock = await api.ask('broker', 'GET', `${path}?kind=lock&supporter=${MARLOWE}`);
    expect(lock.json).toMatchObject({ kind: 'priced', points: 0, changed: [] });
    for (const [field, query] of [
      ['kind', `?supporter=${MARLOWE}`],
      ['kind', `?kind=marry&supporter=${MARLOWE}`],
      ['supporter', '?kind=bar'],
      ['supporter', `?kind=bar&supporter=${SALTERN}`],
      ['weight', `?kind=bar&supporter=${MARLOWE}&weight=2`],
    ] as const)
      await refusedWithoutTrace(api, () => api.ask('broker', 'GET', `${path}${query}`), {
        ...{ status: 400, path: field },
      });
    for (const who of [...OUTSIDE, 'officer', 'stranger'] as const)
      for (const each of [`${PLAN}/needs/${need}`, `${path}?kind=bar&supporter=${MARLOWE}`])
        expect([who, [403, 404].includes((await api.ask(who, 'GET', each)).status)]).toEqual([who, true]);
  });

  it('tells what one more place or half-day at each supporter would bring, and whether offers could be had at all', async () => {
    const read = await api.ask('broker', 'GET', `${PLAN}/capacity`);
    expect([read.status, read.json]).toEqual([200, { kind: 'told', places: [], halfDays: [] }]);
    expect((await api.ask('broker', 'GET', PLAN)).json.fewestDropped).toEqual([]);
    const asked = await api.ask('officer', 'GET', `${PLAN}/capacity`, { headers: WHY });
    expect([asked.status, asked.json]).toEqual([200, read.json]);
    expect((await api.ask('officer', 'GET', `${PLAN}/capacity`)).json.code).toBe('REASON_REQUIRED');
    for (const who of OUTSIDE)
      expect([who, [403, 404].includes((await api.ask(who, 'GET', `${PLAN}/capacity`)).status)]).toEqual([
        who,
        true,
      ]);
    const whole = await api.ask('broker', 'GET', `/api/v1/match-runs/${run}`);
    expect(whole.json.certificate).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it('is supposed without a change of any live row, and two plans are held side by side', async () => {
    const asked = { marks: [{ need, supporter: MARLOWE, kind: 'bar' }] };
    const answers = await Promise.all(Array.from({ length: 4 }, () => suppose('broker', asked, 'what-if')));
    expect(new Set(answers.map(({ status, text }) => `${String(status)} ${text}`)).size).toBe(1);
    const [made] = answers as [Answered];
    const supposed = made.json as { id: string; reference: string };
    expect([made.status, made.headers.get('location')]).toEqual([
      202,
      `/api/v1/match-runs/${supposed.reference}`,
    ]);
    expect((await suppose('broker', { withoutMarks: true }, 'what-if')).status).toBe(422);
    const early = await api.ask('broker', 'GET', `${PLAN}/compare?a=${run}&b=${supposed.reference}`);
    expect([early.status, early.json.code]).toEqual([409, 'RUN_NOT_FINISHED']);
    await api.finish(supposed.id);
    expect(await partners(`/api/v1/match-runs/${supposed.reference}/plan`)).toEqual([]);
    expect((await partners(PLAN)).length).toBe(1);
    const two = await api.ask('broker', 'GET', `${PLAN}/compare?a=${run}&b=${supposed.reference}`);
    expect(two.json).toMatchObject({
      ...{ a: { run: { reference: run }, totals: { placed: 1 } }, b: { totals: { placed: 0 } } },
      read: { marks: [{ kind: 'bar', urn: MARLOWE, only: 'b' }], groups: [], days: [], otherwise: false },
      changed: [{ reference: need, after: [] }],
    });
    expect((await api.ask('broker', 'GET', PLAN)).json.whatIfs).toMatchObject([
      { reference: supposed.reference },
    ]);
    for (const [field, query] of [
      ['a', ''],
      ['b', `?a=${run}`],
      ['c', `?a=${run}&b=${run}&c=${run}`],
    ] as const)
      await refusedWithoutTrace(api, () => api.ask('broker', 'GET', `${PLAN}/compare${query}`), {
        ...{ status: 400, path: field },
      });
    expect((await api.ask('broker', 'GET', `${PLAN}/compare?a=${run}&b=R-9999`)).status).toBe(404);
    expect((await api.ask('officer', 'GET', `${PLAN}/compare?a=${run}&b=${run}`)).json.code).toBe(
      'REASON_REQUIRED',
    );
  });

  it.each([
    ['nothing', '', {}],
    ['no list', 'marks', { marks: 'all' }],
    ['an unknown kind', 'marks.0.kind', { marks: [{ supporter: MARLOWE, kind: 'marry' }] }],
    ['a school elsewhere', 'marks.0.supporter', { marks: [{ supporter: '990099', kind: 'bar' }] }],
    ['a property too many', 'marks.0.points', { marks: [{ supporter: MARLOWE, kind: 'bar', points: 9 }] }],
    [
      'no half-term',
      'days.0.halfTerm',
      { days: [{ supporter: MARLOWE, halfTerm: '2026/27-9', halfDays: 2 }] },
    ],
    [
      'a quarter of a day',
      'days.0.halfDays',
      { days: [{ supporter: MARLOWE, halfTerm: '2026/27-3', halfDays: 0.5 }] },
    ],
    [
      'days as text',
      'days.0.halfDays',
      { days: [{ supporter: MARLOWE, halfTerm: '2026/27-3', halfDays: '2' }] },
    ],
    ['a word for yes', 'withoutMarks', { withoutMarks: 'yes' }],
    ['what nobody supposes', 'policy', { policy: {} }],
  ])('a supposition of %s is refused by the name of “%s”', async (_what, path, body) => {
    const marks = (body as { marks?: unknown }).marks;
    const named = Array.isArray(marks) ? { marks: marks.map((each: object) => ({ need, ...each })) } : {};
    await refusedWithoutTrace(api, () => suppose('broker', { ...body, ...named }), { status: 400, path });
  });

  it('is nobody else’s to suppose or to mark', async () => {
    for (const who of [...OUTSIDE, 'officer', 'stranger'] as const) {
      await refusedWithoutTrace(api, () => suppose(who, { withoutMarks: true }), { status: [403, 404, 409] });
      await refusedWithoutTrace(api, () => mark(who), { status: [403, 404] });
    }
    const absent = { marks: [{ need: 'N-2026-999', supporter: MARLOWE, kind: 'bar' }] };
    await refusedWithoutTrace(api, () => suppose('broker', absent), { status: 404 });
  });

  it.each([
    ['no school', 'supporter', 'Marlowe'],
    ['an unknown kind', 'kind', 'marry'],
    ['a blank reason', 'reason', ' '],
    ['a list', 'need', ['a']],
    ['what nobody says', 'points', 9],
  ])('a mark with %s as %s is refused by that name', async (_what, path, value) => {
    await refusedWithoutTrace(api, () => mark('broker', { [path]: value }), { status: 400, path });
  });

  it('a bar is set once with a reason, stands with the need, is obeyed by the next run, and is lifted once', async () => {
    const answers = await Promise.all(Array.from({ length: 4 }, () => mark('broker', {}, 'the-mark')));
    expect(new Set(answers.map(({ status, text }) => `${String(status)} ${text}`)).size).toBe(1);
    const [made] = answers as [Answered];
    expect([made.status, made.json]).toMatchObject([201, { need, supporter: MARLOWE, kind: 'bar' }]);
    expect((await mark('broker', { kind: 'lock' }, 'the-mark')).status).toBe(422);
    const again = await refusedWithoutTrace(api, () => mark('broker', { kind: 'lock' }), { status: 409 });
    expect(again.json.code).toBe('ALREADY_MARKED');
    expect((await api.ask('broker', 'GET', PLAN)).json).toMatchObject({
      marksChanged: 1,
      needs: [{ marks: [{ id: made.json.id, kind: 'bar', by: 'The broker' }] }],
    });
    await runAgain();
    expect(await partners(PLAN)).toEqual([]);
    const lift = `${PLAN}/marks/${String(made.json.id)}/lift`;
    for (const who of [...OUTSIDE, 'officer', 'stranger', 'interestedBroker'] as const)
      await refusedWithoutTrace(api, () => api.ask(who, 'POST', lift, { body: {} }), { status: [403, 404] });
    const lifted = await api.ask('broker', 'POST', lift, { body: {} });
    expect([lifted.status, lifted.json]).toEqual([200, { id: made.json.id, lifted: true }]);
    const late = await refusedWithoutTrace(api, () => api.ask('broker', 'POST', lift, { body: {} }), {
      status: 409,
    });
    expect(late.json.code).toBe('LIFTED_ALREADY');
    const odd = `${PLAN}/marks/x/lift`;
    await refusedWithoutTrace(api, () => api.ask('broker', 'POST', odd, { body: {} }), { status: 404 });
    await runAgain();
    expect((await partners(PLAN)).length).toBe(1);
  });
});
