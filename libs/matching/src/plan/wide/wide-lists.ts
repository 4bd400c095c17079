/** Pairs that a wide plan may choose from: of each need the offers it is listed with, and what each costs. */
export interface WideLists {
  readonly needs: number;
  /** Pairs of need `n`: from `first[n]` to `first[n + 1]`. */
  readonly first: Int32Array;
  readonly offer: Int32Array;
  /** Whole numbers from 0: less is better. */
  readonly cost: Float64Array;
}

/** Places that there are. */
export interface WideRoom {
  readonly offerSchool: Int32Array;
  readonly offers: Int32Array;
  readonly schools: Int32Array;
}

/** A hash of this many bits settles ties within a point. */
const HASH_BITS = 18;
export const POINT = 2 ** HASH_BITS;
export const MOST_POINTS = 1_000;
/** To go without counts more than any round of changes in points could: 2^16 changes of 2^28. */
export const UNMET = 2 ** 44;

export function costOf(points: number, hash: number): number {
  return (MOST_POINTS - points) * POINT + (hash >>> (32 - HASH_BITS));
}
