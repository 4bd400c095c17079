import type {
  CommissionView,
  ConflictBetween,
  NeedCandidatesView,
  PairingView,
  ProjectView,
  ProposalCase,
} from '@app/brokerage';
import type { ImpactView } from '@app/impact';
import type { SchoolUrn } from '@app/kernel';
import type { LedgerLine, NeedDetail } from '@app/profiles';
import type { InterventionView } from '../intervention/intervention.views.js';

/** One request and everything that followed from it, as its reader may see it. */
export interface CaseFile {
  readonly need: NeedDetail;
  readonly school: { readonly urn: SchoolUrn; readonly name: string };
  /** The latest match run that looked at it: who was listed, who was not and why, what brokers chose. */
  readonly listed: NeedCandidatesView;
  /** The first made first. */
  readonly proposals: readonly ProposalCase[];
  readonly pairings: readonly PairingView[];
  readonly impacts: readonly ImpactView[];
  /** Work of several schools in which the school takes part, or did; the first of them first. It follows from no request. */
  readonly projects: readonly ProjectView[];
  /** Between the school and those that were proposed, whatever it stands at now. */
  readonly conflicts: readonly (ConflictBetween & { readonly name: string })[];
  /** Of proposals, and of the school’s own place in a project, by reference. */
  readonly days: readonly (LedgerLine & { readonly proposal: string })[];
  /** Help from outside, the first drafted first. */
  readonly commissions: readonly CommissionView[];
  /** Of the area's money, in whole pence: decisions that stand, and what was awarded outside. */
  readonly pence: number;
  /** By power or by agreement, the first recorded first. */
  readonly interventions: readonly InterventionView[];
  /** Records of it, as the audit log names them, without their versions. */
  readonly records: readonly string[];
}

/**
 * Whole pence of the decisions that took effect (the latest of each proposal, unless its second person has not said yes), and
 * of what a supplier was awarded and did not lose again.
 */
export function penceOf(
  proposals: readonly ProposalCase[],
  commissions: readonly Pick<CommissionView, 'state' | 'awardPence' | 'paidPence'>[],
): number {
  const outside = commissions
    .filter(({ state }) => state !== 'cancelled')
    .reduce((sum, { awardPence, paidPence }) => sum + (paidPence ?? awardPence ?? 0), 0);
  return proposals.reduce((sum, { decisions }) => {
    const [latest] = decisions;
    const stands = latest && (!latest.needsSecond || latest.approval?.approved === true);
    return sum + (stands ? latest.pence : 0);
  }, outside);
}
