/**
 * What a plan costs, compared in this order: partners short of what an offer was opened for (only while the plan looks for
 * which offers open), needs left unmet, points forgone (with pairs kept from the plan in force behind them), hash of the
 * pairs. Whole numbers, one list for each place, so that no place can spill into another.
 */
export interface Costs {
  readonly force: Float64Array;
  readonly cover: Float64Array;
  readonly points: Float64Array;
  readonly hash: Float64Array;
}

export function costs(size: number): Costs {
  return {
    force: new Float64Array(size),
    cover: new Float64Array(size),
    points: new Float64Array(size),
    hash: new Float64Array(size),
  };
}

export function copyCosts({ force, cover, points, hash }: Costs): Costs {
  return { force: force.slice(), cover: cover.slice(), points: points.slice(), hash: hash.slice() };
}

export function putCosts(into: Costs, from: Costs): void {
  into.force.set(from.force);
  into.cover.set(from.cover);
  into.points.set(from.points);
  into.hash.set(from.hash);
}

/** A sum over a whole plan: it may be larger than the numbers that are exact otherwise. */
export type CostSum = readonly [force: bigint, cover: bigint, points: bigint, hash: bigint];

/** Below 0 where the first is cheaper. */
export function compareSums(one: CostSum, other: CostSum): number {
  for (let place = 0; place < one.length; place += 1) {
    const [a = 0n, b = 0n] = [one[place], other[place]];
    if (a !== b) return a < b ? -1 : 1;
  }
  return 0;
}

/** A pair kept counts less than one point and adds up to no more than a million. */
export const KEPT_PER_POINT = 2 ** 20;

/** Less is better, so what is wanted counts below 0. */
export function costOfPoints(points: number, kept: boolean): number {
  return -(points * KEPT_PER_POINT + (kept ? 1 : 0));
}

const MOST_COVER = 2 ** 50;

/**
 * What the first and each further partner of a need saves. First ones come before everything: no number of further
 * partners makes up for a need without any.
 *
 * @param weights of all needs, @param wanted their partners.
 * @returns the factor of a first partner; a further one counts the weight itself.
 * @throws RangeError where the numbers would leave what is exact.
 */
export function firstPartnerFactor(weights: ArrayLike<number>, wanted: readonly number[]): number {
  const further = wanted.reduce((sum, many, at) => sum + Math.max(0, many - 1) * (weights[at] ?? 0), 0);
  const factor = further + 1;
  const heaviest = wanted.reduce((most, _, at) => Math.max(most, weights[at] ?? 0), 0);
  if (heaviest * factor > MOST_COVER) throw new RangeError('Too many needs for one exact plan.');
  return factor;
}
