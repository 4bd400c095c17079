import type { Problem } from '../problem.js';
import { scorePair } from '../score-pair.js';
import type { Snapshot } from '../snapshot/snapshot.js';
import { aScarceMarket, pairsOf, planOf } from './planning.fixture.js';
import { isBetter, worthOf, type Pair, type Worth } from './plan-worth.fixture.js';

/** The best plan of all there are: every set of pairs that breaks no limit is looked at. */
function bestOfAll(problem: Problem): { readonly pairs: readonly Pair[]; readonly looked: number } {
  const { needs, offers, offerSchool, supporters, policy } = problem;
  const possible = needs.map((_, need) =>
    offers.flatMap((__, offer) => {
      const score = scorePair(problem, need, offer);
      return score.kind === 'scored' && score.holds.length === 0 ? [{ need, offer }] : [];
    }),
  );
  const flat = possible.flat();
  const chosen: Pair[] = [];
  let best: { pairs: readonly Pair[]; worth: Worth } = { pairs: [], worth: worthOf(problem, []) };
  let looked = 0;
  const count = (keep: (pair: Pair) => boolean): number => chosen.filter(keep).length;
  const fits = ({ need, offer }: Pair): boolean => {
    const school = offerSchool[offer]!;
    return (
      count((pair) => pair.need === need) < needs[need]!.partnersWanted &&
      count((pair) => pair.offer === offer) < supporters.slotsLeft[offer]! &&
      count((pair) => pair.need === need && offerSchool[pair.offer] === school) === 0 &&
      count((pair) => offerSchool[pair.offer] === school) <
        policy.own_health.live_pairings_most - supporters.live[school]!
    );
  };
  const look = (at: number): void => {
    const pair = flat[at];
    if (pair === undefined) {
      looked += 1;
      const worth = worthOf(problem, chosen);
      if (isBetter(worth, best.worth)) best = { pairs: [...chosen], worth };
      return;
    }
    if (fits(pair)) {
      chosen.push(pair);
      look(at + 1);
      chosen.pop();
    }
    look(at + 1);
  };
  look(0);
  return { pairs: best.pairs, looked };
}

function expectBest(snapshot: Snapshot): number {
  const { problem, plan } = planOf(snapshot);
  const best = bestOfAll(problem);
  const named = best.pairs.map(
    ({ need, offer }) => `${problem.needs[need]!.id} ${problem.offers[offer]!.id}`,
  );
  expect(pairsOf(plan)).toEqual([...named].sort());
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
