import fc from 'fast-check';
import type { SchoolUrn } from '@app/kernel';
import { countFigures, sumsOf } from './count-figures.js';
import { isHidden, type FigureOrHidden } from './figure.js';
import { hideBetweenReports, schoolsOfChange, type ReportBasis } from './hide-between-reports.js';
import type { CountedNeed, YearRecords } from './year-records.js';

const GOALS = ['1', '2'];
const YEAR = '2026/27';
const NOTHING: YearRecords = { needs: [], pairings: [], evaluations: [], schools: [] };

const need = (at: number, change: Partial<CountedNeed> = {}): CountedNeed => ({
  ...{ reference: `N-2026-${String(at + 100)}`, urn: String(990001 + at) as SchoolUrn, goal: '1' },
  ...{ stands: 'going_on', waited: null, wanted: 4, district: 'East', ...change },
});
const districtOf = (urn: string): string => ['East', 'West'][Number(urn) % 2] ?? '';
const several = (count: number, from = 0): CountedNeed[] =>
  Array.from({ length: count }, (_, at) => need(from + at));

type Shown = ReadonlyMap<string, FigureOrHidden>;
const shownOf = (year: YearRecords, earlier: readonly ReportBasis[] = [], smallest = 5, of = YEAR): Shown =>
  hideBetweenReports(of, countFigures(year, GOALS), GOALS, smallest, earlier);
const basisOf = (year: YearRecords, figures: Shown, of = YEAR): ReportBasis => ({
  year: of,
  rows: Object.fromEntries(countFigures(year, GOALS).map(({ figure, rows }) => [figure.id, rows])),
  hidden: [...figures.values()].filter(isHidden).map(({ id }) => id),
});
const valueOf = (figures: Shown, id: string): number | null => {
  const figure = figures.get(id);
  return figure === undefined || isHidden(figure) ? null : figure.value;
};

