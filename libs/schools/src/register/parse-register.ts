import { setImmediate as othersTurn } from 'node:timers/promises';
import type { SchoolUrn } from '@app/kernel';
import type { Encoding } from '../csv/decode-text.js';
import { Problems, type FileProblem } from '../csv/file-refused.js';
import { readTable } from '../csv/read-table.js';
import type { IsoDate } from '../csv/read-words.js';
import { RowReader } from '../csv/row-reader.js';
import { extractDateOf } from './extract-date.js';
import { readSchool } from './read-school.js';
import { REGISTER } from './register-kind.js';
import type { RegisterSchool } from './register-school.js';

export interface ReadOptions {
  /** The file's name, which for the Department's extracts holds their date. */
  readonly fileName?: string;
  /** Called about every 500 rows with the rows read so far. */
  readonly onProgress?: (rows: number) => void;
  /** Aborting ends the reading with the signal's reason: nothing has been kept. */
  readonly signal?: AbortSignal;
}

export interface RegisterReading {
  /** In the file's order, one per URN. */
  readonly schools: readonly RegisterSchool[];
  readonly encoding: Encoding;
  readonly headings: readonly string[];
  /** Rows below the heading, those skipped included. */
  readonly rows: number;
  /** National and authority summaries: no URN, or `NAT` for an authority. */
  readonly summaryRows: number;
  /** Rows that say again exactly what an earlier row of the same URN said. */
  readonly repeatedRows: number;
  /** What was read as unknown, with its place: told in the preview. */
  readonly notes: readonly FileProblem[];
  /** The day of the extract, where the file tells: by its name or its newest change. */
  readonly extractDate: IsoDate | null;
  /** The latest opening of a school that is open: an extract cannot be older. For files that tell no date. */
  readonly latestOpening: IsoDate | null;
}

const PROGRESS_EVERY = 500;

/**
 * Reads the national register from the bytes of a published file, gzip or plain, and nothing else: no clock, no store.
 *
 * @throws FileRefused naming line and column of everything that must be mended; then nothing of the file is to be used.
 */
export async function parseRegister(bytes: Uint8Array, options: ReadOptions = {}): Promise<RegisterReading> {
  const table = await readTable(bytes, REGISTER);
  const problems = new Problems();
  const notes: FileProblem[] = [];
  const seen = new Map<SchoolUrn, { school: RegisterSchool; line: number }>();
  const counts = { rows: 0, summaryRows: 0, repeatedRows: 0 };
  let latestChange: IsoDate | null = null;

  for await (const row of table.rows(problems)) {
    if (++counts.rows % PROGRESS_EVERY === 0) {
      await othersTurn();
      options.signal?.throwIfAborted();
      options.onProgress?.(counts.rows);
    }
    const reader = new RowReader(row, table.header, problems, notes);
    if (isSummary(reader)) {
      counts.summaryRows += 1;
      continue;
    }
    const school = readSchool(reader, table.header.names);
    if (!school) continue;
    latestChange = later(latestChange, changedOn(reader));
    const first = seen.get(school.urn);
    if (!first) seen.set(school.urn, { school, line: row.line });
    else if (JSON.stringify(first.school) === JSON.stringify(school)) counts.repeatedRows += 1;
    else
      reader.refuse('URN', `${school.urn} is also in line ${first.line}, which says something else of it.`);
  }
  problems.refuseIfAny();
  options.onProgress?.(counts.rows);

  const schools = [...seen.values()].map(({ school }) => school);
  return {
    schools,
    encoding: table.encoding,
    headings: table.header.names,
    ...counts,
    notes: [...table.notes, ...notes].sort((a, b) => (a.line ?? 0) - (b.line ?? 0)),
    extractDate: extractDateOf(options.fileName) ?? latestChange,
    latestOpening: schools.reduce<IsoDate | null>((latest, { status, openedOn }) => {
      return status === 'open' || status === 'proposed_to_close' ? later(latest, openedOn) : latest;
    }, null),
  };
}

function isSummary(row: RowReader): boolean {
  return row.text('URN') === null || row.text('LA (code)') === 'NAT';
}

/** Only looked at for the date of the extract: a date that cannot be read there harms no school. */
function changedOn(row: RowReader): IsoDate | null {
  const [, day, month, year] = /^(\d\d)-(\d\d)-(\d{4})$/.exec(row.text('LastChangedDate') ?? '') ?? [];
  return day && month && year ? `${year}-${month}-${day}` : null;
}

/** ISO dates compare as text. */
function later(a: IsoDate | null, b: IsoDate | null): IsoDate | null {
  if (a === null || b === null) return a ?? b;
  return a >= b ? a : b;
}
