import { NORTH } from '../../../../test/factories/an-area.js';
import { BrokerageHouse, type Persona } from '../../../../test/factories/a-brokerage-house.js';
import { ApproveBoardReport } from './approve-board-report.js';
import { BoardReports, type ReportView } from './board-reports.query.js';
import { CheckBoardReport } from './check-board-report.js';
import { CorrectBoardReport } from './correct-board-report.js';
import { DraftBoardReport } from './draft-board-report.js';
import { IssueBoardReport } from './issue-board-report.js';
import { RecountBoardReport } from './recount-board-report.js';
import { hashOf } from './report-steps.js';

type Step = typeof CheckBoardReport | typeof RecountBoardReport | typeof ApproveBoardReport;

describe('a report for the Board', () => {
  let house: BrokerageHouse;
  beforeEach(async () => {
    house = await BrokerageHouse.open();
  });
  afterEach(() => house.close());

  const draft = async (who: Persona = 'broker', year = '2026/27'): Promise<string> =>
    house.get(DraftBoardReport).execute(await house.as(who), NORTH, { year });
  const step = async (verb: Step | typeof IssueBoardReport, who: Persona, report: string, version: number) =>
    house.get<{ execute: IssueBoardReport['execute'] }>(verb).execute(await house.as(who), NORTH, {
      ...{ report, version },
    });
  const read = (who: Persona, report: string): Promise<ReportView> =>
    house.asking(who, (tx) => house.get(BoardReports).one(tx, report));
  const issued = async (): Promise<string> => {
    const report = await draft();
    await step(CheckBoardReport, 'broker', report, 1);
    await step(ApproveBoardReport, 'chair', report, 2);
    await step(IssueBoardReport, 'chair', report, 3);
    return report;
  };
  const stored = async (report: string): Promise<{ content: string; hash: string }> => {
    const rows = await house.asking('officer', (tx) =>
      tx.query<{ content: string; hash: string }>(
        'select content, content_hash as hash from board_report.report where reference = $1',
        [report],
      ),
    );
    return rows[0]!;
  };

  it('shows nothing of what was counted before it is checked', async () => {
    const report = await draft();
    expect(await read('officer', report)).toMatchObject({ state: 'draft', page: null, hash: null });
  });

  it('is counted by one, issued by another, and read by heads from then on', async () => {
    const report = await draft();
    await step(CheckBoardReport, 'broker', report, 1);
    await expect(read('head', report)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await step(ApproveBoardReport, 'chair', report, 2);
    await step(IssueBoardReport, 'chair', report, 3);
    expect(await read('head', report)).toMatchObject({ state: 'issued', opens: false });
    const { content, hash } = await stored(report);
    expect(hashOf(content)).toBe(hash);
  });

  it('is issued by nobody who counted it, by raw SQL neither, and by no officer', async () => {
    const report = await draft();
    await step(CheckBoardReport, 'broker', report, 1);
    for (const who of ['broker', 'officer'] as const)
      await expect(step(ApproveBoardReport, who, report, 2)).rejects.toMatchObject({ code: 'NOT_GRANTED' });
    await expect(
      house.raw(`update board_report.report set state = 'approved', approved_by = drafted_by`),
    ).rejects.toMatchObject({ code: '23514' });
  });

  it('is not drafted by the chair, and hidden from a head as if there were none', async () => {
    await expect(draft('chair')).rejects.toMatchObject({ code: 'NOT_GRANTED' });
    await expect(draft('head')).rejects.toThrow();
  });

  it('names the field of a year that there is not', async () => {
    await expect(draft('broker', '2026/29')).rejects.toMatchObject({ errors: [{ path: 'year' }] });
  });

  it('goes back to a draft, which is counted anew', async () => {
    const report = await draft();
    await step(CheckBoardReport, 'broker', report, 1);
    await step(ApproveBoardReport, 'chair', report, 2);
    await step(RecountBoardReport, 'broker', report, 3);
    expect(await read('broker', report)).toMatchObject({ state: 'draft', page: null, version: 4 });
  });

  it('is refused to who saw an older version, and in an order that there is not', async () => {
    const report = await draft();
    await expect(step(CheckBoardReport, 'broker', report, 9)).rejects.toMatchObject({
      code: 'STALE_VERSION',
    });
    await expect(step(IssueBoardReport, 'chair', report, 1)).rejects.toMatchObject({
      code: 'BOARD_REPORT_CANNOT_MOVE',
    });
  });

  it('says the same for good, whatever happens afterwards, and raw SQL changes no word of it', async () => {
    const report = await issued();
    const before = await stored(report);
    await house.openNeed();
    expect(await stored(report)).toEqual(before);
    await expect(
      house.raw(`update board_report.report set state = 'corrected', content = 'other'`),
    ).rejects.toMatchObject({ code: 'TR004' });
    await expect(house.raw('delete from board_report.report')).rejects.toMatchObject({ code: 'TR004' });
  });

  it('stays readable beside an erratum, which the next report can follow', async () => {
    const report = await issued();
    const before = await stored(report);
    const corrects = house.get(CorrectBoardReport);
    const chair = await house.as('chair');
    await expect(corrects.execute(chair, NORTH, { report, version: 4, erratum: ' ' })).rejects.toMatchObject({
      errors: [{ path: 'erratum' }],
    });
    await corrects.execute(chair, NORTH, { report, version: 4, erratum: 'The year was not over.' });
    expect(await read('head', report)).toMatchObject({
      ...{ state: 'corrected', erratum: { text: 'The year was not over.' } },
    });
    expect(await stored(report)).toEqual(before);
  });

  it('is checked again where another was issued in between', async () => {
    const waits = await draft();
    await step(CheckBoardReport, 'broker', waits, 1);
    await issued();
    await expect(step(ApproveBoardReport, 'chair', waits, 2)).rejects.toMatchObject({
      code: 'BOARD_REPORT_CHECK_AGAIN',
    });
  });

  it('opens the records of a number as they were counted, to officers and not to heads', async () => {
    const report = await issued();
    const records = (who: Persona) =>
      house.asking(who, (tx) => house.get(BoardReports).records(tx, report, 'schools-all'));
    expect((await records('officer')).open).toHaveLength(6);
    await expect(records('head')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('does not tell, beside the last, that one school asked since: neither its number nor its name', async () => {
    await house.openNeed();
    await house.raw(
      `set session_replication_role = replica;
       insert into profiles.need select (jsonb_populate_record(n, jsonb_build_object('id', gen_random_uuid(), 'reference', 'N-2026-9' || a.place, 'urn', a.urn))).*
       from profiles.need n, (select urn, lpad((row_number() over (order by urn))::text, 2, '0') as place from schools.area_school) a`,
    );
    const first = await issued();
    expect((await stored(first)).content).toContain('"id":"asked-1","kind":"asked"');
    await house.raw(
      `set session_replication_role = replica;
       insert into profiles.need select (jsonb_populate_record(n, jsonb_build_object('id', gen_random_uuid(), 'reference', 'N-2026-777'))).*
       from profiles.need n where n.reference = (select min(reference) from profiles.need)`,
    );
    const { content } = await stored(await issued());
    expect(content).toContain('{"id":"asked-1","hidden":true}');
    expect(content).not.toContain('N-2026-777');
  });
});
