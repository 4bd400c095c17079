/**
 * What a plan costs, compared in this order: needs left unmet, points forgone (with pairs kept from the plan in force
 * behind them), hash of the pairs. Whole numbers, one list for each place, so that no place can spill into another.
 */
export interface Costs {
  readonly cover: Float64Array;
  readonly points: Float64Array;
  readonly hash: Float64Array;
}

export function costs(size: number): Costs {
  return {
    cover: new Float64Array(size),
    points: new Float64Array(size),
    hash: new Float64Array(size),
  };
}

/** A pair kept counts less than one point and adds up to no more than a million. */
const KEPT_PER_POINT = 2 ** 20;

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
