import { addDays, type LocalDate } from '@app/kernel';
import { tidy } from './change-from-baseline.js';
import { median } from './comparators.js';
import type { Measured } from './measured.js';

/** What is published of one school for one school year. */
export interface YearFigure {
  /** Like `2024/25`. */
  readonly period: string;
  /** 31 August of the year in which it ended. */
  readonly endedOn: LocalDate;
  readonly measured: Measured;
}

export interface SignalAsked {
  /** The day of the look: a figure's age is counted to it. */
  readonly runOn: LocalDate;
  /** Of the school itself, in any order. */
  readonly years: readonly YearFigure[];
  /** Pupils of whom a figure without its denominator certainly speaks; null where nobody says. */
  readonly pupils: number | null;
  /** One list a similar school, in any order; null where it is not known which schools are similar. */
  readonly similar: readonly (readonly YearFigure[])[] | null;
  /** The area's `smallest_signal_cohort`. */
  readonly smallestCohort: number;
}

/** A figure that may be compared: of one year, or of three pooled. */
export interface ComparedFigure {
  readonly value: number;
  /** Of how many; null where the publication does not say. */
  readonly denominator: number | null;
  /** One school year, or three, the latest first. */
  readonly periods: readonly string[];
}

export interface Spread {
  readonly median: number;
  /** Median of the distances from the median, in the measure's unit, without a factor. */
  readonly mad: number;
  /** What was counted, the lowest first: no school's name goes with it. */
  readonly values: readonly number[];
}

export type WhyNoSignal =
  | 'NOT_PUBLISHED'
  | 'TOO_OLD'
  | 'FIGURE_IS_A_SYMBOL'
  | 'COHORT_UNKNOWN'
  | 'COHORT_TOO_SMALL'
  | 'NO_SIMILAR_SCHOOLS'
  | 'TOO_FEW_SIMILAR_SCHOOLS'
  | 'NO_SPREAD'
  | 'LIKE_SIMILAR_SCHOOLS';

export type SignalLook =
  | {
      readonly kind: 'signal';
      readonly side: 'higher' | 'lower';
      readonly figure: ComparedFigure;
      readonly spread: Spread;
    }
  | {
      readonly kind: 'none';
      readonly because: WhyNoSignal;
      readonly figure: ComparedFigure | null;
      readonly spread: Spread | null;
    };

/** Further from the middle than this many of the usual distances. */
const MADS = 1.5;
/** Numbers among similar schools below which a middle says little. */
const LEAST_VALUES = 10;
const YEARS_POOLED = 3;
const OLDEST_YEARS = 2;

/**
 * Does a published figure stand apart from similar schools, on either side?
 *
 * It does where it is further from their median than 1.5 median absolute deviations. Both are middles: one or two odd
 * schools move neither. Source of the measure of spread: F. R. Hampel, "The influence curve and its role in robust
 * estimation", JASA 69 (1974) 383–393. The limits are the product's (PRODUCT 4.1, Signal): a figure at most two years old
 * at the day of the look, of at least so many pupils or three years pooled, and ten numbers or more among similar schools.
 *
 * @returns a signal with all that it rests on, or why there is none. A symbol is never a number (I-12).
 */
export function lookForSignal({ runOn, years, pupils, similar, smallestCohort }: SignalAsked): SignalLook {
  const latest = latestOf(years);
  if (latest === null) return none('NOT_PUBLISHED');
  if (runOn > yearsLater(latest.endedOn, OLDEST_YEARS)) return none('TOO_OLD');
  const figure = figureToCompare(latest, years, pupils, smallestCohort);
  if (typeof figure === 'string') return none(figure);
  if (similar === null) return none('NO_SIMILAR_SCHOOLS', figure);
  const values = similar.map((each) => ofPeriods(each, figure.periods)).filter((each) => each !== null);
  if (values.length < LEAST_VALUES) return none('TOO_FEW_SIMILAR_SCHOOLS', figure);
  const spread = spreadOf(values.map(({ value }) => value));
  if (spread.mad === 0) return none('NO_SPREAD', figure, spread);
  const apart = tidy(figure.value - spread.median);
  if (Math.abs(apart) <= tidy(MADS * spread.mad)) return none('LIKE_SIMILAR_SCHOOLS', figure, spread);
  return { kind: 'signal', side: apart > 0 ? 'higher' : 'lower', figure, spread };
}

/** @param values at least one. */
export function spreadOf(values: readonly number[]): Spread {
  const middle = median(values);
  const mad = median(values.map((value) => Math.abs(value - middle)));
  return { median: middle, mad, values: [...values].sort((a, b) => a - b) };
}

function none(
  because: WhyNoSignal,
  figure: ComparedFigure | null = null,
  spread: Spread | null = null,
): SignalLook {
  return { kind: 'none', because, figure, spread };
}

function latestOf(years: readonly YearFigure[]): YearFigure | null {
  return years.reduce<YearFigure | null>(
    (found, each) => (found === null || each.endedOn > found.endedOn ? each : found),
    null,
  );
}

function figureToCompare(
  { period, endedOn, measured }: YearFigure,
  years: readonly YearFigure[],
  pupils: number | null,
  smallest: number,
): ComparedFigure | WhyNoSignal {
  if (measured.kind === 'symbol') return 'FIGURE_IS_A_SYMBOL';
  const cohort = measured.denominator ?? pupils;
  if (cohort === null) return 'COHORT_UNKNOWN';
  if (cohort >= smallest)
    return { value: measured.value, denominator: measured.denominator, periods: [period] };
  const ends = Array.from({ length: YEARS_POOLED }, (_, back) => yearsLater(endedOn, -back));
  const three = ends.map((end) => years.find((each) => each.endedOn === end)?.period);
  const pooled = three.every((each) => each !== undefined) ? ofPeriods(years, three) : null;
  return pooled !== null && (pooled.denominator ?? 0) >= smallest ? pooled : 'COHORT_TOO_SMALL';
}

/**
 * The figure of these school years together: each weighs by its own pupils, and the denominators are kept and added. One year
 * stands as it is. @returns null as soon as one of them is no number, or, among several, has no denominator.
 */
function ofPeriods(years: readonly YearFigure[], periods: readonly string[]): ComparedFigure | null {
  const found = periods.map((period) => years.find((each) => each.period === period)?.measured);
  const numbers = found.filter((each) => each?.kind === 'number');
  const [first] = numbers;
  if (first === undefined || numbers.length < periods.length) return null;
  if (numbers.length === 1) return { value: first.value, denominator: first.denominator, periods };
  const denominator = numbers.reduce((sum, each) => sum + (each.denominator ?? Number.NaN), 0);
  if (!(denominator > 0)) return null;
  const weighed = numbers.reduce((sum, each) => sum + each.value * (each.denominator ?? 0), 0);
  return { value: tidy(weighed / denominator), denominator, periods };
}

/** 31 August of a later or earlier year: the first day after it, so many years on, less one. */
function yearsLater(endedOn: LocalDate, years: number): LocalDate {
  const next = addDays(endedOn, 1);
  const moved = `${String(Number(next.slice(0, 4)) + years).padStart(4, '0')}${next.slice(4)}` as LocalDate;
  return addDays(moved, -1);
}
