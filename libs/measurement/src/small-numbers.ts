import type { Measured } from './measured.js';

/**
 * A rate whose numerator would be a count of pupils under the threshold, nought apart, is not shown: it reads as
 * suppressed, as a publication would print it. A rate without its denominator is nobody's count and stays.
 *
 * @param smallest the area's `smallest_pupil_count`: 6 hides 1 to 5.
 */
export function hideSmallCounts(measured: Measured, smallest: number): Measured {
  if (measured.kind === 'symbol' || measured.denominator === null) return measured;
  const count = Math.round((measured.value / 100) * measured.denominator);
  const rest = measured.denominator - count;
  const small = (n: number): boolean => n > 0 && n < smallest;
  return small(count) || small(rest) ? { kind: 'symbol', symbol: 'c' } : measured;
}
