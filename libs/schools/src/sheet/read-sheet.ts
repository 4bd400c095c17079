import { utils } from '@e965/xlsx';
import { Problems, refuse, type FileProblem } from '../csv/file-refused.js';
import { Header } from '../csv/header.js';
import { readTable, type Row } from '../csv/read-table.js';
import { MAX_CELL, UPLOAD_LIMITS, type TableKind } from '../csv/table-kind.js';
import { unguarded } from './formula-guard.js';
import { readWorkbook } from './read-workbook.js';

/** A template: what people fill in and send back. */
export interface SheetKind {
  /** As people call it, like `needs file`. */
  readonly says: string;
  /** The sheet of a workbook, like `Capacity`. */
  readonly sheet: string;
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

export interface ReadSheet {
  readonly header: Header;
  /** Below the heading; `line` counts rows from 1, the heading included, as a spreadsheet does. */
  readonly rows: readonly Row[];
  /** The place of a problem as people find it: `Sheet Capacity, D7, Days free`, or `Row 7, Days free`. */
  place(problem: Pick<FileProblem, 'line' | 'column'>): string;
}

const ZIP = Buffer.from('PK\x03\x04', 'latin1');

/** A file by its first bytes, never by its name. @throws FileRefused naming what and where. */
export async function readSheetFile(bytes: Uint8Array, kind: SheetKind): Promise<ReadSheet> {
  if (bytes.byteLength > UPLOAD_LIMITS.maxBytes)
    refuse(`This file is larger than the 5 MB that a ${kind.says} may have.`);
  const isZip = Buffer.from(bytes.subarray(0, ZIP.length)).equals(ZIP);
  return isZip ? sheetOfWorkbook(bytes, kind) : sheetOfText(bytes, kind);
}

/** Cells copied out of a spreadsheet, which come with tabs; typed ones may have commas. */
export async function readPasted(text: string, kind: SheetKind): Promise<ReadSheet> {
  const heading = text.slice(0, text.search(/[\r\n]|$/));
  return sheetOfText(Buffer.from(text, 'utf8'), kind, heading.includes('\t') ? '\t' : undefined);
}

function tableKind(kind: SheetKind, delimiter?: '\t'): TableKind {
  return {
    ...UPLOAD_LIMITS,
    ...{ says: kind.says, required: kind.required, optional: kind.optional },
    ...{ windows1252: false, damagedCells: 'refuse', spreadsheet: true },
    ...(delimiter === undefined ? {} : { delimiter }),
  };
}

async function sheetOfText(bytes: Uint8Array, kind: SheetKind, delimiter?: '\t'): Promise<ReadSheet> {
  const table = await readTable(bytes, tableKind(kind, delimiter));
  const problems = new Problems();
  const rows: Row[] = [];
  // Rows are counted, not lines: a cell may hold line breaks, and a spreadsheet counts rows.
  let count = 1;
  for await (const row of table.rows(problems)) {
    count += 1;
    rows.push({ line: count, cells: row.cells.map(unguarded) });
  }
  problems.refuseIfAny();
  return sheet(table.header, rows, null);
}

function sheetOfWorkbook(bytes: Uint8Array, kind: SheetKind): ReadSheet {
  const found = readWorkbook(bytes, kind.sheet, UPLOAD_LIMITS);
  const [first, ...below] = found.rows;
  if (first === undefined) refuse('This file is empty.');
  const width = first.findLastIndex((cell) => cell.trim() !== '') + 1;
  const header = Header.parse(first.slice(0, width), 1, tableKind(kind));
  const problems = new Problems();
  const rows = below.flatMap((cells, at) => {
    if (cells.every((cell) => cell === '')) return [];
    const line = at + 2;
    const surplus = cells.findIndex((cell, column) => column >= width && cell !== '');
    if (surplus >= 0)
      problems.add({ line, column: null, message: `${utils.encode_col(surplus)} has no heading.` });
    const long = cells.findIndex((cell) => cell.length > MAX_CELL);
    if (long >= 0)
      problems.add({ line, column: header.names[long] ?? null, message: 'This cell is too long.' });
    return [{ line, cells: cells.slice(0, width).map(unguarded) }];
  });
  problems.refuseIfAny();
  if (rows.length === 0) refuse(`This ${kind.says} has a heading and no rows.`);
  return sheet(header, rows, found.sheet);
}

function sheet(header: Header, rows: readonly Row[], name: string | null): ReadSheet {
  return {
    header,
    rows,
    place: ({ line, column }) => {
      const row = line === null ? '' : String(line);
      const at = column === null ? -1 : header.indexOf(column);
      const where =
        name === null
          ? `Row ${row}`
          : `Sheet ${name}, ${at < 0 ? `row ${row}` : utils.encode_cell({ r: Number(row) - 1, c: at })}`;
      return [...(line === null ? [] : [where]), ...(column === null ? [] : [column])].join(', ');
    },
  };
}

/** Each problem with its place in front of it, as a person reads it. */
export function sayProblems(problems: readonly FileProblem[], read: Pick<ReadSheet, 'place'>): string[] {
  return problems.map((problem) => {
    const place = read.place(problem);
    return place === '' ? problem.message : `${place}: ${lowerFirst(problem.message)}`;
  });
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
