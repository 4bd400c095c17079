import type { ReportLine, ReportState, ReportStep, ReportView } from '@app/board-report';
import { localDateOf } from '@app/kernel';
import type { SheetToWrite } from '@app/schools';
import { downloadsOf } from '../../layout/list-file.js';
import { goalAt, publishedAt, yearsBack } from './board-years.js';
import { sheetOf, type Ways } from './board.view.js';

const TAGS: Readonly<Record<ReportState, string>> = {
  draft: 'Draft',
  disclosure_checked: 'Draft, checked for disclosure',
  approved: 'Approved',
  issued: 'Issued',
  corrected: 'Issued, with an erratum',
};

export function reportsPage(lines: readonly ReportLine[], mayDraft: boolean, now: Date): object {
  return {
    title: 'Reports for the Board',
    downloads: downloadsOf('/board/reports', {}),
    lines: lines.map((line) => ({ ...line, tag: TAGS[line.state] })),
    ...{ mayDraft, years: yearsBack(now).map((year) => ({ value: year, text: year })) },
  };
}

export function reportsList(lines: readonly ReportLine[]): SheetToWrite {
  return {
    name: 'Board reports',
    headings: ['Report', 'Academic year', 'State', 'Counted', 'Issued'],
    rows: lines.map(({ reference, year, state, countedAt, issuedAt }) => [
      ...[reference, year, TAGS[state], localDateOf(countedAt), issuedAt ? localDateOf(issuedAt) : ''],
    ]),
  };
}

const BUTTONS: readonly { step: Exclude<ReportStep, 'correct'>; text: string; classes: string }[] = [
  { step: 'check', text: 'Check it for disclosure', classes: '' },
  { step: 'approve', text: 'Approve it', classes: '' },
  { step: 'issue', text: 'Issue it', classes: '' },
  { step: 'recount', text: 'Count it again', classes: 'govuk-button--secondary' },
];

/** Who reads what is published alone has the numbers, and no way to what stands behind them. */
export function waysOfReport({ reference, opens }: ReportView): Ways {
  return {
    records: (id) => (opens ? `/board/reports/${reference}/records/${encodeURIComponent(id)}` : null),
    published: (measure) => (opens ? publishedAt(measure) : null),
    goal: (named) => (opens ? goalAt(named) : null),
  };
}

export function reportPage(report: ReportView): object {
  const { reference, page, hash, erratum, version, can, countedAt, issuedAt } = report;
  return {
    ...(page === null ? {} : sheetOf(page, waysOfReport(report))),
    title: `Report of ${report.year}`,
    ...{ reference, year: report.year, tag: TAGS[report.state], countedAt, issuedAt, version, can, erratum },
    steps: BUTTONS.filter(({ step }) => can[step]).map(({ step, ...button }) => ({
      ...{ ...button, action: `/board/reports/${reference}/${step}` },
    })),
    ...{ hash, hasPage: page !== null, pdf: `/board/reports/${reference}/report.pdf` },
  };
}
