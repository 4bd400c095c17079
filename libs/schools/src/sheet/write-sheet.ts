import { utils, write } from '@e965/xlsx';
import { stringify } from 'csv-stringify/sync';
import { guarded } from './formula-guard.js';
import { writeOds } from './write-ods.js';

export const SHEET_FORMATS = ['csv', 'xlsx', 'ods'] as const;
export type SheetFormat = (typeof SHEET_FORMATS)[number];

export const SHEET_TYPES: Readonly<Record<SheetFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
};

/** One sheet of text: dates as ISO text, since a spreadsheet's own dates change with who opens them. */
export interface SheetToWrite {
  /** The sheet's name in a workbook, at most 31 characters. */
  readonly name: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The same bytes for the same cells; every cell is text that no spreadsheet runs. */
export function writeSheet({ name, headings, rows }: SheetToWrite, format: SheetFormat): Uint8Array {
  const cells = [headings, ...rows].map((row) => row.map(guarded));
  if (format === 'csv') {
    // UTF-8 with its mark, so that spreadsheets read it as what it is.
    const options = { bom: true, record_delimiter: 'windows', quoted_match: /[\r\n]/ } as const;
    return Buffer.from(stringify(cells, options), 'utf8');
  }
  const written = cells.map((row) => row.map(asXml));
  if (format === 'ods') return writeOds(name, written);
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(written), name);
  return write(book, { type: 'buffer', bookType: 'xlsx', bookSST: true, compression: true }) as Buffer;
}

/**
 * A line break of a workbook is a line feed alone, and readers take `_x000D_` for a carriage return by itself: both are
 * written as spreadsheets write them.
 */
function asXml(cell: string): string {
  return cell
    .replace(/\r+\n/g, '\n')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('\r', '_x000D_');
}
