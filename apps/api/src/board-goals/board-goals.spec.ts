import { AdoptBoardGoal } from '@app/board-report';
import { NORTH } from '../../../../test/factories/an-area.js';
import { ApiHouse, type Answered, type Persona } from '../an-api-house.fixture.js';
import { refusedWithoutTrace } from '../refused-without-trace.fixture.js';

const GOALS = '/api/v1/board-goals';
const aWording = (change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  ...{ goal: '1', name: 'Every pupil in school', wording: 'Every pupil is in school, every day' },
  ...{ aim: 'Persistent absence below one pupil in five by July 2027', owner: 'The chair' },
  ...{ measures: ['absence.persistent'], fromYear: '2026/27', toYear: '2027/28', ...change },
});

describe('the Board’s goals as JSON', () => {
  let api: ApiHouse;
  const path = `${GOALS}/G1-001`;
  beforeAll(async () => {
    api = await ApiHouse.open();
  });
  afterAll(async () => {
    await api.close();
  });

  const draft = (who: Persona, change: Readonly<Record<string, unknown>> = {}, key?: string) =>
    api.ask(who, 'POST', GOALS, { body: aWording(change), ...(key === undefined ? {} : { key }) });
  const rewrite = (who: Persona, body: unknown, etag: string | null) =>
    api.ask(who, 'PATCH', path, { body, headers: etag === null ? {} : { 'If-Match': etag }, key: null });
  const etagOf = ({ headers }: Answered): string => headers.get('etag') ?? '';

  it('are the template’s until the Board adopts a wording, for heads too, page by page', async () => {
    for (const who of ['asker', 'broker', 'officer', 'chair', 'administrator'] as const) {
      const list = await api.ask(who, 'GET', GOALS);
      expect([who, (list.json.items as { goal: string }[]).map(({ goal }) => goal)]).toEqual([
        who,
        ['1', '2', '3', '4'],
      ]);
      expect(list.json.items[0]).toMatchObject({ name: 'All students benefit', adopted: null, wordings: [] });
    }
    const two = await api.ask('asker', 'GET', `${GOALS}?limit=2`);
    const rest = await api.ask('asker', 'GET', `${GOALS}?limit=2&cursor=${String(two.json.next)}`);
    expect([rest.json.items[0].goal, rest.json.next]).toEqual(['3', null]);
    expect((await api.ask('chair', 'GET', `${GOALS}?limit=2&cursor=${String(two.json.next)}`)).status).toBe(
      400,
    );
    expect([403, 404]).toContain((await api.ask('trust', 'GET', GOALS)).status);
  });

  it('a broker drafts a wording once, which heads and other areas cannot know of', async () => {
    for (const who of ['asker', 'officer', 'chair', 'trust'] as const)
      await refusedWithoutTrace(api, () => draft(who), { status: [403, 404] });
    const answers = await Promise.all(Array.from({ length: 6 }, () => draft('broker', {}, 'the-draft')));
    expect(new Set(answers.map(({ status, text }) => `${String(status)} ${text}`)).size).toBe(1);
    const [made] = answers as [Answered];
    expect([made.status, made.headers.get('location')]).toEqual([201, path]);
    expect(made.json).toEqual({
      ...aWording(),
      ...{ reference: 'G1-001', state: 'draft', version: 1 },
      ...{ adopted: null, superseded: null, review: null, closed: null },
    });
    expect((await draft('broker', { name: 'Another' }, 'the-draft')).status).toBe(422);
    for (const who of ['broker', 'officer', 'chair', 'administrator'] as const)
      expect([who, (await api.ask(who, 'GET', path)).json]).toEqual([who, made.json]);
    for (const who of ['asker', 'stranger'] as const)
      expect([who, (await api.ask(who, 'GET', path)).status]).toEqual([who, 404]);
    for (const odd of ['x', '%00', 'G1-999'])
      expect((await api.ask('broker', 'GET', `${GOALS}/${odd}`)).status).toBe(404);
    const [goal] = (await api.ask('broker', 'GET', GOALS)).json.items as {
      name: string;
      mayDraft: boolean;
    }[];
    expect(goal).toMatchObject({
      ...{ name: 'All students benefit', mayDraft: false },
      wordings: [{ reference: 'G1-001', state: 'draft' }],
    });
    await refusedWithoutTrace(api, () => draft('broker'), { status: 400, path: 'goal' });
  });

  it.each([
    ['no such goal', 'goal', '7'],
    ['a number', 'goal', 1],
    ['a blank text', 'name', ' '],
    ['81 letters', 'name', 'x'.repeat(81)],
    ['an unknown figure', 'measures', ['happiness']],
    ['a text for a list', 'measures', 'absence.persistent'],
    ['a year that is none', 'fromYear', '2026'],
    ['a last year before the first', 'toYear', '2025/26'],
    ['a day on which the Board adopted it', 'adopted', { on: '2026-11-20' }],
  ])('a wording with %s as %s is refused by that name', async (_what, field, value) => {
    await refusedWithoutTrace(api, () => draft('broker', { goal: '2', [field]: value }), {
      ...{ status: 400, path: field },
    });
    if (field === 'goal') return;
    const etag = etagOf(await api.ask('broker', 'GET', path));
    await refusedWithoutTrace(api, () => rewrite('broker', { [field]: value }, etag), {
      ...{ status: 400, path: field },
    });
  });

  it('a draft is changed from the version that was seen, and no more once the Board has adopted it', async () => {
    const seen = etagOf(await api.ask('broker', 'GET', path));
    const body = { aim: 'Persistent absence below one in six' };
    for (const who of ['officer', 'chair', 'asker', 'stranger'] as const)
      await refusedWithoutTrace(api, () => rewrite(who, body, seen), { status: [403, 404] });
    for (const [ifMatch, status] of [
      [null, 428],
      ['*', 400],
      [seen.replace('-1"', '-2"'), 412],
      [seen.replace('board-goal-', 'need-'), 412],
    ] as const)
      await refusedWithoutTrace(api, () => rewrite('broker', body, ifMatch), { status });
    const changed = await rewrite('broker', body, seen);
    expect(changed.json).toMatchObject({ ...aWording(), ...body, version: 2 });
    await refusedWithoutTrace(api, () => rewrite('broker', body, seen), { status: 412 });

    // On the page: recording what the Board decided asks for a sign-in of the last ten minutes, which no token passes.
    const adopted = { goal: 'G1-001', version: 2, meeting: 'Autumn meeting', on: '2026-11-20' };
    await api.get(AdoptBoardGoal).execute(await api.actorOf('chair'), NORTH, adopted);
    const stands = await api.ask('asker', 'GET', path);
    expect(stands.json).toMatchObject({
      state: 'adopted',
      adopted: { on: '2026-11-20', meeting: 'Autumn meeting' },
    });
    const late = await refusedWithoutTrace(api, () => rewrite('broker', body, etagOf(stands)), {
      status: 409,
    });
    expect(late.json.code).toBe('BOARD_GOAL_CANNOT_MOVE');
    expect((await draft('broker', { name: 'In school' })).json.reference).toBe('G1-002');
    const [goal] = (await api.ask('asker', 'GET', GOALS)).json.items as {
      name: string;
      wordings: unknown[];
    }[];
    expect([goal?.name, goal?.wordings.length]).toEqual(['Every pupil in school', 1]);
  });
});
