import {
  AdoptBoardGoal,
  BoardGoals,
  CloseBoardGoal,
  DraftBoardGoal,
  ReviewBoardGoal,
  RewriteBoardGoal,
} from '@app/board-report';
import { BrokerAtPages, type Seen } from '../runs/a-broker-at-pages.fixture.js';
import type { Persona } from '../../../../../test/factories/a-brokerage-house.js';
import { GoalsController } from './goals.controller.js';

const ROOMS = [
  ...[AdoptBoardGoal, BoardGoals, CloseBoardGoal],
  ...[DraftBoardGoal, ReviewBoardGoal, RewriteBoardGoal],
];
const AT = '/board/goals/G1-001';
const WORDS = {
  ...{ goal: '1', name: 'Every pupil in school', wording: 'Every pupil is in school, every day.' },
  ...{ aim: 'Persistent absence lower each year', measures: 'absence.persistent' },
  ...{ fromYear: '2026/27', toYear: '2026/27', owner: 'The deputy chair' },
};

describe('the pages of the Board’s goals', () => {
  let pages: BrokerAtPages;
  beforeEach(async () => {
    pages = await BrokerAtPages.open([GoalsController], ROOMS);
  });
  afterEach(() => pages.close());

  const press = async (step: string, who: Persona, fields: Record<string, string> = {}): Promise<Seen> => {
    const { html } = await pages.get(AT, who);
    const version = /name="_version" value="([0-9]+)"/.exec(html)?.[1] ?? '0';
    return pages.post(`${AT}/${step}`, { _version: version, ...fields }, who);
  };
  const draft = (change: Record<string, string> = {}): Promise<Seen> =>
    pages.post('/board/goals/new', { ...WORDS, ...change }, 'adviser');

  it('lead from a draft to an adopted, a reviewed and a closed goal, each person with what is theirs', async () => {
    expect((await pages.get('/board/goals/new?goal=1', 'adviser')).html).toContain(
      'value="All students benefit"',
    );
    expect((await draft()).location).toBe(AT);
    expect((await pages.get(AT, 'adviser')).text).toContain('Change the words');
    expect((await pages.get(AT, 'board')).text).not.toMatch(/Record as adopted|Change the words/);
    await press('adopt', 'chair', { meeting: 'Autumn meeting of the Board', on: '2026-11-20' });
    const adopted = await pages.get(AT, 'asker');
    expect(adopted.text).toContain('adopted on 20 November 2026, Autumn meeting of the Board.');
    expect(adopted.text).not.toMatch(/Record the review|Close this goal/);
    await press('review', 'chair', { note: 'Absence fell.' });
    await press('close', 'chair', { because: 'The Board has reached it.' });
    const list = await pages.get('/board/goals', 'asker');
    expect(list.text).toContain('Closed on 25 November 2026: The Board has reached it.');
    expect(list.text).toContain('The Board has not adopted a wording yet.');
    expect((await pages.get('/board/goals.csv', 'asker')).html).toContain(
      '1,G1-001,Every pupil in school,Closed,2026-11-20,Autumn meeting of the Board,,',
    );
  });

  it('change a draft, and keep what was typed where something is missing', async () => {
    const missing = await draft({ aim: '' });
    expect([missing.status, missing.text]).toEqual([
      422,
      expect.stringContaining('Enter what the Board wants to see'),
    ]);
    expect(missing.html).toContain('value="Every pupil in school"');
    await draft();
    const { html } = await pages.get(`${AT}/words`, 'broker');
    expect(html).toContain('value="Every pupil in school"');
    const words = Object.entries(WORDS).filter(([field]) => field !== 'goal');
    const changed = { ...Object.fromEntries(words), name: 'In school', _version: '1' };
    expect((await pages.post(`${AT}/words`, changed, 'broker')).location).toBe(AT);
    expect((await pages.get(AT, 'chair')).text).toContain('Goal 1: In school');
    const stale = await pages.post(`${AT}/words`, changed, 'broker');
    expect([stale.status, stale.html]).toEqual([412, expect.stringContaining('value="In school"')]);
  });

  it('ask for the meeting and its day, and refuse a day that is not over', async () => {
    await draft();
    expect((await press('adopt', 'chair', { meeting: '', on: '' })).text).toContain(
      'Enter the meeting that adopted it',
    );
    const early = await press('adopt', 'chair', { meeting: 'Spring meeting', on: '2027-02-01' });
    expect([early.status, early.text]).toEqual([
      422,
      expect.stringContaining('Enter a day that is not in the future'),
    ]);
  });

  it('show a head no draft, and nobody a goal that there is not', async () => {
    await draft();
    expect((await pages.get(AT, 'asker')).status).toBe(404);
    expect((await pages.get('/board/goals/G1-002', 'chair')).status).toBe(404);
    expect((await pages.get('/board/goals/new?goal=7', 'adviser')).status).toBe(404);
    expect([403, 404]).toContain((await pages.get('/board/goals/new?goal=1', 'chair')).status);
  });
});
