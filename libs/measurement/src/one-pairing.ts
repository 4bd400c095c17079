import { changeFromBaseline, tidy, type Change } from './change-from-baseline.js';
import { comparatorsChange, type Comparator, type ComparatorsChange } from './comparators.js';
import type { BetterWhen, Measured } from './measured.js';
import { changeInterval, type Interval, type IntervalOrNot } from './uncertainty.js';

export interface OnePairing {
  readonly baseline: Measured | null;
  readonly later: Measured | null;
  readonly betterWhen: BetterWhen | null;
  /** Per cent of so many; points and scores have no such interval, whatever they are of. */
  readonly isRate: boolean;
  readonly comparators: readonly Comparator[];
  /** Counted similar schools below which no comparison is shown. */
  readonly fewest: number;
}

/**
 * All that one pairing's figure may say (I-28). There is no verdict among it, and no field one could stand in: whether
 * support made the difference cannot be told from one pairing.
 */
export interface OnePairingSays {
  readonly change: Change;
  readonly moved: 'rose' | 'fell' | 'stayed' | null;
  readonly interval: IntervalOrNot;
  readonly similar: ComparatorsChange;
  /** The school's change less that of similar schools. Null while either is missing. */
  readonly difference: Difference | null;
}

export interface Difference {
  readonly points: number;
  /** By the measure's better direction; null where it has none, or there is no difference. */
  readonly side: 'better' | 'worse' | null;
  /** Of the one school's own change; similar schools' middle is taken as it stands. */
  readonly interval: Interval | null;
}

export function onePairing(asked: OnePairing): OnePairingSays {
  const { baseline, later, betterWhen, isRate, comparators, fewest } = asked;
  const change = changeFromBaseline(baseline, later);
  const interval: IntervalOrNot = isRate
    ? changeInterval(baseline, later)
    : { kind: 'none', because: 'NOT_A_RATE' };
  const similar = comparatorsChange(comparators, fewest);
  const moved = change.kind === 'change' ? wordOf(change.change) : null;
  if (change.kind === 'none' || similar.median === null)
    return { change, moved, interval, similar, difference: null };
  const { median } = similar;
  const points = tidy(change.change - median);
  const around =
    interval.kind === 'interval'
      ? { low: tidy(interval.low - median), high: tidy(interval.high - median) }
      : null;
  const side = sideOf(points, betterWhen);
  return { change, moved, interval, similar, difference: { points, side, interval: around } };
}

/** "1.7 better" or "5.0 worse": the words of a difference, never of a school. */
export function sideOf(points: number, betterWhen: BetterWhen | null): Difference['side'] {
  if (points === 0 || betterWhen === null) return null;
  return points < 0 === (betterWhen === 'lower') ? 'better' : 'worse';
}

function wordOf(change: number): 'rose' | 'fell' | 'stayed' {
  if (change === 0) return 'stayed';
  return change > 0 ? 'rose' : 'fell';
}
