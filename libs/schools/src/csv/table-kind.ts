/** What one kind of file may look like. Decided per kind, never per reader: each publisher has its own habits. */
export interface TableKind {
  /** As people call it: `register`, `links file`, `needs file`. */
  readonly says: string;
  /** Columns that must be there; a list inside stands for twins of which one is enough. */
  readonly required: readonly (string | readonly string[])[];
  /** Where given, any column outside `required` and `optional` is refused; else unknown columns pass. */
  readonly optional?: readonly string[];
  /** Bytes that are no UTF-8 are read as Windows-1252: the register's own encoding. */
  readonly windows1252: boolean;
  /** What becomes of a cell with a letter lost before the file was made (U+FFFD, control characters): the file is
   *  refused, or, outside required columns, the cell is read as blank and noted. */
  readonly damagedCells: 'refuse' | 'read_as_blank';
  /** The last column of some published files is a list whose commas nobody quoted: surplus cells belong to it. */
  readonly openEnded?: string;
  /** Made by people in spreadsheets: a cell may hold line breaks, and blank columns at the end are left off. */
  readonly spreadsheet?: true;
  /** Left out: a comma. */
  readonly delimiter?: '\t';
  readonly maxBytes: number;
  readonly maxUnpackedBytes: number;
  /** Rows below the heading; null for national files, which may have any number. */
  readonly maxRows: number | null;
}

const MB = 1024 * 1024;

/** What people upload: INTERFACE.md §9. */
export const UPLOAD_LIMITS = { maxBytes: 5 * MB, maxUnpackedBytes: 50 * MB, maxRows: 10_000 } as const;
/** What an operator imports for the whole installation: register, links, measures. */
export const NATIONAL_LIMITS = { maxBytes: 100 * MB, maxUnpackedBytes: 100 * MB, maxRows: null } as const;

/** The widest published file has 139 columns; 20,000 is an attack or an accident. */
export const MAX_COLUMNS = 500;
/** Characters; the longest cell of a spreadsheet. */
export const MAX_CELL = 32_767;
