import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { decodeText, type Decoded, type Encoding } from './decode-text.js';
import { Problems, refuse, type FileProblem } from './file-refused.js';
import { Header } from './header.js';
import { recogniseNonText } from './recognise-bytes.js';
import { MAX_CELL, MAX_COLUMNS, type TableKind } from './table-kind.js';
import { unpack } from './unpack.js';

/** One row below the heading. `line` is where it stands in an editor, from 1. */
export interface Row {
  readonly line: number;
  /** As given, one per heading. */
  readonly cells: readonly string[];
}

/** Small enough that a reader of 100 MB lets others have a turn. */
const SLICE = 64 * 1024;
/** What a person can be shown of one cell. */
const SHOWN = 40;

export interface Table {
  readonly header: Header;
  readonly encoding: Encoding;
  /** Cells read as blank because a letter was lost before the file was made. Grows while rows are read. */
  readonly notes: readonly FileProblem[];
  /** Rows whose shape is right. A row whose shape is wrong becomes a problem and is left out: refuse at the end. */
  rows(problems: Problems): AsyncGenerator<Row>;
}

/**
 * A strict reader of comma-separated text for one kind of file: bytes (gzip or plain) to rows with their lines.
 *
 * @throws FileRefused at once for whatever makes the rest unreadable (no text, another encoding, a wrong heading, an
 *   open quote, a passed limit); problems of single rows are gathered by `rows`.
 */
export async function readTable(bytes: Uint8Array, kind: TableKind): Promise<Table> {
  refuseNonText(bytes, kind);
  const plain = await unpack(bytes, kind);
  if (plain !== bytes) refuseNonText(plain, kind);
  const decoded = decodeText(plain, kind.windows1252);
  const records = recordsOf(decoded, kind);
  const first = await records.next();
  if (first.done) refuse('This file is empty.');
  const { cells, line } = first.value;
  refuseBrokenCells(decoded, cells, line, null);
  const damaged = cells.find((cell) => DAMAGED.test(cell));
  if (damaged !== undefined)
    refuse(`The heading “${show(damaged)}” cannot be read as ${decoded.encoding}.`, { line });
  const header = Header.parse(kind.spreadsheet ? withoutBlankEnd(cells, 0) : cells, line, kind);
  const reader = new RowReading(header, decoded, kind);
  return {
    header,
    encoding: decoded.encoding,
    notes: reader.notes,
    rows: (problems) => reader.rows(records, problems),
  };
}

function refuseNonText(bytes: Uint8Array, kind: TableKind): void {
  const other = recogniseNonText(bytes);
  if (other !== null) refuse(`This is ${other}. A ${kind.says} is comma-separated text (.csv).`);
}

/** U+FFFD, C1 controls, and C0 controls but the tab. A line break inside a cell is named for itself before. */
const DAMAGED = /(?!\t)[\p{Cc}\ufffd]/u;
const DAMAGED_IN_SHEET = /(?![\t\r\n])[\p{Cc}\ufffd]/u;

/** Spreadsheets send along every column that was ever touched. */
function withoutBlankEnd(cells: readonly string[], least: number): readonly string[] {
  const last = cells.findLastIndex((cell) => cell.trim() !== '');
  return cells.slice(0, Math.max(last + 1, least));
}

class RowReading {
  readonly notes: FileProblem[] = [];
  private readonly mayBeBlank: readonly boolean[];

  constructor(
    private readonly header: Header,
    private readonly decoded: Decoded,
    private readonly kind: TableKind,
  ) {
    const required = new Set(kind.required.flat());
    this.mayBeBlank = header.names.map(
      (name) => kind.damagedCells === 'read_as_blank' && !required.has(name),
    );
  }

  async *rows(records: AsyncGenerator<Row>, problems: Problems): AsyncGenerator<Row> {
    let count = 0;
    for await (const record of records) {
      count += 1;
      if (this.kind.maxRows !== null && count > this.kind.maxRows) {
        const most = this.kind.maxRows.toLocaleString('en-GB');
        refuse(`There are more than ${most} rows, the most that a ${this.kind.says} may have.`, {
          line: record.line,
        });
      }
      const row = this.check(record, problems);
      if (row) yield row;
    }
    if (count === 0) refuse(`This ${this.kind.says} has a heading and no rows.`);
  }

