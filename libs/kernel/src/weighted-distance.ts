/** A unit weight counts in 10^-24: fine enough for the smallest published one (roll, 6 × 10^-7) by 17 digits. */
const FINE = 10n ** 24n;

export interface UnitWeight<Measure extends string = string> {
  readonly measure: Measure;
  /** For one millionth of the measure's unit, squared; a whole number of 10^-24. */
  readonly weight: bigint;
}

/** The weight of one unit² from that of one SD²: `weight ÷ sd²`, rounded once, a half upward. */
export function unitWeight({ weight, sd }: { readonly weight: number; readonly sd: number }): bigint {
  const squared = BigInt(sd) * BigInt(sd);
  return (2n * BigInt(weight) * FINE + squared) / (2n * squared);
}

/**
 * Σ weight × (difference)² over the measures in `used`: the national "similar schools" service's own form, exact.
 *
 * @param used bits by the place of a weight in `weights`; both schools have a figure there.
 * @param one figures of a school in millionths, by the same places; where there is none, 0 stands and is not used.
 */
export function squaredDistance(
  weights: readonly UnitWeight[],
  used: number,
  one: readonly bigint[],
  other: readonly bigint[],
): bigint {
  let sum = 0n;
  for (let at = 0; at < weights.length; at += 1) {
    if ((used & (1 << at)) === 0) continue;
    const apart = (one[at] ?? 0n) - (other[at] ?? 0n);
    sum += (weights[at]?.weight ?? 0n) * apart * apart;
  }
  return sum;
}
