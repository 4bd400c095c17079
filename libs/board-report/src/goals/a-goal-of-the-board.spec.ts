import type { AcademicYearId, LocalDate } from '@app/kernel';
import { NORTH } from '../../../../test/factories/an-area.js';
import { BrokerageHouse, type Persona } from '../../../../test/factories/a-brokerage-house.js';
import { DraftBoardReport } from '../issued/draft-board-report.js';
import { ApproveBoardReport } from '../issued/approve-board-report.js';
import { BoardReports } from '../issued/board-reports.query.js';
import { CheckBoardReport } from '../issued/check-board-report.js';
import { IssueBoardReport } from '../issued/issue-board-report.js';
import { BoardFigures } from '../report/board-figures.query.js';
import { AdoptBoardGoal } from './adopt-board-goal.js';
import { BoardGoals, type GoalView } from './board-goals.query.js';
import { CloseBoardGoal } from './close-board-goal.js';
import { DraftBoardGoal } from './draft-board-goal.js';
import type { GoalWords } from './goal-words.js';
import type { Goal } from './goals.js';
import { ReviewBoardGoal } from './review-board-goal.js';
import { RewriteBoardGoal } from './rewrite-board-goal.js';

const YEAR = '2026/27' as AcademicYearId;
const WORDS: GoalWords = {
  ...{ name: 'Every pupil in school', wording: 'Every pupil is in school, every day' },
  ...{ aim: 'Persistent absence below one pupil in five by July 2027', owner: 'The chair' },
  ...{ measures: ['absence.persistent'], fromYear: '2026/27', toYear: '2027/28' },
};
const MEETING = 'Autumn meeting';

