import { isOpen } from '../context/context-ranks.js';
import { unitWeights } from '../context/weighted-distance.js';
import type { MeasureWeights, Policy } from '../policy.js';
import type { School } from '../snapshot/snapshot.js';

/** Columns are read three at a time. */
export const AT_ONCE = 3;

/**
 * Figures of the open schools under one set of measures, those that publish the same measures side by side, so that who can
 * be compared is a few whole stretches.
 */
export interface ContextColumns {
  readonly least: number;
  /** Open schools. */
  readonly many: number;
  /** Measures; columns are filled up with empty ones to a multiple of `AT_ONCE`. */
  readonly measures: number;
  readonly columns: number;
  /** Exact, for ties, and as near as a number of the machine comes. */
  readonly exact: readonly bigint[];
  readonly weights: Float64Array;
  /** By column, then place: millionths; 0 where there is none. */
  readonly figures: Float64Array;
  /** Of each school its place here, or -1; closed ones too have figures to be compared from, but no place. */
  readonly place: Int32Array;
  readonly school: Int32Array;
  /** By place: schools whose figures are all the same bear the same number. */
  readonly alike: Int32Array;
  /** Measures published, as bits, of each school. */
  readonly present: Int32Array;
  /** By stretch: its measures, and where it begins; one more at the end. */
  readonly patterns: Int32Array;
  readonly first: Int32Array;
}

export function packContext(
  schools: readonly School[],
  given: MeasureWeights,
  policy: Policy,
): ContextColumns {
  const weights = unitWeights(given);
  const rows = schools.map(({ context }) =>
    weights.map(({ measure }) => context.find((value) => value.measure === measure)?.millionths ?? null),
  );
  const present = Int32Array.from(rows, (row) =>
    row.reduce<number>((bits, value, at) => (value === null ? bits : bits | (1 << at)), 0),
  );
  const open = schools
    .flatMap((school, at) => (isOpen(school) ? [at] : []))
    .sort((a, b) => (present[a] ?? 0) - (present[b] ?? 0) || a - b);
  const columns = Math.ceil(weights.length / AT_ONCE) * AT_ONCE;
  const figures = new Float64Array(columns * open.length);
  const place = new Int32Array(schools.length).fill(-1);
  const alike = new Map<string, number>();
  const alikeOf = Int32Array.from(open, (at, position) => {
    place[at] = position;
    rows[at]?.forEach((value, column) => {
      figures[column * open.length + position] = value ?? 0;
    });
    const name = rows[at]?.join() ?? '';
    const number = alike.get(name) ?? alike.size;
    alike.set(name, number);
    return number;
  });
  const starts = open.flatMap((at, position) =>
    position === 0 || present[at] !== present[open[position - 1] ?? 0] ? [position] : [],
  );
  return {
    least: policy.similar_context.least_measures,
    many: open.length,
    measures: weights.length,
    columns,
    exact: weights.map(({ weight }) => weight),
    weights: Float64Array.from({ length: columns }, (_, at) => Number(weights[at]?.weight ?? 0n)),
    figures,
    place,
    school: Int32Array.from(open),
    alike: alikeOf,
    present,
    patterns: Int32Array.from(starts, (position) => present[open[position] ?? 0] ?? 0),
    first: Int32Array.from([...starts, open.length]),
  };
}
