import type { Measured, ValueSymbol } from '@app/measurement';
import type { PublishedFigure } from './published-measures.query.js';

/** What publishers write, in the letters that a head writes. What is blank or not published is not available. */
const LETTERS: Readonly<Record<NonNullable<PublishedFigure['symbol']>, ValueSymbol>> = {
  ...{ blank: 'x', not_recorded: 'x', not_published: 'x', unavailable: 'x' },
  ...{ not_applicable: 'z', no_entries: 'z', suppressed: 'c', confidential: 'c' },
  ...{ low: 'low', low_coverage: 'u' },
};

export const letterOf = (symbol: PublishedFigure['symbol']): ValueSymbol | null => symbol && LETTERS[symbol];

/** A published figure as measurement takes it. @returns null for none. */
export function asMeasured(figure: PublishedFigure | undefined): Measured | null {
  if (figure?.symbol) return { kind: 'symbol', symbol: LETTERS[figure.symbol] };
  if (figure?.value === null || figure === undefined) return null;
  return { kind: 'number', value: figure.value, denominator: ofHowMany(figure) };
}

export const ofHowMany = ({ value, denominator }: PublishedFigure): number | null =>
  value === null || denominator === null || denominator < 1 ? null : denominator;
