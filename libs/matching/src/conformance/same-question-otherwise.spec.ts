import fc from 'fast-check';
import { needId, offerId } from '../a-county.fixture.js';
import { canonicalJson } from '../snapshot/canonical-json.js';
import type { Snapshot } from '../snapshot/snapshot.js';
import { rankCandidates } from '../candidates.js';
import { buildProblem } from '../problem.js';
import { anyCounty } from '../problem/any-county.fixture.js';
import { aMarketOfFewDays, aMarketWithFewest, aScarceMarket, pairsOf, planOf } from './planning.fixture.js';
import { isBetter, worthOf, type Worth } from './plan-worth.fixture.js';

const RUNS = { seed: 20_261_127, numRuns: 40 };
const MARKETS = [aScarceMarket, aMarketWithFewest, aMarketOfFewDays];

/** A small area of any kind. */
const market: fc.Arbitrary<Snapshot> = fc
  .record({ seed: fc.integer({ min: 1, max: 1_000_000 }), kind: fc.nat(MARKETS.length - 1) })
  .map(({ seed, kind }) => (MARKETS[kind] ?? aScarceMarket)(seed, 5, 5));
const county: fc.Arbitrary<Snapshot> = fc.integer({ min: 1, max: 1_000_000 }).map(anyCounty);

const rowsOf = (area: Snapshot): string => {
  const problem = buildProblem(area);
  return canonicalJson(problem.needs.map((_, need) => rankCandidates(problem, need)));
};

/** What is met, and with how many points: what follows may shift with a new offer. */
function worthIn(area: Snapshot): Worth {
  const { problem, plan } = planOf(area);
  const pairs = plan.pairs.map(({ need, offer }) => ({
    need: problem.needIndex.get(need) ?? -1,
    offer: problem.offerIndex.get(offer) ?? -1,
  }));
  const [met, further, points] = worthOf(problem, pairs);
  return [met, further, points, 0, 0];
}

/** The same area with everybody moved as far in the same direction. */
function moved({ schools, ...area }: Snapshot, east: number, north: number): Snapshot {
  return {
    ...area,
    schools: schools.map((school) => ({
      ...school,
      easting: school.easting === null ? null : school.easting + east,
      northing: school.northing === null ? null : school.northing + north,
    })),
  };
}

describe('the same question asked otherwise has the same answer', () => {
  it('where every school stands as far to the north and east', () => {
    fc.assert(
      fc.property(county, fc.nat(90_000), fc.nat(90_000), (area, east, north) => {
        expect(rowsOf(moved(area, east, north))).toBe(rowsOf(area));
      }),
      RUNS,
    );
  });

  it('where all weights of what makes contexts alike are as many times as large', () => {
    fc.assert(
      fc.property(county, fc.integer({ min: 2, max: 9 }), (area, times) => {
        const { policy } = area;
        const { least_measures, secondary, primary } = policy.similar_context;
        const scaled = (weights: typeof secondary): typeof secondary =>
          Object.fromEntries(
            Object.entries(weights).map(([name, each]) => [name, { ...each, weight: each.weight * times }]),
          );
        // The exact weights of the primary service are as large as can be read already.
        const similar_context = { least_measures, secondary: scaled(secondary), primary };
        expect(rowsOf({ ...area, policy: { ...policy, similar_context } })).toBe(rowsOf(area));
      }),
      RUNS,
    );
  });

  it('where every priority weighs as many times as much', () => {
    fc.assert(
      fc.property(market, fc.integer({ min: 2, max: 9 }), (area, times) => {
        const { plan } = area.policy;
        const { when_possible, this_term, now } = plan.priority;
        const priority = {
          when_possible: when_possible * times,
          this_term: this_term * times,
          now: now * times,
        };
        const changed = { ...area, policy: { ...area.policy, plan: { ...plan, priority } } };
        expect(pairsOf(planOf(changed).plan)).toEqual(pairsOf(planOf(area).plan));
      }),
      RUNS,
    );
  });

  it('where offers that take nobody, and needs that want nobody, stand beside it', () => {
    fc.assert(
      fc.property(market, (area) => {
        const [need, offer] = [area.needs[0]!, area.offers[0]!];
        const beside = {
          ...area,
          needs: [...area.needs, { ...need, id: needId(500), partnersWanted: 0 }],
          offers: [...area.offers, { ...offer, id: offerId(500), mostPartners: 0, fewestPartners: 0 }],
        };
        expect(pairsOf(planOf(beside).plan)).toEqual(pairsOf(planOf(area).plan));
      }),
      RUNS,
    );
  });

  it('where the best plan is in force already', () => {
    fc.assert(
      fc.property(market, (area) => {
        const { plan } = planOf(area);
        const currentPlan = plan.pairs.map(({ need, offer }) => ({ need, offer }));
        const kept = { ...area, currentPlan };
        expect(pairsOf(planOf(kept).plan)).toEqual(pairsOf(plan));
      }),
      RUNS,
    );
  });
});

describe('an offer that a school makes twice', () => {
  it('brings nobody to a list who did not stand there, and no other points', () => {
    fc.assert(
      fc.property(county, fc.nat(20), (found, at) => {
        // A partner that is there already takes a place of the first offer and none of its copy.
        const area = { ...found, commitments: [] };
        const offer = area.offers[at % area.offers.length]!;
        const twice = { ...area, offers: [...area.offers, { ...offer, id: offerId(500) }] };
        const best = (of: Snapshot): unknown => {
          const problem = buildProblem(of);
          return problem.needs.map((_, need) =>
            rankCandidates(problem, need)
              .candidates.map(({ supporter, points, parts }) => [supporter, points, parts] as const)
              .sort(([a], [b]) => (a < b ? -1 : 1)),
          );
        };
        expect(best(twice)).toEqual(best(area));
      }),
      RUNS,
    );
  });

  it('never makes a plan worse, and gives its school no more partners than its own limit', () => {
    fc.assert(
      fc.property(market, fc.nat(20), (area, at) => {
        const offer = area.offers[at % area.offers.length]!;
        const twice = { ...area, offers: [...area.offers, { ...offer, id: offerId(500) }] };
        expect(isBetter(worthIn(area), worthIn(twice))).toBe(false);
      }),
      RUNS,
    );
  });
});
