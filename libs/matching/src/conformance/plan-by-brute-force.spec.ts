import type { Snapshot } from '../snapshot/snapshot.js';
import { bestOfAll, namesOf } from './best-of-all.fixture.js';
import { aScarceMarket, pairsOf, planOf } from './planning.fixture.js';

function expectBest(snapshot: Snapshot): number {
  const { problem, plan } = planOf(snapshot);
  const best = bestOfAll(problem);
  expect(pairsOf(plan)).toEqual(namesOf(problem, best.pairs));
  return best.looked;
}

describe('the area plan, against every plan there is', () => {
  const seeds = Array.from({ length: 120 }, (_, at) => at + 1);

  it('2, 3, 4, 8, 9: is the best of all for different partners wanted, different most-partners and bars', () => {
    let looked = 0;
    for (const seed of seeds) looked += expectBest(aScarceMarket(seed, 4, 4));
    expect(looked).toBeGreaterThan(10_000);
  });

  it('9, 29 without fewest partners: is the best of all where more needs than offers compete', () => {
    let looked = 0;
    for (const seed of seeds.slice(0, 80)) looked += expectBest(aScarceMarket(seed + 1_000, 5, 3));
    expect(looked).toBeGreaterThan(10_000);
  });

  it('1, 25: takes the smallest sum of hashes where all points are equal', () => {
    let looked = 0;
    for (const seed of seeds.slice(0, 40)) {
      const market = aScarceMarket(seed + 2_000, 4, 3);
      const everywhereAlike = {
        ...market,
        schools: market.schools.map((school) => ({ ...school, easting: 550_000 })),
        needs: market.needs.map((need) => ({
          ...need,
          halfDaysWanted: 1,
          priority: 'this_term' as const,
          waitingSince: market.needs[0]!.waitingSince,
        })),
        offers: market.offers.map((offer) => ({ ...offer, keyStages: ['KS3', 'KS4'] as const })),
        soundings: [],
        currentPlan: [],
      };
      looked += expectBest(everywhereAlike);
    }
    expect(looked).toBeGreaterThan(2_000);
  });
});
