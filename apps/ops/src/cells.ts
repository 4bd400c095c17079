import { parseLocalDate, parseUrn, type LocalDate, type SchoolUrn } from '@app/kernel';
import { readUrn, type Reading, type RowReader } from '@app/schools';

/** Lists inside a cell are separated by spaces: `KS3 KS4`. */
export const words = (cell: string | null): string[] => (cell ?? '').trim().split(/\s+/).filter(Boolean);

const KILOMETRE = 1_000;

/** @param known schools of the schools file; null for the file itself. */
export function school(row: RowReader, column: string, known: ReadonlySet<string> | null): SchoolUrn {
  const urn = row.read(column, readUrn, null);
  if (urn === null) {
    if (row.text(column) === null) row.refuse(column, 'Give the URN, which is six digits.');
    return '' as SchoolUrn;
  }
  if (known && !known.has(urn)) row.refuse(column, `${urn} is not in the schools file.`);
  return urn;
}

export function urns(row: RowReader, column: string, text: string | null): SchoolUrn[] {
  return words(text).flatMap((word) => {
    const urn = parseUrn(word);
    if (urn === null) row.refuse(column, `“${word.slice(0, 20)}” is not a URN, which is six digits.`);
    return urn === null ? [] : [urn];
  });
}

export function whole(row: RowReader, column: string, least: number, most: number, absent: number): number {
  if (row.text(column) === null) return absent;
  const read = (cell: string): Reading<number> => {
    const n = /^[0-9]{1,7}$/.test(cell.trim()) ? Number(cell) : NaN;
    return n >= least && n <= most
      ? { value: n }
      : { problem: `Enter a whole number from ${String(least)} to ${String(most)}.` };
  };
  return row.read(column, read, absent);
}

/** Whole kilometres become metres; blank is no limit. */
export function metres(row: RowReader, column: string): number | null {
  return row.text(column) === null ? null : whole(row, column, 1, 1_000, 1) * KILOMETRE;
}

export function one<Word extends string>(
  row: RowReader,
  column: string,
  allowed: readonly Word[],
  absent: Word,
): Word {
  const text = row.text(column);
  if (text === null) return absent;
  const known = allowed.find((word) => word === text);
  if (known === undefined) row.refuse(column, `Write one of: ${allowed.join(', ')}.`);
  return known ?? absent;
}

export function listed<Word extends string>(
  row: RowReader,
  column: string,
  allowed: readonly Word[],
  absent: readonly Word[],
): readonly Word[] {
  const given = words(row.text(column));
  if (given.length === 0) return absent;
  const known = allowed.filter((word) => given.includes(word));
  if (known.length !== given.length) row.refuse(column, `Write any of: ${allowed.join(' ')}.`);
  return known;
}

export function yes(row: RowReader, column: string): boolean {
  return one(row, column, ['yes', 'no'], 'no') === 'yes';
}

export function date<Absent>(row: RowReader, column: string, absent: Absent): LocalDate | Absent {
  const text = row.text(column);
  if (text === null) return absent;
  const found = parseLocalDate(text);
  if (found === null) row.refuse(column, 'Write the date like 2026-05-01.');
  return found ?? absent;
}

/** A published figure in millionths of its unit; a word like `suppressed` is kept as the reason why there is none. */
export function figure(
  row: RowReader,
  column: string,
): { readonly millionths: number | null; readonly symbol: string | null } | null {
  const text = row.text(column);
  if (text === null) return null;
  const [, sign = '', units, rest = ''] = /^(-?)([0-9]{1,6})(?:[.]([0-9]{1,6}))?$/.exec(text) ?? [];
  if (units !== undefined) {
    const amount = Number(units) * 1_000_000 + Number(rest.padEnd(6, '0'));
    return { millionths: sign === '-' ? -amount : amount, symbol: null };
  }
  if (/^[a-z]{1,20}$/.test(text)) return { millionths: null, symbol: text };
  row.refuse(column, 'Enter a figure with up to six decimals, or a word like suppressed.');
  return null;
}
