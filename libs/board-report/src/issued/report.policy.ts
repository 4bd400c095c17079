import type { Resource } from '@app/kernel';

/** Who counted or checked it does not issue it. */
export function reportResource(report: {
  readonly draftedBy: string;
  readonly checkedBy: string | null;
}): Resource {
  const { draftedBy, checkedBy } = report;
  return { actsBy: { 'board.report.draft': checkedBy === null ? [draftedBy] : [draftedBy, checkedBy] } };
}
