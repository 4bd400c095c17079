import type { AcademicYearId } from '@app/kernel';
import { NORTH } from '../../../../test/factories/an-area.js';
import { BrokerageHouse, type Persona } from '../../../../test/factories/a-brokerage-house.js';
import { BoardFigures } from '../report/board-figures.query.js';
import { FIGURE_KINDS } from '../report/figure.js';
import { ApproveBoardReport } from './approve-board-report.js';
import { BoardReports } from './board-reports.query.js';
import { CheckBoardReport } from './check-board-report.js';
import { DraftBoardReport } from './draft-board-report.js';
import { IssueBoardReport } from './issue-board-report.js';
import { RecountBoardReport } from './recount-board-report.js';

const YEAR = '2026/27' as AcademicYearId;

/** Numbers by figure, as one reading gave them. */
type Reading = ReadonlyMap<string, number>;

describe('whoever reads totals alone, and takes one reading from another', () => {
  let house: BrokerageHouse;
  beforeEach(async () => {
    house = await BrokerageHouse.open();
    await house.openNeed();
    await house.raw(
      `set session_replication_role = replica;
       insert into profiles.need select (jsonb_populate_record(n, jsonb_build_object('id', gen_random_uuid(), 'reference', 'N-2026-9' || a.place, 'urn', a.urn))).*
       from profiles.need n, (select urn, lpad((row_number() over (order by urn))::text, 2, '0') as place from schools.area_school) a`,
    );
  });
  afterEach(() => house.close());

  const drafted = async (): Promise<string> => {
    const report = await house.get(DraftBoardReport).execute(await house.as('broker'), NORTH, { year: YEAR });
    await house.get(CheckBoardReport).execute(await house.as('broker'), NORTH, { report, version: 1 });
    return report;
  };
  const issued = async (): Promise<string> => {
    const report = await drafted();
    const chair = await house.as('chair');
    await house.get(ApproveBoardReport).execute(chair, NORTH, { report, version: 2 });
    await house.get(IssueBoardReport).execute(chair, NORTH, { report, version: 3 });
    return report;
  };
  /** One school asks once more. */
  const oneMore = (reference: string): Promise<void> =>
    house.raw(
      `set session_replication_role = replica;
       insert into profiles.need select (jsonb_populate_record(n, jsonb_build_object('id', gen_random_uuid(), 'reference', '${reference}'))).*
       from profiles.need n where n.reference = (select min(reference) from profiles.need)`,
    );

  const numbersOf = (page: unknown): Reading => {
    const found = new Map<string, number>();
    JSON.stringify(page, (_, value: unknown) => {
      const part = value as { kind?: string; id?: string; value?: number } | null;
      if (part?.id !== undefined && (FIGURE_KINDS as readonly string[]).includes(part.kind ?? ''))
        found.set(part.id, part.value ?? 0);
      return value;
    });
    return found;
  };
  const tried = (reading: Promise<unknown>): Promise<Reading[]> =>
    reading.then(
      (page) => [numbersOf(page)],
      () => [],
    );
  /** All that a person can lay hands on today. */
  const everything = async (who: Persona): Promise<Reading[]> => {
    const reports = await house.asking(who, (tx) => house.get(BoardReports).list(tx));
    const read = reports.map(({ reference }) =>
      tried(house.asking(who, (tx) => house.get(BoardReports).one(tx, reference))),
    );
    const live = tried(house.asking(who, (tx) => house.get(BoardFigures).ofYear(tx, YEAR)));
    return (await Promise.all([live, ...read])).flat();
  };
  const differences = (readings: readonly Reading[]): string[] =>
    readings.flatMap((one) =>
      readings.flatMap((other) =>
        [...one].flatMap(([id, value]) =>
          value - (other.get(id) ?? value) > 0 ? [`${id}: ${String(value - (other.get(id) ?? 0))}`] : [],
        ),
      ),
    );

  it('learns nothing from the page of today beside a report', async () => {
    await issued();
    await oneMore('N-2026-777');
    for (const who of ['board', 'chair', 'head'] as const) {
      const readings = await everything(who);
      expect([who, readings.length > 0, differences(readings)]).toEqual([who, true, []]);
    }
  });

  it('learns nothing from the page of one day beside that of another', async () => {
    await issued();
    const before = await everything('board');
    await oneMore('N-2026-777');
    expect(differences([...before, ...(await everything('board'))])).toEqual([]);
  });

  it('learns nothing from a draft that is counted again: the Board reads it once it is issued', async () => {
    const report = await drafted();
    const before = await everything('board');
    await oneMore('N-2026-777');
    await house.get(RecountBoardReport).execute(await house.as('broker'), NORTH, { report, version: 2 });
    await house.get(CheckBoardReport).execute(await house.as('broker'), NORTH, { report, version: 3 });
    expect([...before, ...(await everything('board'))]).toEqual([]);
  });

  it('is the attacker that this holds against: who may know the requests by name sees the one more', async () => {
    await issued();
    await oneMore('N-2026-777');
    expect(differences(await everything('officer'))).toContain('asked-1: 1');
  });

  it('is given a number and how many records it has, and none of their names', async () => {
    const report = await issued();
    const { figure, open } = await house.asking('board', (tx) =>
      house.get(BoardReports).records(tx, report, 'asked-1'),
    );
    expect([figure.value, open]).toEqual([7, null]);
  });

  it('has the newest report of a year as the Board’s page, and none where none was issued', async () => {
    const newest = (who: Persona) => house.asking(who, (tx) => house.get(BoardReports).newest(tx, YEAR));
    await drafted();
    expect(await newest('board')).toBeNull();
    const report = await issued();
    expect(await newest('board')).toMatchObject({ reference: report, state: 'issued', opens: true });
    expect(await newest('head')).toMatchObject({ reference: report, opens: false });
  });
});