  private check({ line, cells: given }: Row, problems: Problems): Row | null {
    refuseBrokenCells(this.decoded, given, line, this.header);
    const { names } = this.header;
    const cells = this.kind.spreadsheet ? withoutBlankEnd(given, names.length) : this.foldOpenEnd(given);
    if (cells.length !== names.length) {
      const message = `This row has ${cells.length} cells; the heading has ${names.length}.`;
      problems.add({ line, column: null, message });
      return null;
    }
    const sound = cells.map((cell, at) => this.soundCell(cell, at, line, problems));
    return sound.includes(null) ? null : { line, cells: sound as string[] };
  }

  /** @returns the cell, blank where it was damaged and may be; null where it is a problem, now noted. */
  private soundCell(cell: string, at: number, line: number, problems: Problems): string | null {
    const column = this.header.names[at] ?? null;
    if (cell.length > MAX_CELL) {
      problems.add({
        line,
        column,
        message: `This cell is longer than ${MAX_CELL.toLocaleString('en-GB')} characters.`,
      });
      return null;
    }
    if (!(this.kind.spreadsheet ? DAMAGED_IN_SHEET : DAMAGED).test(cell)) return cell;
    if (!this.kind.spreadsheet && /[\r\n]/.test(cell)) {
      problems.add({ line, column, message: 'This cell holds a line break.' });
      return null;
    }
    const message = `“${show(cell)}” holds a character that was lost or is no text.`;
    if (!this.mayBeBlank[at]) {
      problems.add({ line, column, message });
      return null;
    }
    this.notes.push({ line, column, message: `${message} It is read as blank.` });
    return '';
  }

  private foldOpenEnd(cells: readonly string[]): readonly string[] {
    const last = this.header.names.length - 1;
    if (cells.length <= last + 1 || this.header.names[last] !== this.kind.openEnded) return cells;
    return [...cells.slice(0, last), cells.slice(last).join(', ')];
  }
}

function refuseBrokenCells(
  decoded: Decoded,
  cells: readonly string[],
  line: number,
  header: Header | null,
): void {
  if (!decoded.broken) return;
  const at = cells.findIndex((cell) => !isUtf8(Buffer.from(cell, 'latin1')));
  if (at < 0) return;
  const cell = Buffer.from(cells[at] ?? '', 'latin1').toString('utf8');
  refuse(`“${show(cell)}” cannot be read as ${decoded.encoding}: save the file as UTF-8.`, {
    line,
    column: header?.names[at] ?? `column ${at + 1}`,
  });
}

async function* recordsOf(decoded: Decoded, kind: TableKind): AsyncGenerator<Row> {
  // An error throws away rows that wait to be read, so the parser itself must tell how far it had come.
  let unread = 1;
  const parser = Readable.from(slices(decoded.text)).pipe(
    parse({
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      delimiter: kind.delimiter ?? ',',
      // Named, because discovery takes the first kind of line end it meets for the only one.
      record_delimiter: ['\r\n', '\n', '\r'],
      max_record_size: (MAX_CELL + 3) * MAX_COLUMNS,
      on_record: (cells: string[], { lines }) => {
        unread = lines + 1;
        return cells;
      },
    }),
  );
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      // `lines` counts to the end of the row: one with breaks inside is named by where it ends.
      yield { line: info.lines, cells: record };
    }
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    refuse(sayCsvError(cause, kind), { line: unread });
  }
}

function* slices(text: string): Generator<string> {
  let at = 0;
  while (at < text.length) {
    // Both halves of a character outside the first plane go together, or each would become U+FFFD.
    const splits = /[\ud800-\udbff]/.test(text.charAt(at + SLICE - 1));
    const slice = text.slice(at, at + SLICE + (splits ? 1 : 0));
    yield slice;
    at += slice.length;
  }
}

function sayCsvError(cause: CsvError, kind: TableKind): string {
  switch (cause.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'A quotation mark is opened from here on and never closed: the file may be cut short.';
    case 'INVALID_OPENING_QUOTE':
      return 'A quotation mark stands in the middle of a cell. A cell with quotation marks is quoted as a whole.';
    case 'CSV_INVALID_CLOSING_QUOTE':
      return 'A quoted cell goes on after its closing quotation mark.';
    case 'CSV_MAX_RECORD_SIZE':
      return 'This row is longer than any row can be: a quotation mark may have been left open.';
    default:
      return `This row cannot be read as a row of a ${kind.says}.`;
  }
}

const show = (text: string): string =>
  (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text).replace(/\p{Cc}/gu, '\ufffd');