describe('a goal of the Board', () => {
  let house: BrokerageHouse;
  beforeEach(async () => {
    house = await BrokerageHouse.open();
  });
  afterEach(() => house.close());

  const draft = async (words: Partial<GoalWords> = {}, who: Persona = 'adviser', goal = '1') =>
    house.get(DraftBoardGoal).execute(await house.as(who), NORTH, { ...WORDS, ...words, goal });
  const adopt = async (goal: string, on = '2026-11-20', who: Persona = 'chair', version = 1) =>
    house.get(AdoptBoardGoal).execute(await house.as(who), NORTH, { goal, version, meeting: MEETING, on });
  const review = async (goal: string, note = 'Absence fell in four schools of five.') =>
    house.get(ReviewBoardGoal).execute(await house.as('chair'), NORTH, { goal, version: 2, note });
  const close = async (goal: string, version = 3) =>
    house
      .get(CloseBoardGoal)
      .execute(await house.as('chair'), NORTH, { goal, version, because: 'The Board has reached it.' });
  const read = (goal: string, who: Persona = 'chair'): Promise<GoalView> =>
    house.asking(who, (tx) => house.get(BoardGoals).one(tx, goal));
  const onPage = async (): Promise<Goal | undefined> => {
    const page = await house.asking('officer', (tx) => house.get(BoardFigures).ofYear(tx, YEAR));
    return page.goals[0]?.goal;
  };

  it('is the template’s until the Board adopts a wording, and a draft changes no page', async () => {
    await draft();
    expect(await onPage()).toMatchObject({ name: 'All students benefit' });
    expect((await onPage())?.adopted).toBeUndefined();
  });

  it('is drafted by one, and adopted on the day of a meeting by the chair; from then on it is on the page', async () => {
    const goal = await draft();
    expect(goal).toBe('G1-001');
    await adopt(goal);
    expect(await read(goal)).toMatchObject({
      ...{ state: 'adopted', adopted: { on: '2026-11-20', meeting: MEETING } },
      can: { rewrite: false, adopt: false, review: true, close: false },
    });
    expect(await onPage()).toMatchObject({
      ...{ name: WORDS.name, wording: WORDS.wording, measures: [{ measure: 'absence.persistent' }] },
      adopted: { reference: goal, on: '2026-11-20', aim: WORDS.aim, closed: null },
    });
  });

  it('is adopted by nobody who wrote it, by raw SQL neither, and by nobody but the chair', async () => {
    const goal = await draft();
    for (const who of ['adviser', 'broker', 'officer', 'board'] as const)
      await expect(adopt(goal, '2026-11-20', who)).rejects.toMatchObject({ code: 'NOT_GRANTED' });
    await expect(
      house.raw(
        `update board_report.goal set state = 'adopted', meeting = 'x', adopted_on = '2026-11-20', adopted_by = written_by[1]`,
      ),
    ).rejects.toMatchObject({ code: '23514' });
  });

  it('is not drafted by the chair, an officer or a head', async () => {
    for (const who of ['chair', 'officer', 'head'] as const)
      await expect(draft({}, who)).rejects.toMatchObject({ code: 'NOT_GRANTED' });
  });

  it('stays as it was adopted: who would change it drafts another, and raw SQL changes no word', async () => {
    const goal = await draft();
    await adopt(goal);
    const rewrite = house
      .get(RewriteBoardGoal)
      .execute(await house.as('adviser'), NORTH, { ...WORDS, goal, version: 2 });
    await expect(rewrite).rejects.toMatchObject({ code: 'BOARD_GOAL_CANNOT_MOVE' });
    await expect(
      house.raw(
        `update board_report.goal set state = 'reviewed', wording = 'x', review_note = 'x', reviewed_on = '2026-11-25', reviewed_by = gen_random_uuid()`,
      ),
    ).rejects.toMatchObject({ code: 'TR004' });
    await expect(house.raw('delete from board_report.goal')).rejects.toMatchObject({ code: 'TR004' });
  });

  it('is changed while it is a draft, by who saw it as it is', async () => {
    const goal = await draft();
    const rewrite = house.get(RewriteBoardGoal);
    const broker = await house.as('broker');
    await rewrite.execute(broker, NORTH, { ...WORDS, goal, version: 1, name: 'In school' });
    expect(await read(goal)).toMatchObject({ name: 'In school', version: 2 });
    await expect(rewrite.execute(broker, NORTH, { ...WORDS, goal, version: 1 })).rejects.toMatchObject({
      code: 'STALE_VERSION',
    });
  });

  it('gives way to a later wording on its day, and keeps its own place before it', async () => {
    const first = await draft();
    await adopt(first, '2026-09-18');
    const second = await draft({ name: 'In school and ready' });
    await expect(adopt(second, '2026-09-18')).rejects.toMatchObject({ errors: [{ path: 'on' }] });
    await adopt(second, '2026-11-20');
    expect(await read(first)).toMatchObject({
      ...{ name: WORDS.name, superseded: { by: second, on: '2026-11-20' } },
      can: { review: true, close: false },
    });
    expect((await onPage())?.name).toBe('In school and ready');
    await review(first);
    await expect(close(first)).rejects.toMatchObject({ code: 'BOARD_GOAL_SUPERSEDED' });
  });

  it('is the wording of its time on the page of a year that is over', async () => {
    await adopt(await draft(), '2025-09-18');
    await adopt(await draft({ name: 'In school and ready' }), '2026-11-20');
    const nameIn = async (year: string): Promise<string | undefined> => {
      const page = await house.asking('officer', (tx) =>
        house.get(BoardFigures).ofYear(tx, year as AcademicYearId),
      );
      return page.goals[0]?.goal.name;
    };
    expect([await nameIn('2024/25'), await nameIn('2025/26'), await nameIn('2026/27')]).toEqual([
      'All students benefit',
      WORDS.name,
      'In school and ready',
    ]);
  });

  it('is reviewed with what the Board found, then closed with a sentence, which the page says', async () => {
    const goal = await draft();
    await adopt(goal);
    await expect(close(goal, 2)).rejects.toMatchObject({ code: 'BOARD_GOAL_CANNOT_MOVE' });
    await expect(review(goal, ' ')).rejects.toMatchObject({ errors: [{ path: 'note' }] });
    await review(goal);
    await close(goal);
    expect(await read(goal)).toMatchObject({
      ...{ state: 'closed', review: { note: 'Absence fell in four schools of five.' } },
      closed: { on: '2026-11-25', because: 'The Board has reached it.' },
    });
    expect((await onPage())?.adopted?.closed).toEqual({
      on: '2026-11-25' as LocalDate,
      because: 'The Board has reached it.',
    });
  });

  it('stands in a report as it was when the report was issued', async () => {
    await adopt(await draft(), '2026-09-18');
    const report = await house.get(DraftBoardReport).execute(await house.as('broker'), NORTH, { year: YEAR });
    await house.get(CheckBoardReport).execute(await house.as('broker'), NORTH, { report, version: 1 });
    const chair = await house.as('chair');
    await house.get(ApproveBoardReport).execute(chair, NORTH, { report, version: 2 });
    await house.get(IssueBoardReport).execute(chair, NORTH, { report, version: 3 });
    await adopt(await draft({ name: 'In school and ready' }), '2026-11-20');
    const read = await house.asking('board', (tx) => house.get(BoardReports).one(tx, report));
    expect(read.page?.goals[0]?.goal.name).toBe(WORDS.name);
  });

  it('is a paper of the Board while it is a draft: heads read what was adopted', async () => {
    const goal = await draft();
    await expect(read(goal, 'head')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await read(goal, 'board')).toMatchObject({ state: 'draft', can: { adopt: false } });
    await adopt(goal);
    expect(await read(goal, 'head')).toMatchObject({ state: 'adopted', can: { review: false } });
    const { goals } = await house.asking('head', (tx) => house.get(BoardGoals).all(tx));
    expect(goals.map(({ goal: { key }, wordings }) => [key, wordings.length])).toEqual([
      ...[['1', 1] as const, ['2', 0] as const, ['3', 0] as const, ['4', 0] as const],
    ]);
  });

  it('names every field that is wrong, and no second draft is begun beside one', async () => {
    await expect(
      draft({ name: '', measures: ['context.roll'], fromYear: '2027/28', toYear: '2026/27' }),
    ).rejects.toMatchObject({ errors: [{ path: 'toYear' }, { path: 'measures' }, { path: 'name' }] });
    await expect(draft({}, 'adviser', '7')).rejects.toMatchObject({ errors: [{ path: 'goal' }] });
    await draft();
    await expect(draft({}, 'broker')).rejects.toMatchObject({ errors: [{ path: 'goal' }] });
    await expect(adopt('G1-001', '2026-12-01')).rejects.toMatchObject({ errors: [{ path: 'on' }] });
  });
});
