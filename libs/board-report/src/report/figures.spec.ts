import fc from 'fast-check';
import type { SchoolUrn } from '@app/kernel';
import { countFigures, sumsOf } from './count-figures.js';
import { isHidden, type FigureOrHidden } from './figure.js';
import { hideSmallFigures } from './hide-small-figures.js';
import { sayHelp, sayTakingPart, type Sentence } from './say-figures.js';
import type { YearRecords } from './year-records.js';

const GOALS = ['1', '2', '3', '4'];
const NOTHING: YearRecords = { needs: [], pairings: [], evaluations: [], schools: [] };

const urns = fc.integer({ min: 0, max: 14 }).map((at) => String(990001 + at) as SchoolUrn);
/** A school lies in one district. */
const districtOf = (urn: string): string => ['East', 'North', 'West'][Number(urn) % 3] ?? '';
const goals = fc.constantFrom('1', '1', '2', '3', '4', null);
const numbered = <Row extends object>(row: fc.Arbitrary<Row>, letter: string, most: number) =>
  fc
    .array(row, { maxLength: most })
    .map((rows) => rows.map((each, at) => ({ ...each, reference: `${letter}-2026-${String(at + 100)}` })));
const records: fc.Arbitrary<YearRecords> = fc.record({
  needs: numbered(
    fc.record({
      ...{ urn: urns, goal: goals, waited: fc.option(fc.nat(40)), wanted: fc.nat(9) },
      stands: fc.constantFrom('going_on', 'met_inside', 'met_outside', 'ended'),
    }),
    'N',
    80,
  ).map((rows) => rows.map((each) => ({ ...each, district: districtOf(each.urn) }))),
  pairings: numbered(
    fc.record({
      ...{ asker: urns, supporter: urns, goal: goals, promised: fc.nat(12), delivered: fc.nat(6) },
      stands: fc.constantFrom('going_on', 'met', 'part_met', 'not_met', 'ended_early'),
    }),
    'SP',
    60,
  ).map((rows) => rows.map((each) => ({ ...each, district: districtOf(each.asker) }))),
  evaluations: numbered(fc.record({ urn: urns, goal: goals, later: fc.boolean() }), 'SP', 40).map((rows) =>
    rows.map(({ reference, ...row }) => ({ ...row, pairing: reference })),
  ),
  schools: fc.array(fc.boolean(), { maxLength: 30 }).map((all) =>
    all.map((linked, at) => {
      const urn = String(990001 + at) as SchoolUrn;
      return { urn, linked, district: districtOf(urn) };
    }),
  ),
});

const shownOf = (year: YearRecords, smallest = 5): ReadonlyMap<string, FigureOrHidden> =>
  hideSmallFigures(countFigures(year, GOALS), GOALS, smallest);
const idsOf = (year: YearRecords): string[] => countFigures(year, GOALS).map(({ figure }) => figure.id);
const allSaid = (figures: ReadonlyMap<string, FigureOrHidden>): Sentence[] => [
  ...['all', ...GOALS, 'none'].flatMap((group) => sayHelp(figures, group)),
  sayTakingPart(figures),
];
const textOf = (sentence: Sentence): string =>
  sentence.map((part) => (typeof part === 'string' ? part : String(part.value))).join('');

describe('the figures of the Board’s report', () => {
  const need = (at: number, change: object = {}) => ({
    ...{ reference: `N-2026-${String(at + 100)}`, urn: String(990001 + at) as SchoolUrn, goal: '1' },
    ...{ stands: 'going_on' as const, waited: null, wanted: 4, district: 'East', ...change },
  });
  const six = Array.from({ length: 6 }, (_, at) => need(at));

  it('say what was asked for and what became of it', () => {
    const met = six.map((each, at) => ({ ...each, stands: 'met_inside' as const, waited: at + 4 }));
    const others = Array.from({ length: 6 }, (_, at) => need(at + 6));
    const said = sayHelp(shownOf({ ...NOTHING, needs: [...met, ...others] }), '1').map(textOf);
    expect(said).toEqual([
      'Requests: 12; going on: 6; met: 6; ended without help: 0.',
      'Met with help from inside the area: 6 of 6.',
      'From open to decided, half of them within 6.5 working days.',
      'No pairing began.',
    ]);
  });

  it('say so where there is nothing to count', () => {
    expect(sayHelp(shownOf(NOTHING), '3')).toEqual([['No request was made and no pairing began.']]);
  });

  it('say that a number is not shown where it would name a school, without the number', () => {
    const figures = shownOf({ ...NOTHING, needs: [...six, need(9, { stands: 'ended' })] });
    expect(textOf(sayHelp(figures, '1')[0] ?? [])).toContain('ended without help: not shown');
    expect(figures.get('ended-1')).toEqual({ id: 'ended-1', hidden: true });
  });

  it('hold no number without its records (I-31)', () => {
    fc.assert(
      fc.property(records, (year) => {
        const figures = shownOf(year);
        const known = new Set([
          ...[...year.needs, ...year.pairings].map(({ reference }) => reference),
          ...year.evaluations.map(({ pairing }) => pairing),
          ...year.schools.map(({ urn }) => urn as string),
        ]);
        for (const part of allSaid(figures).flat()) {
          if (typeof part === 'string') {
            expect(part).not.toMatch(/\d/);
            continue;
          }
          expect(figures.get(part.id)).toBe(part);
          expect(part.records.length > 0 || part.value === 0).toBe(true);
          expect(part.records.every((record) => known.has(record))).toBe(true);
          if (part.unit === 'records' && part.of !== 'pairing') expect(part.value).toBe(part.records.length);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are each the sum that they say they are', () => {
    fc.assert(
      fc.property(records, (year) => {
        const values = new Map(countFigures(year, GOALS).map(({ figure }) => [figure.id, figure.value]));
        for (const { whole, parts } of sumsOf(GOALS, idsOf(year)))
          expect(values.get(whole)).toBe(parts.reduce((sum, id) => sum + (values.get(id) ?? NaN), 0));
      }),
      { numRuns: 60 },
    );
  });

  it('show no count of fewer schools than may be shown, and none from which it could be worked out (I-13)', () => {
    fc.assert(
      fc.property(records, fc.integer({ min: 2, max: 7 }), (year, smallest) => {
        const figures = shownOf(year, smallest);
        for (const { figure, schools } of countFigures(year, GOALS))
          if (schools.size > 0 && schools.size < smallest)
            expect(figures.get(figure.id)).toEqual({ id: figure.id, hidden: true });
        const unknown = [...figures.values()].filter(isHidden).map(({ id }) => id);
        const rows = sumsOf(GOALS, idsOf(year)).map(({ whole, parts }) =>
          unknown.map((id) => (id === whole ? 1 : parts.includes(id) ? PRIME - 1 : 0)),
        );
        const full = rankOf(rows);
        // An unknown is solved exactly where the sums say less without it.
        for (const at of unknown.keys()) expect(rankOf(rows.map((row) => row.toSpliced(at, 1)))).toBe(full);
      }),
      { numRuns: 25 },
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
