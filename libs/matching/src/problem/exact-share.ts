/** Under this a share is exact in one division: its rounding is finer than the gap to the next whole number of points. */
export const MOST_UNDER = 2 ** 42;

/**
 * As `share`, for numbers that are known to be small: `weight` up to 1,000 points, `under` from 1 to `MOST_UNDER`. Below
 * 1,024 the machine's numbers lie 2^-43 apart, and a quotient that is not whole is farther than that from a whole one.
 */
export function exactShare(weight: number, over: number, under: number): number {
  if (over <= 0) return 0;
  if (over >= under) return weight;
  return Math.floor((2 * weight * over + under) / (2 * under));
}
