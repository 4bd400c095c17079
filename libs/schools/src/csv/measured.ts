import { trimmed } from './header.js';
import type { Reading } from './read-words.js';

/** Why there is no number: kept beside it, since a hidden figure is neither unknown nor 0. */
export type Symbol =
  | 'blank'
  | 'not_applicable'
  | 'not_recorded'
  | 'suppressed'
  | 'no_entries'
  | 'not_published'
  | 'low_coverage'
  | 'confidential'
  | 'unavailable'
  | 'low';

/** A published figure: a number, or the reason why there is none. Exactly one of the two is null. */
export type Measured =
  { readonly number: number; readonly symbol: null } | { readonly number: null; readonly symbol: Symbol };

const WORDS: ReadonlyMap<string, Symbol> = new Map([
  ['', 'blank'],
  ['Not applicable', 'not_applicable'],
  ['Does not apply', 'not_applicable'],
  ['z', 'not_applicable'],
  ['NA', 'not_applicable'],
  ['Not recorded', 'not_recorded'],
  ['SUPP', 'suppressed'],
  ['c', 'confidential'],
  ['NE', 'no_entries'],
  ['NP', 'not_published'],
  ['LOWCOV', 'low_coverage'],
  ['x', 'unavailable'],
  ['u', 'unavailable'],
  ['low', 'low'],
]);

/**
 * A plain decimal number between two bounds, or one of the words that official files use in its place. Percent signs,
 * pound signs and thousands commas are refused: a column has one unit, set by its mapping.
 */
export function readMeasured(cell: string, from: number, to: number): Reading<Measured> {
  const text = trimmed(cell);
  const symbol = WORDS.get(text);
  if (symbol) return { value: { number: null, symbol } };
  if (!/^-?\d+(\.\d+)?$/.test(text)) {
    return { problem: `“${text}” is neither a plain number nor a word that this column uses.` };
  }
  const number = Number(text);
  if (number < from || number > to) return { problem: `${text} is outside ${from} to ${to}.` };
  return { value: { number, symbol: null } };
}
