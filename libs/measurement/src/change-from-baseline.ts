import type { Measured, NotWorkedOut } from './measured.js';

export type Change =
  | { readonly kind: 'change'; readonly change: number }
  | { readonly kind: 'none'; readonly because: NotWorkedOut };

/** Later less baseline, in the measure's unit: minus 2.8 is "fell 2.8". Two symbols, or one, are no change of nothing. */
export function changeFromBaseline(baseline: Measured | null, later: Measured | null): Change {
  if (baseline === null) return { kind: 'none', because: 'NO_BASELINE' };
  if (later === null) return { kind: 'none', because: 'NO_LATER_VALUE' };
  if (baseline.kind === 'symbol') return { kind: 'none', because: 'BASELINE_IS_A_SYMBOL' };
  if (later.kind === 'symbol') return { kind: 'none', because: 'LATER_VALUE_IS_A_SYMBOL' };
  return { kind: 'change', change: tidy(later.value - baseline.value) };
}

/** Published values carry a few decimals; a difference of floating numbers must not bring more. */
export function tidy(value: number): number {
  return Math.round(value * 1e6) / 1e6 + 0;
}
