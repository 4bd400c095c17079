/** Exact: whole numbers, `under` at least 1. */
export interface Fraction {
  readonly over: number;
  readonly under: number;
}

export const NOTHING: Fraction = { over: 0, under: 1 };
export const ALL: Fraction = { over: 1, under: 1 };

export function percent(share: number): Fraction {
  return { over: share, under: 100 };
}

/** The part of something that is within it: below 0 is 0, above 1 is 1. */
export function clamped({ over, under }: Fraction): Fraction {
  if (over <= 0) return NOTHING;
  return over >= under ? ALL : { over, under };
}

/**
 * Points of a part: its weight times a share from 0 to 1, rounded once, a half upward. The one rule by which a fraction
 * becomes points.
 *
 * @param weight whole points, 0 to 1,000.
 * @throws RangeError where the product would leave the safe integers, so that no rounding goes unseen.
 */
export function share(weight: number, fraction: Fraction): number {
  const { over, under } = clamped(fraction);
  const doubled = 2 * weight * over + under;
  if (!Number.isSafeInteger(doubled)) throw new RangeError('A share of points is too fine to be exact.');
  const unit = 2 * under;
  return (doubled - (doubled % unit)) / unit;
}

/** The smaller of two fractions. */
export function lesser(a: Fraction, b: Fraction): Fraction {
  return a.over * b.under <= b.over * a.under ? a : b;
}

export function greater(a: Fraction, b: Fraction): Fraction {
  return a.over * b.under >= b.over * a.under ? a : b;
}
