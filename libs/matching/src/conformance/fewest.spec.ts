import { assignCertified } from '../assign.js';
import { verifyPlan } from '../verify/verify-plan.js';
import { bestOfAll, namesOf } from './best-of-all.fixture.js';
import { aMarketWithFewest, pairsOf, planOf } from './planning.fixture.js';

const SEEDS = Array.from({ length: 250 }, (_, at) => at + 1);

/** What a solver does that plans first without fewest partners and then empties the offers that are below. */
function inTwoPasses(seed: number): number {
  const market = aMarketWithFewest(seed, 5, 4);
  const free = { ...market, offers: market.offers.map((offer) => ({ ...offer, fewestPartners: 0 })) };
  const first = planOf(free).plan;
  const kept = market.offers.filter(({ id, fewestPartners }) => {
    const partners = first.pairs.filter(({ offer }) => offer === id).length;
    const isFixed =
      market.locks.some(({ offer }) => offer === id) || market.commitments.some(({ offer }) => offer === id);
    return isFixed || partners >= fewestPartners;
  });
  const ids = new Set<string>(kept.map(({ id }) => id));
  const rest = free.offers.map((offer) =>
    ids.has(offer.id) ? offer : { ...offer, mostPartners: 0, fewestPartners: 0 },
  );
  return planOf({ ...free, offers: rest }).plan.pairs.length;
}

describe('fewest partners wanted', () => {
  it('10, 29: is solved globally: the plan is the best of all there are', () => {
    let [looked, bound, divided] = [0, 0, 0];
    for (const seed of SEEDS) {
      const { problem, plan, certificate } = planOf(aMarketWithFewest(seed, 5, 4));
      const best = bestOfAll(problem);
      expect(pairsOf(plan)).toEqual(namesOf(problem, best.pairs));
      expect(plan.gap).toBeNull();
      looked += best.looked;
      bound += plan.notStarted.length;
      divided += (certificate?.parts.length ?? 0) > 1 ? 1 : 0;
    }
    expect(looked).toBeGreaterThan(50_000);
    expect(bound).toBeGreaterThan(100);
    expect(divided).toBeGreaterThan(80);
  });

  it('29: does better than planning first and emptying what is below afterwards', () => {
    const better = SEEDS.filter(
      (seed) => planOf(aMarketWithFewest(seed, 5, 4)).plan.pairs.length > inTwoPasses(seed),
    );
    expect(better.length).toBeGreaterThan(10);
  });

  it('says how far it may be from the best where it has looked at too little, and the best is not farther', () => {
    let unproven = 0;
    for (const seed of SEEDS) {
      const { problem, rows, plan: best } = planOf(aMarketWithFewest(seed, 6, 5));
      const { plan, certificate } = assignCertified(problem, rows, { mostBranches: 1 });
      expect(verifyPlan(problem, rows, plan, certificate)).toEqual([]);
      if (plan.gap === null) {
        expect(plan).toEqual(best);
        continue;
      }
      unproven += 1;
      if (plan.gap.cover === 0) expect(best.points - plan.points).toBeLessThanOrEqual(plan.gap.points);
    }
    expect(unproven).toBeGreaterThan(20);
  });
});
