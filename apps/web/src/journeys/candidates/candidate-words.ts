import type { ProposalState, RefusedView } from '@app/brokerage';

type Because = RefusedView['because'][number]['code'];

/** After a count of schools: of one, of several. */
const NOT_LISTED: Readonly<Record<Because, readonly [string, string]>> = {
  OWN_SCHOOL: ['is the school that asks', 'are the school that asks'],
  BARRED_CONFLICT: ['has a conflict of interest', 'have a conflict of interest'],
  SAME_RESPONSIBLE_BODY: [
    'shares a trust or federation with the school that asks',
    'share a trust or federation with the school that asks',
  ],
  CONFLICT_UNRESOLVED: [
    'has a possible conflict that is not resolved yet',
    'have a possible conflict that is not resolved yet',
  ],
  DECLINED_THIS_NEED: ['has said no to this need', 'have said no to this need'],
  NOT_APPROACHABLE: ['is not among those that may be asked', 'are not among those that may be asked'],
  NOT_WITH: [
    'has chosen not to work with the school that asks',
    'have chosen not to work with the school that asks',
  ],
  KEY_STAGE_NOT_SERVED: ['offers none of the key stages asked for', 'offer none of the key stages asked for'],
  THEME_FIT_BELOW_FLOOR: ['offers too little on the theme', 'offer too little on the theme'],
  TOO_FAR_AND_NO_REMOTE: ['is too far away', 'are too far away'],
  NO_DAYS_IN_WINDOW: ['has no free days', 'have no free days'],
  NO_PARTNER_SLOT: ['has as many partners as it can take', 'have as many partners as they can take'],
  SUPPORTER_RESTING: ['is not available this term', 'are not available this term'],
  SCHOOL_CLOSED: ['is not open', 'are not open'],
  VETOED_BY_BROKER: ['is ruled out by a broker', 'are ruled out by a broker'],
  NO_OFFER: ['has not offered support yet', 'have not offered support yet'],
};

/** `11 have no free days`. */
export function notListedInWords(code: Because, count: number): string {
  const [one, many] = NOT_LISTED[code];
  return `${String(count)} ${count === 1 ? one : many}`;
}

export const PROPOSAL_TAGS: Readonly<Record<ProposalState, string>> = {
  proposed: 'Proposed',
  sounding_out: 'Being sounded out',
  supporter_accepted: 'Supporter said yes',
  school_accepted: 'Both said yes',
  decided: 'Decided',
  declined_by_supporter: 'Supporter said no',
  declined_by_school: 'School said no',
  vetoed: 'Ruled out',
  lapsed: 'Lapsed',
};

export function isProposalState(state: string): state is ProposalState {
  return Object.hasOwn(PROPOSAL_TAGS, state);
}