describe('two reports, one after the other', () => {
  const first: YearRecords = { ...NOTHING, needs: several(8) };
  const issued = basisOf(first, shownOf(first));

  it('show the same where nothing has changed', () => {
    expect(shownOf(first, [issued])).toEqual(shownOf(first));
  });

  it('do not show the one request that came since, by any of its sums', () => {
    const second = shownOf({ ...first, needs: several(9) }, [issued]);
    expect(valueOf(shownOf({ ...first, needs: several(9) }), 'asked-1')).toBe(9);
    expect(['asked-1', 'asked-all', 'going_on-1'].map((id) => valueOf(second, id))).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('show what many schools asked for since', () => {
    expect(valueOf(shownOf({ ...first, needs: several(13) }, [issued]), 'asked-1')).toBe(13);
  });

  it('show how many asked where one of them moved on, and not that it was one', () => {
    const needs = [...several(7), need(7, { stands: 'met_inside' })];
    const second = shownOf({ ...first, needs }, [issued]);
    expect(valueOf(second, 'asked-1')).toBe(8);
    expect([valueOf(second, 'going_on-1'), valueOf(second, 'met-1')]).toEqual([null, null]);
  });

  it('are held against every report that was issued, not the last alone', () => {
    // The second hid the ninth request, so that only the first says how many there were before it.
    const second = { ...first, needs: several(9) };
    const hidAll = basisOf(second, shownOf(second, [issued]));
    expect(valueOf(shownOf(second, [issued, hidAll]), 'asked-1')).toBeNull();
  });

  it('of two years share no requests, and do share the schools', () => {
    const school = (at: number, linked: boolean) => ({
      ...{ urn: String(990001 + at) as SchoolUrn, linked, district: 'East' },
    });
    const schools = (linked: number) => Array.from({ length: 20 }, (_, at) => school(at, at < linked));
    const [before, after] = [
      { ...first, schools: schools(8) },
      { ...first, needs: several(9), schools: schools(9) },
    ];
    const second = shownOf(after, [basisOf(before, shownOf(before), '2025/26')]);
    expect([valueOf(second, 'asked-1'), valueOf(second, 'linked-all')]).toEqual([9, null]);
  });

  it('count days by whichever side is fewer, where they changed', () => {
    const row = (record: string, amount: number, supporter: string) => ({
      ...{ record, amount, schools: [`9900${record}`, supporter] as SchoolUrn[] },
    });
    const before = [row('11', 2, '990030'), row('12', 2, '990030'), row('13', 4, '990031')];
    const now = [row('11', 3, '990030'), row('12', 4, '990030'), row('13', 4, '990031')];
    expect(schoolsOfChange(before, now)).toBe(1);
    expect(schoolsOfChange(before, before)).toBe(0);
  });

  const urns = fc.integer({ min: 0, max: 11 }).map((at) => String(990001 + at) as SchoolUrn);
  const stands = fc.constantFrom<CountedNeed['stands']>('going_on', 'met_inside', 'met_outside', 'ended');
  const drawn = fc.array(
    fc.record({
      urn: urns,
      goal: fc.constantFrom('1', '1', '2', null),
      stands,
      waited: fc.option(fc.nat(9)),
      wanted: fc.nat(9),
    }),
    { maxLength: 45 },
  );
  const reports = fc.record({
    rows: drawn,
    moves: fc.array(fc.record({ at: fc.nat(44), stands }), { maxLength: 12 }),
    later: fc.array(
      fc.record({
        ...{ urn: urns, goal: fc.constantFrom('1', '2', null), stands },
        ...{ waited: fc.constant(null), wanted: fc.nat(9) },
      }),
      { maxLength: 9 },
    ),
  });

  it('give whoever takes one from the other no count of too few schools (I-13) (Q08)', () => {
    fc.assert(
      fc.property(reports, fc.integer({ min: 2, max: 6 }), ({ rows, moves, later }, smallest) => {
        const named = (needs: readonly Omit<CountedNeed, 'reference' | 'district'>[]): YearRecords => ({
          ...NOTHING,
          needs: needs.map((each, at) => ({
            ...{ ...each, reference: `N-2026-${String(at + 100)}`, district: districtOf(each.urn) },
          })),
        });
        const moved = rows.map((each, at) => ({ ...each, ...moves.find((move) => move.at === at) }));
        const [before, now] = [named(rows), named([...moved, ...later])];
        const held = basisOf(before, shownOf(before, [], smallest));
        const second = shownOf(now, [held], smallest);
        const after = basisOf(now, second);
        // What the attacker has: a difference for every figure that both show, and the sums that hold among them.
        const unknown = Object.keys(after.rows).filter((id) =>
          [...held.hidden, ...after.hidden].includes(id),
        );
        const changeOf = (ids: readonly string[]): number =>
          schoolsOfChange(
            ids.flatMap((id) => held.rows[id] ?? []),
            ids.flatMap((id) => after.rows[id] ?? []),
          );
        const tooFew = (ids: readonly string[]): boolean => changeOf(ids) > 0 && changeOf(ids) < smallest;
        for (const id of Object.keys(after.rows)) if (!unknown.includes(id)) expect(tooFew([id])).toBe(false);
        for (const { whole, parts } of sumsOf(GOALS, Object.keys(after.rows))) {
          if (unknown.includes(whole)) continue;
          // The whole less the parts that are shown.
          const left = parts.filter((id) => unknown.includes(id));
          expect(left.length === 1 || tooFew(left)).toBe(false);
        }
        const equations = sumsOf(GOALS, Object.keys(after.rows)).map(({ whole, parts }) =>
          unknown.map((id) => (id === whole ? 1 : parts.includes(id) ? PRIME - 1 : 0)),
        );
        const full = rankOf(equations);
        // An unknown is solved exactly where the sums say less without it.
        for (const at of unknown.keys())
          expect(rankOf(equations.map((row) => row.toSpliced(at, 1)))).toBe(full);
      }),
      { numRuns: 60 },
    );
  });
});

const PRIME = 32_003;

/** Of a matrix over the whole numbers modulo a prime: exact, and another way than the code's own. */
function rankOf(given: readonly (readonly number[])[]): number {
  const rows = given.map((row) => [...row]);
  let rank = 0;
  for (let column = 0; column < (rows[0]?.length ?? 0); column += 1) {
    const at = rows.findIndex((row, place) => place >= rank && row[column] !== 0);
    if (at < 0) continue;
    [rows[rank], rows[at]] = [rows[at]!, rows[rank]!];
    const pivot = rows[rank]!;
    for (const row of rows.slice(rank + 1)) {
      const factor = row[column]!;
      if (factor === 0) continue;
      for (const [place, each] of pivot.entries())
        row[place] = (row[place]! * pivot[column]! - each * factor + PRIME * PRIME) % PRIME;
    }
    rank += 1;
  }
  return rank;
}
