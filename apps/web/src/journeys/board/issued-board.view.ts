import type { ReportView } from '@app/board-report';
import type { AcademicYearId } from '@app/kernel';
import { pdfOf, publishedAt, yearsTo } from './board-years.js';
import { sheetOf } from './board.view.js';

/** The Board’s page for who reads totals alone: what the newest report says, and not what has happened since. */
export function issuedBoardView(report: ReportView | null, year: AcademicYearId, now: Date): object {
  const top = { title: 'The Board’s four goals', years: yearsTo(now, year), pdf: pdfOf(year) };
  if (report === null || report.page === null) return { ...top, year, hasPage: false };
  const { reference, opens, page, issuedAt, erratum } = report;
  const href = `/board/reports/${reference}`;
  const address = (id: string): string | null => (opens ? `${href}/records/${id}` : null);
  return {
    ...sheetOf(page, address, publishedAt),
    ...top,
    hasPage: true,
    issued: { reference, href, at: issuedAt, erratum },
  };
}
