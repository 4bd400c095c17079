import { changeFromBaseline, tidy } from './change-from-baseline.js';
import type { Measured, NotWorkedOut } from './measured.js';

export interface Comparator {
  readonly urn: string;
  readonly baseline: Measured | null;
  readonly later: Measured | null;
}

export interface ComparatorsChange {
  /** The middle change of those counted; null where they are too few to be shown. */
  readonly median: number | null;
  readonly counted: readonly { readonly urn: string; readonly change: number }[];
  /** Kept out, each with its reason: a symbol is not a nought. */
  readonly leftOut: readonly { readonly urn: string; readonly because: NotWorkedOut }[];
}

/**
 * What changed meanwhile in similar schools without support.
 *
 * The median, not the mean: comparators are few (five to fifteen), one school that changed its intake or its way of
 * counting would move a mean by itself, and half of them being odd is what it takes to move a median.
 *
 * @param fewest counted schools below which nothing is shown: the area's `smallest_school_group`.
 */
export function comparatorsChange(comparators: readonly Comparator[], fewest: number): ComparatorsChange {
  const counted: { urn: string; change: number }[] = [];
  const leftOut: { urn: string; because: NotWorkedOut }[] = [];
  for (const { urn, baseline, later } of comparators) {
    const change = changeFromBaseline(baseline, later);
    if (change.kind === 'change') counted.push({ urn, change: change.change });
    else leftOut.push({ urn, because: change.because });
  }
  const enough = counted.length > 0 && counted.length >= fewest;
  return { median: enough ? median(counted.map(({ change }) => change)) : null, counted, leftOut };
}

/** @param values at least one. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const [below, above] = [sorted[sorted.length % 2 === 0 ? half - 1 : half], sorted[half]];
  return tidy(((below ?? 0) + (above ?? 0)) / 2);
}
