import { RuleBroken } from '@app/kernel';

export const COMMISSION_STATES = [
  'drafted',
  'approved',
  'out_to_quote',
  'awarded',
  'delivering',
  'accepted',
  'sent_back',
  'paid',
  'cancelled',
] as const;
export type CommissionState = (typeof COMMISSION_STATES)[number];

/** A second person approves it, suppliers quote, one is awarded it, and what it delivers is accepted or sent back. */
const NEXT: Readonly<Record<CommissionState, readonly CommissionState[]>> = {
  drafted: ['approved', 'cancelled'],
  approved: ['out_to_quote', 'cancelled'],
  out_to_quote: ['awarded', 'cancelled'],
  awarded: ['delivering'],
  delivering: ['accepted', 'sent_back'],
  sent_back: ['delivering', 'cancelled'],
  accepted: ['paid'],
  paid: [],
  cancelled: [],
};

export const canMoveCommission = (from: CommissionState, to: CommissionState): boolean =>
  NEXT[from].includes(to);

/** Help is still to come of it: one at a time for a need. */
export const LIVE_COMMISSIONS: readonly CommissionState[] = COMMISSION_STATES.filter(
  (state) => !['accepted', 'paid', 'cancelled'].includes(state),
);

/** @throws RuleBroken COMMISSION_CANNOT_MOVE for a move that is not in the table. */
export function moveCommission(from: CommissionState, to: CommissionState): CommissionState {
  if (!canMoveCommission(from, to))
    throw new RuleBroken(
      'COMMISSION_CANNOT_MOVE',
      `A commission that is ${words(from)} cannot become ${words(to)}.`,
    );
  return to;
}

function words(state: CommissionState): string {
  return state.replaceAll('_', ' ');
}
