import type { SharedProof } from '../plan/certificate.js';
import type { Gap } from '../plan/plan.js';
import type { Problem } from '../problem.js';
import { bestOfSchool, type OfferLimits } from './best-of-school.js';
import type { DaysStanding } from './days-standing.js';
import type { PricedPair } from './priced-pairs.js';

/** Prices are in parts of this of a weight or a point. */
const UNIT = 1_024;

/** What the check knows of the plan and its limits beside locks. */
export interface Ground {
  readonly problem: Problem;
  readonly pairs: readonly PricedPair[];
  readonly days: DaysStanding;
  readonly roomOf: (school: number) => number;
  readonly limits: (offer: number) => OfferLimits;
  readonly lockedOfNeed: readonly number[];
  readonly factor: number;
  /** What the plan reaches beside its locks. */
  readonly weight: number;
  readonly points: number;
}

/**
 * The gap that prices of needs prove, reckoned anew: what needs keep at their prices and what each school could gain by
 * itself are together not below the best plan (weak duality). Null where there is none.
 */
export function gapByPrices(ground: Ground, proof: SharedProof): Gap | null | 'malformed' {
  const { weight, points, factor } = ground;
  const { forWeight, forPoints } = proof;
  const all = [forWeight, forPoints?.prices ?? forWeight];
  const isWhole = all.every(
    (prices) => prices.length === ground.problem.needs.length && prices.every(Number.isSafeInteger),
  );
  if (!isWhole || (forPoints !== null && forPoints.least > weight)) return 'malformed';
  const unit = commonDivisor(ground);
  const bound = Math.floor(sumOf(ground, forWeight, UNIT, 0) / UNIT);
  const more = bound - (bound % unit) - weight;
  if (more < 0) return 'malformed';
  if (more > 0 || forPoints === null) return { cover: Math.ceil(Math.max(more, 1) / factor), points: 0 };
  const { least, perWeight, prices } = forPoints;
  const most = sumOf(ground, prices, perWeight, UNIT) - perWeight * least;
  const better = Math.floor(most / UNIT) - points;
  if (better < 0) return 'malformed';
  return better === 0 ? null : { cover: 0, points: better };
}

function sumOf(ground: Ground, prices: readonly number[], perWeight: number, perPoint: number): number {
  const { problem, pairs, days, roomOf, limits } = ground;
  const bySchool = new Map<number, PricedPair[]>();
  for (const pair of pairs) {
    const own = bySchool.get(pair.school) ?? [];
    bySchool.set(pair.school, own);
    own.push(pair);
  }
  const value = ({ need, worth }: PricedPair): number =>
    (prices[need] ?? 0) + perPoint * Math.floor(worth / 2 ** 20);
  let sum = 0;
  for (const [school, own] of bySchool)
    if (roomOf(school) > 0) sum += bestOfSchool(own, value, roomOf(school), limits, days);
  problem.needs.forEach((_, need) => {
    for (const reward of rewardsOf(ground, need))
      sum += Math.max(0, perWeight * reward - (prices[need] ?? 0));
  });
  return sum;
}

/** What the first, second … partner of a need counts beside its locks. */
function rewardsOf({ problem, lockedOfNeed, factor }: Ground, need: number): readonly number[] {
  const weight = problem.needWeight[need] ?? 0;
  const locked = lockedOfNeed[need] ?? 0;
  const free = Math.max(0, (problem.needs[need]?.partnersWanted ?? 0) - locked);
  return Array.from({ length: free }, (_, at) => (at === 0 && locked === 0 ? weight * factor : weight));
}

/** Every weight that a plan can have is a multiple of it. */
function commonDivisor(ground: Ground): number {
  const all = ground.problem.needs.flatMap((_, need) => rewardsOf(ground, need));
  const divide = (a: number, b: number): number => (b === 0 ? a : divide(b, a % b));
  return all.reduce(divide, 0) || 1;
}
