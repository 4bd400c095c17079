import { read, SSF, utils, type CellObject, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { refuse } from '../csv/file-refused.js';
import { MAX_COLUMNS } from '../csv/table-kind.js';
import { unzipWorkbook } from './zip-directory.js';

/** The library declares no types for it. */
const DATES = SSF as {
  is_date(format: string): boolean;
  format(format: string, value: unknown): string;
};

export interface SheetCells {
  readonly sheet: string;
  /** From the first row down, each as wide as the widest. */
  readonly rows: readonly (readonly string[])[];
}

/**
 * The text of one sheet of a workbook (.xlsx, .ods). Nothing is fetched, expanded or computed.
 *
 * @param wanted the sheet of that name, where there is one; else the only sheet.
 * @throws FileRefused naming the sheet and the cell of a formula, an error or merged cells.
 */
export function readWorkbook(
  bytes: Uint8Array,
  wanted: string,
  limits: { readonly maxUnpackedBytes: number; readonly maxRows: number | null },
): SheetCells {
  const parts = unzipWorkbook(bytes, limits.maxUnpackedBytes);
  refuseWhatIsNoTable(parts);
  let book: WorkBook;
  try {
    book = read(bytes, { type: 'buffer', dense: false, cellFormula: true, cellNF: true, cellHTML: false });
  } catch {
    refuse('This workbook cannot be read: save it again.');
  }
  const name = sheetNamed(book, wanted);
  return { sheet: name, rows: cellsOf(book.Sheets[name] ?? {}, name, limits.maxRows) };
}

function refuseWhatIsNoTable(parts: ReadonlyMap<string, Buffer>): void {
  const names = [...parts.keys()];
  if (names.some((name) => /vbaProject|^Basic\/|^Scripts\//i.test(name)))
    refuse('This workbook has macros: save it without them (.xlsx or .ods).');
  if (names.some((name) => /externalLinks\//i.test(name))) refuse('This workbook links to another file.');
  if (/manifest:encryption-data/.test(parts.get('META-INF/manifest.xml')?.toString('latin1') ?? ''))
    refuse('This workbook is encrypted: save it without a password.');
  if (!parts.has('xl/workbook.xml') && !parts.has('content.xml'))
    refuse('This is a zip archive and no workbook.');
  for (const [name, part] of parts)
    if (/[.](xml|rels)$/.test(name) && /<!(DOCTYPE|ENTITY)/i.test(part.toString('latin1')))
      refuse('This workbook declares XML entities, which are never read.');
  if (/date1904="(1|true)"/.test(parts.get('xl/workbook.xml')?.toString('latin1') ?? ''))
    refuse('This workbook counts its days from 1904: its dates would be read four years early.');
}

function sheetNamed(book: WorkBook, wanted: string): string {
  const hidden = (book.Workbook?.Sheets ?? []).find(({ Hidden }) => Hidden !== undefined && Hidden !== 0);
  if (hidden) refuse(`The sheet ${hidden.name ?? ''} is hidden: show it or delete it.`);
  const [only, ...more] = book.SheetNames;
  if (book.SheetNames.includes(wanted)) return wanted;
  if (only === undefined || more.length > 0) refuse(`There is no sheet called ${wanted}.`);
  return only;
}

function cellsOf(sheet: WorkSheet, name: string, maxRows: number | null): string[][] {
  const [merged] = sheet['!merges'] ?? [];
  if (merged) refuseAt(name, utils.encode_cell(merged.s), 'cells are merged here; each needs its own');
  if (sheet['!ref'] === undefined) return [];
  const { e } = utils.decode_range(sheet['!ref']);
  // A single formatted cell far away makes the range wide; only what holds text counts.
  const filled = Object.entries(sheet as Record<string, CellObject>).filter(
    ([at, cell]) => !at.startsWith('!') && (cell.f !== undefined || (cell.v !== undefined && cell.v !== '')),
  );
  const places = filled.map(([at, cell]) => ({ at, cell, ...utils.decode_cell(at) }));
  const height =
    Math.min(
      e.r,
      places.reduce((most, { r }) => Math.max(most, r), -1),
    ) + 1;
  const width = places.reduce((most, { c }) => Math.max(most, c), -1) + 1;
  if (maxRows !== null && height > maxRows + 1)
    refuse(
      `Sheet ${name}: there are more than ${maxRows.toLocaleString('en-GB')} rows, the most that are read.`,
    );
  if (width > MAX_COLUMNS)
    refuse(
      `Sheet ${name}: there are ${width.toLocaleString('en-GB')} columns; at most ${String(MAX_COLUMNS)} are read.`,
    );
  const rows = Array.from({ length: height }, () => Array<string>(width).fill(''));
  for (const { at, cell, r, c } of places) {
    const row = rows[r];
    if (row) row[c] = textOf(cell, name, at);
  }
  return rows;
}

function textOf(cell: CellObject, sheet: string, at: string): string {
  if (cell.f !== undefined) refuseAt(sheet, at, 'this is a formula; paste its value instead');
  if (cell.t === 'e') refuseAt(sheet, at, `this is an error (${cell.w ?? '#'}); enter a value`);
  if (cell.t === 'b') return cell.v === true ? 'yes' : 'no';
  if (cell.v instanceof Date) return cell.v.toISOString().slice(0, 10);
  if (cell.t !== 'n') return String(cell.v ?? '');
  const format = typeof cell.z === 'string' ? cell.z : 'General';
  return DATES.is_date(format) ? DATES.format('yyyy-mm-dd', cell.v) : String(cell.v ?? '');
}

function refuseAt(sheet: string, at: string, what: string): never {
  refuse(`Sheet ${sheet}, ${at}: ${what}.`);
}
