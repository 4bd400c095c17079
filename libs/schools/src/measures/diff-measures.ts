import type { Figure } from './parse-measures.js';

export interface MeasuresDiff {
  readonly added: readonly Figure[];
  readonly changed: readonly { readonly before: Figure; readonly now: Figure }[];
  readonly unchanged: number;
  /** Stored and not in this file: they stay. */
  readonly absent: readonly Figure[];
  readonly stored: number;
}

/** A file set beside the figures of the same measures and school year that are stored. */
export function diffMeasures(stored: readonly Figure[], read: readonly Figure[]): MeasuresDiff {
  const left = new Map(stored.map((figure) => [keyOf(figure), figure]));
  const added: Figure[] = [];
  const changed: { before: Figure; now: Figure }[] = [];
  let unchanged = 0;
  for (const now of read) {
    const before = left.get(keyOf(now));
    left.delete(keyOf(now));
    if (!before) added.push(now);
    else if (isSame(before, now)) unchanged += 1;
    else changed.push({ before, now });
  }
  return { added, changed, unchanged, absent: [...left.values()], stored: stored.length };
}

const keyOf = ({ urn, measure, period }: Figure): string => `${urn} ${measure} ${period}`;

const isSame = (one: Figure, other: Figure): boolean =>
  one.number === other.number &&
  one.symbol === other.symbol &&
  one.asPublished === other.asPublished &&
  one.denominator === other.denominator;
