import { RuleBroken } from '@app/kernel';

export const REPORT_STATES = ['draft', 'disclosure_checked', 'approved', 'issued', 'corrected'] as const;
export type ReportState = (typeof REPORT_STATES)[number];

/** From `issued` on nothing of it changes: an erratum stands beside it. */
const NEXT: Readonly<Record<ReportState, readonly ReportState[]>> = {
  draft: ['disclosure_checked'],
  disclosure_checked: ['approved', 'draft'],
  approved: ['issued', 'draft'],
  issued: ['corrected'],
  corrected: [],
};

export const canMoveReport = (from: ReportState, to: ReportState): boolean => NEXT[from].includes(to);

/** What heads, hub leads and bodies read. */
export const PUBLISHED: readonly ReportState[] = ['issued', 'corrected'];

/** @throws RuleBroken BOARD_REPORT_CANNOT_MOVE for a move that is not in the table. */
export function moveReport(from: ReportState, to: ReportState): ReportState {
  if (!canMoveReport(from, to))
    throw new RuleBroken(
      'BOARD_REPORT_CANNOT_MOVE',
      `A report that is ${from.replaceAll('_', ' ')} cannot become ${to.replaceAll('_', ' ')}.`,
    );
  return to;
}
