import { setImmediate as othersTurn } from 'node:timers/promises';
import type { SchoolUrn } from '@app/kernel';
import type { Encoding } from '../csv/decode-text.js';
import { Problems, refuse, type FileProblem } from '../csv/file-refused.js';
import type { Measured } from '../csv/measured.js';
import { trimmed, type Header } from '../csv/header.js';
import { readTable } from '../csv/read-table.js';
import { readUrn } from '../csv/read-words.js';
import { RowReader } from '../csv/row-reader.js';
import { NATIONAL_LIMITS, type TableKind } from '../csv/table-kind.js';
import type { ReadOptions } from '../register/parse-register.js';
import { MEASURES, type MeasureId } from './definitions.js';
import { PUBLICATIONS, type MeasuredColumn, type Publication } from './publications.js';
import { FigureReader } from './read-figure.js';
import { readTimePeriod, schoolYearOfName } from './school-year-of.js';

/** One published figure of one school for one school year. */
export type Figure = Measured & {
  readonly urn: SchoolUrn;
  readonly measure: MeasureId;
  readonly period: string;
  /** The cell as the publisher wrote it: `z` and `NP` are told apart for ever. */
  readonly asPublished: string;
  readonly denominator: number | null;
};

export interface MeasuresReading {
  readonly publication: string;
  readonly period: string;
  readonly measures: readonly MeasureId[];
  readonly figures: readonly Figure[];
  readonly encoding: Encoding;
  readonly rows: number;
  readonly schools: number;
  /** National and authority rows: they have no URN. */
  readonly summaryRows: number;
  readonly notes: readonly FileProblem[];
}

const KIND: TableKind = {
  says: 'file of published figures',
  required: [['URN', 'school_urn']],
  windows1252: true,
  damagedCells: 'read_as_blank',
  ...NATIONAL_LIMITS,
};

const PROGRESS_EVERY = 500;

/**
 * Reads a published file of absence, key stage 2 or 4, or pupils' context: known by its headings, whatever it is called.
 *
 * @throws FileRefused naming line and column of everything that must be mended; then nothing of the file is to be used.
 */
export async function parseMeasures(bytes: Uint8Array, options: ReadOptions = {}): Promise<MeasuresReading> {
  const table = await readTable(bytes, KIND);
  const publication = publicationOf(table.header);
  const columns = publication.columns.filter(({ heading }) => table.header.has(heading));
  const problems = new Problems();
  const figures: Figure[] = [];
  const lines = new Map<SchoolUrn, number>();
  const cells = new FigureReader();
  const counts = { rows: 0, summaryRows: 0 };
  let period = publication.period ? null : schoolYearOfName(options.fileName ?? '');
  if (!publication.period && period === null) {
    refuse('Neither the file nor its name tells the school year. Name it like absence_2023-2024.csv.');
  }
  for await (const row of table.rows(problems)) {
    if (++counts.rows % PROGRESS_EVERY === 0) {
      await othersTurn();
      options.signal?.throwIfAborted();
      options.onProgress?.(counts.rows);
    }
    const reader = new RowReader(row, table.header, problems, []);
    if (reader.text(publication.urn) === null) {
      counts.summaryRows += 1;
      continue;
    }
    const urn = reader.read(publication.urn, readUrn, null);
    if (publication.period) {
      const own = reader.read(publication.period, readTimePeriod, null);
      period ??= own;
      if (own !== null && own !== period)
        reader.refuse(publication.period, `This row is of ${own}, the rows above of ${String(period)}.`);
    }
    if (urn === null || period === null) continue;
    const before = lines.get(urn);
    if (before !== undefined) reader.refuse(publication.urn, `${urn} is also in line ${before}.`);
    lines.set(urn, row.line);
    for (const column of columns) {
      const figure = readFigure(reader, cells, column);
      if (figure !== null) figures.push({ urn, period, measure: column.measure, ...figure });
    }
  }
  problems.refuseIfAny();
  if (period === null) refuse('This file has no row of a school.');
  options.onProgress?.(counts.rows);
  return {
    publication: publication.says,
    period,
    measures: columns.map(({ measure }) => measure),
    figures,
    encoding: table.encoding,
    ...counts,
    schools: lines.size,
    notes: table.notes,
  };
}

function publicationOf(header: Header): Publication {
  const known = PUBLICATIONS.find(({ knownBy }) => knownBy.every((heading) => header.has(heading)));
  if (known) return known;
  return refuse(
    `This is none of the published files that are read: ${PUBLICATIONS.map(({ says, knownBy }) => `${says} (${knownBy.join(', ')})`).join('; ')}.`,
    { line: 1 },
  );
}

function readFigure(row: RowReader, cells: FigureReader, { heading, measure, form, outOf }: MeasuredColumn) {
  const { from, to } = MEASURES[measure];
  const figure = row.read(heading, (cell) => cells.read(cell, form, from, to), null);
  if (figure === null) return null;
  const asPublished = trimmed(row.given(heading) ?? '');
  return { ...figure, asPublished, denominator: outOf ? pupils(row, outOf) : null };
}

/** Null as soon as one part is hidden or no whole number: a sum of what is left would be too small. */
function pupils(row: RowReader, headings: readonly string[]): number | null {
  let sum = 0;
  for (const heading of headings) {
    const text = row.text(heading)?.replace(/^(\d{1,3}),(\d{3})$/, '$1$2') ?? '';
    if (!/^\d{1,6}$/.test(text)) return null;
    sum += Number(text);
  }
  return sum;
}
