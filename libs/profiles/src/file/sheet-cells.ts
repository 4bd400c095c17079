import { createHash } from 'node:crypto';
import { BadInput, RuleBroken, type FieldError } from '@app/kernel';
import type { ReadSheet, Themes } from '@app/schools';
import { FieldReader } from '../field-reader.js';

/** What each cell of a row says, by its heading. */
export type Cells<Column extends string> = Readonly<Record<Column, string>>;

/** One reading of a text, whether a file brought it or it was stored long ago. */
export const said = (text: string): string => FieldReader.asStored(text).trim();

/** Whatever the order of columns in the file; a column left out says nothing. */
export function cellsOf<Column extends string>(
  columns: readonly Column[],
  { header }: Pick<ReadSheet, 'header'>,
  cells: readonly string[],
): Cells<Column> {
  const of = (column: Column): string => {
    const at = header.indexOf(column);
    return at < 0 ? '' : said(cells[at] ?? '');
  };
  return Object.fromEntries(columns.map((column) => [column, of(column)])) as Cells<Column>;
}

/** Between the parts of a cell that holds a list. */
export const LIST = '; ';

export const listOf = (cell: string): string[] =>
  cell
    .split(';')
    .map((each) => each.trim())
    .filter((each) => each !== '');

/** A word of the code as a cell has it, like `this term`. */
export const inWords = (word: string): string => word.replaceAll('_', ' ');

/** The word of the code that a cell means. */
export const wordOf = (cell: string): string => cell.toLowerCase().replaceAll(' ', '_');

/** What a verb says of a fault, in the words of the file. */
export const inFileWords = (message: string): string => message.replaceAll(/(?<=\w)_(?=\w)/g, ' ');

/** A theme by its id, or by its name as the pages print it. */
export function themeIdOf(cell: string, themes: Themes): string {
  if (themes.has(cell)) return cell;
  const named = themes.taxonomy.themes.filter(({ name }) => name.toLowerCase() === cell.toLowerCase());
  return named.length === 1 ? (named[0]?.id ?? cell) : cell;
}

/** What a verb would refuse, asked before anything is written; a rule against the whole of it is one against its school. */
export async function faultsOf(check: () => Promise<void>): Promise<readonly FieldError[]> {
  try {
    await check();
    return [];
  } catch (error) {
    if (error instanceof BadInput) return error.errors;
    if (error instanceof RuleBroken) return [{ path: 'urn', message: error.message }];
    throw error;
  }
}

/** Of what a file says and of what it would change: a commit names it. */
export function hashOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
