import {
  ApproveBoardReport,
  BoardFigures,
  BoardReports,
  CheckBoardReport,
  CorrectBoardReport,
  DraftBoardReport,
  IssueBoardReport,
  RecountBoardReport,
} from '@app/board-report';
import { SchoolsOfArea } from '@app/schools';
import { BrokerAtPages, type Seen } from '../runs/a-broker-at-pages.fixture.js';
import type { Persona } from '../../../../../test/factories/a-brokerage-house.js';
import { BoardController } from './board.controller.js';
import { BoardReportsController } from './board-reports.controller.js';

const ROOMS = [
  ...[ApproveBoardReport, BoardFigures, BoardReports, CheckBoardReport, CorrectBoardReport],
  ...[DraftBoardReport, IssueBoardReport, RecountBoardReport, SchoolsOfArea],
];
const AT = '/board/reports/B-2026-001';

describe('the pages of a report for the Board', () => {
  let pages: BrokerAtPages;
  beforeEach(async () => {
    pages = await BrokerAtPages.open([BoardController, BoardReportsController], ROOMS);
  });
  afterEach(() => pages.close());

  const press = async (step: string, who: Persona, fields: Record<string, string> = {}): Promise<Seen> => {
    const { html } = await pages.get(AT, who);
    const version = /name="_version" value="([0-9]+)"/.exec(html)?.[1] ?? '0';
    return pages.post(`${AT}/${step}`, { _version: version, ...fields }, who);
  };
  const draft = (): Promise<Seen> => pages.post('/board/reports', { year: '2026/27' }, 'broker');
  const issue = async (): Promise<void> => {
    await draft();
    await press('check', 'broker');
    await press('approve', 'chair');
    await press('issue', 'chair');
  };

  it('lead from a count to an issued report, each person with the buttons that are theirs', async () => {
    expect((await draft()).location).toBe(AT);
    expect((await pages.get(AT, 'officer')).text).toContain('Its numbers are shown once they are checked');
    await press('check', 'broker');
    const checked = await pages.get(AT, 'broker');
    expect(checked.text).toContain('Draft, checked for disclosure');
    expect(checked.text).not.toContain('Approve it');
    await press('approve', 'chair');
    await press('issue', 'chair');
    const issued = await pages.get(AT, 'officer');
    expect(issued.text).toContain('nothing in it has changed since');
    expect(issued.html).toContain(`href="${AT}/records/schools-all"`);
    expect(issued.html).not.toContain(`action="${AT}/`);
  });

  it('give a head what is issued, and no way to the records behind it', async () => {
    await draft();
    expect((await pages.get('/board/reports', 'asker')).text).not.toContain('B-2026-001');
    expect((await pages.get(AT, 'asker')).status).toBe(404);
    await press('check', 'broker');
    await press('approve', 'chair');
    await press('issue', 'chair');
    const seen = await pages.get(AT, 'asker');
    expect(seen.text).toContain('Schools with no current link: 6 of 6.');
    expect(seen.html).not.toContain('/records/');
    expect((await pages.get(`${AT}/records/schools-all`, 'asker')).status).toBe(404);
    expect((await pages.get(`${AT}/records/schools-all`, 'officer')).text).toContain('6 schools');
  });

  it('show an erratum above the report as it was issued, and ask for its words', async () => {
    await issue();
    const missing = await press('correct', 'chair', { erratum: '' });
    expect([missing.status, missing.text]).toEqual([422, expect.stringContaining('Enter what is wrong')]);
    await press('correct', 'chair', { erratum: 'The year was not over.' });
    const seen = await pages.get(AT, 'asker');
    expect(seen.text).toContain('The year was not over.');
    expect(seen.text).toContain('Schools with no current link: 6 of 6.');
  });

  it('tell who saw an older state, and refuse who counted it', async () => {
    await draft();
    const stale = await pages.post(`${AT}/check`, { _version: '7' }, 'broker');
    expect(stale.status).toBe(412);
    await press('check', 'broker');
    expect((await press('approve', 'broker')).status).toBe(404);
  });

  it('ask for a year of the list', async () => {
    const refused = await pages.post('/board/reports', { year: 'soon' }, 'broker');
    expect([refused.status, refused.text]).toEqual([
      422,
      expect.stringContaining('Choose an academic year from the list'),
    ]);
  });

  it('stand as the Board’s page for who reads totals alone, and not beside what stands now', async () => {
    await draft();
    const none = await pages.get('/board', 'board');
    expect(none.text).toContain('No report of 2026/27 has been issued yet.');
    expect(none.text).not.toContain('Schools with no current link');
    await press('check', 'broker');
    expect((await pages.get(AT, 'board')).status).toBe(404);
    await press('approve', 'chair');
    await press('issue', 'chair');
    for (const who of ['board', 'chair'] as const) {
      const { html, text } = await pages.get('/board', who);
      expect(text).toContain('from report B-2026-001 , issued');
      expect(html).toContain(`href="${AT}/records/schools-all"`);
      expect((await pages.get('/board/records/schools-all?year=2026/27', who)).status).toBe(404);
    }
    expect((await pages.get('/board', 'officer')).html).toContain(
      '/board/records/schools-all?year=2026%2F27',
    );
  });
});
