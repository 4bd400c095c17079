import { RuleBroken } from '@app/kernel';

export const PROPOSAL_STATES = [
  'proposed',
  'sounding_out',
  'supporter_accepted',
  'school_accepted',
  'decided',
  'declined_by_supporter',
  'declined_by_school',
  'vetoed',
  'lapsed',
] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** Proposed → the supporter is asked blind → the school sees who and why → the broker decides. */
const NEXT: Readonly<Record<ProposalState, readonly ProposalState[]>> = {
  proposed: ['sounding_out', 'vetoed', 'lapsed'],
  sounding_out: ['supporter_accepted', 'declined_by_supporter', 'vetoed', 'lapsed'],
  supporter_accepted: ['school_accepted', 'declined_by_school', 'vetoed', 'lapsed'],
  school_accepted: ['decided', 'vetoed', 'lapsed'],
  decided: [],
  declined_by_supporter: [],
  declined_by_school: [],
  vetoed: [],
  lapsed: [],
};

/** Still on its way to an answer: one at a time for a need and a supporter. */
export const LIVE_PROPOSALS: readonly ProposalState[] = PROPOSAL_STATES.filter(isLive);

export function isLive(state: ProposalState): boolean {
  return NEXT[state].length > 0;
}

/** @throws RuleBroken PROPOSAL_CANNOT_MOVE for a move that is not in the table. */
export function moveProposal(from: ProposalState, to: ProposalState): ProposalState {
  if (!NEXT[from].includes(to))
    throw new RuleBroken(
      'PROPOSAL_CANNOT_MOVE',
      `A proposal that is ${words(from)} cannot become ${words(to)}.`,
    );
  return to;
}

function words(state: ProposalState): string {
  return state.replaceAll('_', ' ');
}
