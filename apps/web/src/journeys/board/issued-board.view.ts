import type { ReportView } from '@app/board-report';
import type { AcademicYearId } from '@app/kernel';
import { pdfOf, yearsTo } from './board-years.js';
import { waysOfReport } from './board-reports.view.js';
import { sheetOf } from './board.view.js';

/** The Board’s page for who reads totals alone: what the newest report says, and not what has happened since. */
export function issuedBoardView(report: ReportView | null, year: AcademicYearId, now: Date): object {
  const top = { title: 'The Board’s four goals', years: yearsTo(now, year), pdf: pdfOf(year) };
  if (report === null || report.page === null) return { ...top, year, hasPage: false };
  return { ...sheetOf(report.page, waysOfReport(report)), ...top, hasPage: true, issued: issuedIn(report) };
}

/** In which report a page stands. */
export function issuedIn({ reference, issuedAt, erratum }: ReportView): object {
  return { reference, href: `/board/reports/${reference}`, at: issuedAt, erratum };
}
