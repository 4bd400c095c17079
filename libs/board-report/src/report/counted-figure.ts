import type { SchoolUrn } from '@app/kernel';
import type { Figure, FigureKind, RecordKind } from './figure.js';
import type { CountedPairing } from './year-records.js';

/** A figure before it is known whether it may be shown. */
export interface CountedFigure {
  readonly figure: Figure;
  /** The schools behind it, each once. */
  readonly schools: ReadonlySet<SchoolUrn>;
  /** What it is the sum, or the middle, of. */
  readonly rows: readonly CountedRow[];
}

/** What one record adds to a figure. */
export interface CountedRow {
  readonly record: string;
  readonly amount: number;
  /** One of each side: days name who gave them as well as who got them. */
  readonly schools: readonly SchoolUrn[];
}

export function idOf(kind: FigureKind, group: string): string {
  return `${kind}-${group}`;
}

export function countedRecords<Row>(
  kind: FigureKind,
  group: string,
  of: RecordKind,
  rows: readonly Row[],
  reference: (row: Row) => string,
  school: (row: Row) => SchoolUrn,
): CountedFigure {
  const records = [...new Set(rows.map(reference))].toSorted();
  const figure: Figure = {
    ...{ id: idOf(kind, group), kind, group, unit: 'records', value: rows.length, of, records },
  };
  return {
    ...{ figure, schools: new Set(rows.map(school)) },
    rows: rows.map((row) => ({ record: reference(row), amount: 1, schools: [school(row)] })),
  };
}

export const referenceOf = ({ reference }: { readonly reference: string }): string => reference;
export const urnOf = ({ urn }: { readonly urn: SchoolUrn }): SchoolUrn => urn;

const askerOf = ({ asker }: CountedPairing): SchoolUrn => asker;

/** Half-days, behind which stand the schools of whichever side is fewer: days name who gave them as well as who got them. */
export function countedDays(
  kind: 'promised' | 'delivered',
  group: string,
  pairings: readonly CountedPairing[],
): CountedFigure {
  const rows = pairings.filter((each) => each[kind] > 0);
  const { figure, schools: askers } = countedRecords(kind, group, 'pairing', rows, referenceOf, askerOf);
  const supporters = new Set(rows.map((row) => row.supporter));
  return {
    figure: { ...figure, unit: 'half_days', value: rows.reduce((sum, each) => sum + each[kind], 0) },
    schools: supporters.size < askers.size ? supporters : askers,
    rows: rows.map((row) => ({
      ...{ record: row.reference, amount: row[kind], schools: [row.asker, row.supporter] },
    })),
  };
}
