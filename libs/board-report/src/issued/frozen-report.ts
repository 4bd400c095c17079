import type { BoardPage } from '../report/compose-page.js';
import type { CountedFigure, CountedRow } from '../report/counted-figure.js';
import { isHidden, type Figure, type FigureOrHidden } from '../report/figure.js';
import type { ReportBasis } from '../report/hide-between-reports.js';
import type { BoardReportEntity } from './report.entity.js';

/** Every figure of a report, with its records, and the page in which they stand. */
export interface FrozenReport {
  readonly page: BoardPage;
  readonly figures: readonly FigureOrHidden[];
}

export function frozenOf(content: string): FrozenReport {
  const { page, figures } = JSON.parse(content) as FrozenReport;
  return { page: { ...page, checkedAt: new Date(page.checkedAt) }, figures };
}

interface StoredFigure {
  readonly figure: Figure;
  readonly schools: CountedFigure['schools'] extends ReadonlySet<infer Urn> ? readonly Urn[] : never;
  readonly rows: readonly CountedRow[];
}

export function countedOf({ basis }: BoardReportEntity): CountedFigure[] {
  const stored = JSON.parse(basis) as readonly StoredFigure[];
  return stored.map(({ figure, schools, rows }) => ({ figure, schools: new Set(schools), rows }));
}

/** An issued report as the next one is held against it. */
export function basisOf(report: BoardReportEntity): ReportBasis {
  const rows = countedOf(report).map(({ figure, rows: each }) => [figure.id, each] as const);
  const figures = report.content === null ? [] : frozenOf(report.content).figures;
  const hidden = figures.filter(isHidden).map(({ id }) => id);
  return { year: report.year, rows: Object.fromEntries(rows), hidden };
}
