import type { Problem } from '../problem.js';
import { firstPartnerFactor, KEPT_PER_POINT } from './ordered-cost.js';
import type { Gap } from './plan.js';
import type { Searched } from './search.js';

/** Whether a search has proven its plan the best. */
export function isProven({ cost, bound }: Searched): boolean {
  return cost?.every((sum, place) => sum === bound[place]) ?? false;
}

/** How far a searched plan may be from the best; null where it is proven best. */
export function gapOfSearch(problem: Problem, { cost, bound }: Searched): Gap | null {
  if (cost === null) throw new RangeError('Nothing was searched.');
  if (cost.every((sum, place) => sum === bound[place])) return null;
  return gapOf(problem, cost[1] - bound[1], cost[2] - bound[2]);
}

/**
 * @param cover weight that the best plan may have more, in the units of a cost.
 * @param points of it, likewise; without meaning where `cover` is not 0.
 */
export function gapOf({ needWeight, needs }: Problem, cover: bigint, points: bigint): Gap {
  const factor = firstPartnerFactor(
    needWeight,
    needs.map(({ partnersWanted }) => partnersWanted),
  );
  const ceiling = (over: bigint, under: number): number =>
    Number((over + BigInt(under) - 1n) / BigInt(under));
  if (cover > 0n) return { cover: ceiling(cover, factor), points: 0 };
  return { cover: 0, points: ceiling(points, KEPT_PER_POINT) };
}
