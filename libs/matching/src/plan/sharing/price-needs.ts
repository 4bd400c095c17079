import type { NeedRewards } from './need-rewards.js';
import type { Chosen, SchoolChoices } from './school-choices.js';

/** Prices are whole numbers of this part of a weight or a point. */
export const PRICE_UNIT = 1_024;

export interface Priced {
  /** Of each need what a school is given for supporting it, in parts of `PRICE_UNIT`. */
  readonly prices: readonly number[];
  /** Points that one unit of weight counts as, in parts of `PRICE_UNIT`. */
  readonly perWeight: number;
  /** No plan is worth more weight, or points beside the least weight; in parts of `PRICE_UNIT` too. */
  readonly bound: number;
}

export interface Pricing {
  readonly rounds: number;
  /** Of the first steps, as a share of Polyak's; halved where steps bring nothing. */
  readonly length: number;
  /** 0: only how many needs are met counts; 1: points too. */
  readonly perPoint: 0 | 1;
  /** Weight that every plan looked at has at least: where points count, what one unit of it is worth is priced too. */
  readonly least: number;
  readonly start: readonly number[];
  readonly startPerWeight: number;
  /** Worth of the best plan known, in weight, or in points where those count. */
  readonly reached: () => number;
  /** What every school would choose at the prices of a round. */
  readonly look?: (choices: readonly (readonly Chosen[])[], prices: Float64Array) => void;
}

/**
 * Looks for prices of needs at which what schools would choose, each for itself, comes close to a plan: then no plan is
 * worth much more than what needs keep and schools gain (Lagrangian relaxation, Held and Karp 1970; step lengths by Polyak
 * 1969). Every prices give a bound; the lowest found is given.
 */
export function priceNeeds(
  schools: readonly SchoolChoices[],
  rewards: NeedRewards,
  pricing: Pricing,
): Priced {
  const { perPoint, least, reached, look } = pricing;
  const prices = Float64Array.from(pricing.start);
  const slope = new Float64Array(prices.length);
  const direction = new Float64Array(prices.length);
  let perWeight = pricing.startPerWeight;
  let best: Priced | null = null;
  let [length, since] = [pricing.length, 0];
  for (let round = 0; round < pricing.rounds; round += 1) {
    let [bound, weightSlope] = [0, -least];
    slope.fill(0);
    const choices = schools.map((school) => {
      const { worth, chosen } = school.best(prices, perPoint * PRICE_UNIT);
      bound += worth;
      for (const { choice } of chosen) slope[choice.need] = (slope[choice.need] ?? 0) + 1;
      return chosen;
    });
    for (let need = 0; need < prices.length; need += 1) {
      const { partners, keeps } = rewards.takes(need, prices[need] ?? 0, perWeight);
      bound += keeps;
      slope[need] = (slope[need] ?? 0) - partners;
      for (let at = 0; at < partners; at += 1) weightSlope += rewards.next(need, at);
    }
    bound -= perPoint * perWeight * least;
    look?.(choices, prices);
    if (best === null || bound < best.bound) {
      if (best === null || best.bound - bound > best.bound * 1e-5) since = 0;
      best = { prices: [...prices], perWeight, bound };
    }
    since += 1;
    if (since > 20) [length, since] = [length / 2, 0];
    if (length < 1e-3) break;
    for (let need = 0; need < prices.length; need += 1)
      direction[need] = 0.6 * (direction[need] ?? 0) + 0.4 * (slope[need] ?? 0);
    const steep = direction.reduce((sum, each) => sum + each * each, 0);
    if (steep === 0) break;
    const step = (length * Math.max(bound - reached() * PRICE_UNIT, bound * 1e-6)) / steep;
    for (let need = 0; need < prices.length; need += 1)
      prices[need] = Math.max(0, Math.round((prices[need] ?? 0) - step * (direction[need] ?? 0)));
    if (perPoint === 1 && weightSlope !== 0) {
      const share = (length * (bound - reached() * PRICE_UNIT)) / (weightSlope * weightSlope);
      perWeight = Math.max(0, Math.round(perWeight - share * weightSlope));
    }
  }
  if (best === null) throw new RangeError('Prices take at least one round.');
  return best;
}
