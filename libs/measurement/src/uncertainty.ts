import { tidy } from './change-from-baseline.js';
import type { Measured, NotWorkedOut } from './measured.js';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

export type IntervalOrNot =
  ({ readonly kind: 'interval' } & Interval) | { readonly kind: 'none'; readonly because: NotWorkedOut };

/** Two-sided 95 % of the normal distribution. */
const Z = 1.959964;

/**
 * How sure a rate of so few can be: the score interval, which keeps inside 0 and 100 and is honest at small numbers and
 * near the ends, where "plus or minus" of the rate itself is not.
 *
 * Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927) 209–212.
 *
 * @param percent 0 to 100. @param of how many, at least 1.
 */
export function wilson(percent: number, of: number): Interval {
  const p = percent / 100;
  const middle = (p + (Z * Z) / (2 * of)) / (1 + (Z * Z) / of);
  const half = (Z * Math.sqrt((p * (1 - p)) / of + (Z * Z) / (4 * of * of))) / (1 + (Z * Z) / of);
  return { low: tidy(Math.max(0, middle - half) * 100), high: tidy(Math.min(1, middle + half) * 100) };
}

/**
 * How sure the change of one school's rate can be, from the two score intervals by square and add.
 *
 * Source: R. G. Newcombe, "Interval estimation for the difference between independent proportions: comparison of eleven
 * methods", Statistics in Medicine 17 (1998) 873–890, method 10. Many pupils are in both years, so that the two are not
 * independent: the true interval is rather narrower than this one.
 */
export function changeInterval(baseline: Measured | null, later: Measured | null): IntervalOrNot {
  if (baseline?.kind !== 'number') return { kind: 'none', because: 'NO_BASELINE' };
  if (later?.kind !== 'number') return { kind: 'none', because: 'NO_LATER_VALUE' };
  const counted = (of: number | null): of is number => of !== null && of >= 1;
  if (!counted(baseline.denominator) || !counted(later.denominator))
    return { kind: 'none', because: 'NO_DENOMINATOR' };
  if (![baseline.value, later.value].every((value) => value >= 0 && value <= 100))
    return { kind: 'none', because: 'NOT_A_RATE' };
  const [a, b] = [wilson(later.value, later.denominator), wilson(baseline.value, baseline.denominator)];
  const change = later.value - baseline.value;
  return {
    kind: 'interval',
    low: tidy(change - Math.hypot(later.value - a.low, b.high - baseline.value)),
    high: tidy(change + Math.hypot(a.high - later.value, baseline.value - b.low)),
  };
}
