import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { aSchool } from '../a-county.fixture.js';
import { BOARD_POLICY } from '../board-policy.fixture.js';
import { ContextRanks } from '../context/context-ranks.js';
import { squaredDistance, unitWeights } from '../context/weighted-distance.js';
import type { MeasureName } from '../policy.js';
import type { ContextValue, School } from '../snapshot/snapshot.js';

// Values and neighbours of the national "similar schools" service, primary edition of 3 July 2026: 93 schools, and the 733
// listed pairs of which both are among them (Department for Education, DFE-Digital/sap-sector, Open Government Licence v3.0).
const rowsOf = (file: string): string[][] =>
  readFileSync(join(__dirname, 'published', file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(','));

const MEASURE_OF: Readonly<Record<string, MeasureName>> = {
  PPPerc: 'disadvantaged',
  Polar4QuintilePupils: 'polar4',
  PStability: 'stability',
  PercentSchSupport: 'sen_support',
  PercentEAL: 'eal',
  IdaciPupils: 'idaci',
  PercentageStatementOrEhp: 'ehcp',
  NumberOfPupils: 'roll',
  Ks1PriorRwmAverage: 'ks1_prior',
};

const [head = [], ...values] = rowsOf('primary-values.csv');
const schools: readonly School[] = values.map(([urn = '', ...figures]) => ({
  ...aSchool(0),
  urn: urn as School['urn'],
  keyStages: ['KS1', 'KS2'],
  context: figures.map((figure, at): ContextValue => ({
    measure: MEASURE_OF[head[at + 1] ?? ''] ?? 'fsm',
    millionths: Math.round(Number(figure) * 1_000_000),
    symbol: null,
    year: '2025/26',
    source: 'Similar schools service',
  })),
}));
const placeOf = new Map<string, number>(schools.map(({ urn }, at) => [urn, at]));
const published = rowsOf('primary-neighbours.csv')
  .slice(1)
  .map(([urn = '', neighbour = '', distance = '', rank = '']) => ({
    asker: placeOf.get(urn) ?? -1,
    supporter: placeOf.get(neighbour) ?? -1,
    distance: Number(distance),
    rank: Number(rank),
  }));

const { primary, least_measures: least } = BOARD_POLICY.similar_context;
const weights = unitWeights(primary);
const figuresOf = (school: School | undefined): bigint[] =>
  weights.map(({ measure }) => {
    const value = school?.context.find((each) => each.measure === measure);
    return BigInt(value?.millionths ?? 0);
  });

// The template's weights count in 10^-14, a unit weight in 10^-24 for one millionth²: the square is in 10^-38.
const ONE = 1e19;
const distance = (one: number, other: number): number => {
  const all = (1 << weights.length) - 1;
  return (
    Math.sqrt(Number(squaredDistance(weights, all, figuresOf(schools[one]), figuresOf(schools[other])))) / ONE
  );
};
const without = (school: School, missing: readonly MeasureName[]): School => ({
  ...school,
  context: school.context.map((value) =>
    missing.includes(value.measure) ? { ...value, millionths: null, symbol: 'SUPP' } : value,
  ),
});

describe('similar context (MATCHING §2), against the national service', () => {
  it('gives its published distance to 1e-8 for all 733 pairs', () => {
    expect(published).toHaveLength(733);
    const furthestOff = Math.max(
      ...published.map((pair) => Math.abs(distance(pair.asker, pair.supporter) - pair.distance)),
    );
    expect(furthestOff).toBeLessThan(1e-8);
  });

  it('orders each school’s published neighbours as the service does', () => {
    const ranks = new ContextRanks(schools, primary, least);
    let compared = 0;
    for (const asker of new Set(published.map((pair) => pair.asker))) {
      const listed = published.filter((pair) => pair.asker === asker).sort((a, b) => a.rank - b.rank);
      const nearer = listed.map(({ supporter }) => ranks.rank(asker, supporter).nearer ?? -1);
      expect(nearer).toEqual([...nearer].sort((a, b) => a - b));
      expect(new Set(nearer).size).toBe(nearer.length);
      compared += listed.length;
    }
    expect(compared).toBe(733);
  });

  it('counts a missing value as missing, never as 0, and compares only schools that publish the rest', () => {
    const [first, second, ...others] = schools;
    const asker = without(first!, ['idaci', 'polar4']);
    // As 0 it would have no polar4 at all: furthest of all from everybody.
    const withGaps = new ContextRanks([asker, second!, ...others], primary, least);
    const withoutColumns = new ContextRanks(
      schools.map((school) => without(school, ['idaci', 'polar4'])),
      primary,
      least,
    );
    const gaps = withGaps.rank(0, 1);
    expect(gaps.used.map(({ measure }) => measure)).toEqual(
      weights.map(({ measure }) => measure).filter((measure) => measure !== 'idaci' && measure !== 'polar4'),
    );
    expect(gaps).toEqual({ ...withoutColumns.rank(0, 1), used: gaps.used });
  });

  it('does not compare with a school that lacks one of the measures two others have in common', () => {
    const [first, second, third, ...others] = schools;
    const one = new ContextRanks([first!, second!, without(third!, ['roll']), ...others], primary, least);
    expect(one.rank(0, 1).compared).toBe(schools.length - 2);
    // What two have in common, the rest publishes too.
    expect(one.rank(0, 2)).toMatchObject({ compared: schools.length - 1 });
  });

  it('is not known with fewer than five common measures', () => {
    const [first, ...others] = schools;
    const four: readonly MeasureName[] = ['idaci', 'polar4', 'roll', 'ehcp'];
    const five = new ContextRanks([without(first!, four), ...others], primary, least);
    expect(five.rank(0, 1)).toMatchObject({ compared: schools.length - 1 });
    const fewer = new ContextRanks([without(first!, [...four, 'eal']), ...others], primary, least);
    expect(fewer.rank(0, 1)).toMatchObject({ nearer: null, compared: null });
  });

  it('is the same distance in both directions, and 0 only between equals', () => {
    for (const { asker, supporter } of published.slice(0, 100)) {
      expect(distance(asker, supporter)).toBe(distance(supporter, asker));
      expect(distance(asker, supporter)).toBeGreaterThan(0);
      expect(distance(asker, asker)).toBe(0);
    }
  });
});
