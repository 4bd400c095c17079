import { DomainError } from './domain-error.js';
import type { LocalDate } from './local-date.js';

export const PRIORITIES = ['when_possible', 'this_term', 'now'] as const;
/** Of a need, never of a school. */
export type Priority = (typeof PRIORITIES)[number];

const WEIGHT: Readonly<Record<Priority, number>> = { when_possible: 1, this_term: 3, now: 9 };

export interface Delay {
  readonly priority: Priority;
  /** Gone and allowed, in one unit: working days, or hours. `limit` is at least 1; a same-day clock counts as 1. */
  readonly waited: number;
  readonly limit: number;
  /** People who can do nothing until this is done. */
  readonly peopleWaiting: number;
}

/** An exact fraction: both whole numbers, `under` at least 1. */
export interface Cost {
  readonly over: number;
  readonly under: number;
}

export class DelayOutOfRange extends DomainError {
  readonly code = 'DELAY_OUT_OF_RANGE';
  constructor() {
    super(
      'A delay counts whole units: 0 to 100,000 waited, a limit of 1 to 10,000, 0 to 1,000 people waiting.',
    );
  }
}

/**
 * Weight × (1 + waited ÷ limit) × (1 + people waiting), as a fraction, so that no rounding changes the order of Today.
 *
 * @throws DelayOutOfRange
 */
export function costOfDelay({ priority, waited, limit, peopleWaiting }: Delay): Cost {
  const fits = isWhole(waited, 0, 100_000) && isWhole(limit, 1, 10_000) && isWhole(peopleWaiting, 0, 1_000);
  if (!fits) throw new DelayOutOfRange();
  return { over: WEIGHT[priority] * (limit + waited) * (1 + peopleWaiting), under: limit };
}

export interface Waiting {
  readonly cost: Cost;
  readonly due: LocalDate;
  readonly reference: string;
}

/** Dearest first; ties by due date, then by reference: a total order, for `sort`. */
export function byCostOfDelay(a: Waiting, b: Waiting): number {
  // At most 9 × 110,000 × 1,001 × 10,000: below 2^53, so the products are exact.
  const dearer = b.cost.over * a.cost.under - a.cost.over * b.cost.under;
  return Math.sign(dearer) || compare(a.due, b.due) || compare(a.reference, b.reference);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
