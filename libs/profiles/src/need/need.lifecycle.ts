import { RuleBroken } from '@app/kernel';

export const NEED_STATES = [
  'raised',
  'triaged',
  'diagnosed',
  'agreed',
  'open',
  'proposed',
  'commissioned',
  'matched',
  'met',
  'not_pursued',
  'escalated',
  'withdrawn',
] as const;
export type NeedState = (typeof NEED_STATES)[number];

/** PRODUCT §4.2. Any state before `matched` may also be withdrawn by the head. */
const NEXT: Readonly<Record<NeedState, readonly NeedState[]>> = {
  raised: ['triaged', 'withdrawn'],
  triaged: ['diagnosed', 'not_pursued', 'escalated', 'withdrawn'],
  diagnosed: ['agreed', 'not_pursued', 'escalated', 'withdrawn'],
  agreed: ['open', 'withdrawn'],
  open: ['proposed', 'commissioned', 'not_pursued', 'escalated', 'withdrawn'],
  proposed: ['open', 'matched', 'withdrawn'],
  commissioned: ['met', 'open', 'withdrawn'],
  matched: ['met', 'open'],
  escalated: ['open', 'not_pursued', 'withdrawn'],
  met: [],
  not_pursued: [],
  withdrawn: [],
};

/** In a head's words, for a sentence like "This need is already with a partner". */
export const NEED_STATE_WORDS: Readonly<Record<NeedState, string>> = {
  raised: 'sent, waiting for a broker',
  triaged: 'with a broker',
  diagnosed: 'waiting for your agreement to the wording',
  agreed: 'agreed',
  open: 'open, looking for support',
  proposed: 'open, with a school in mind',
  commissioned: 'looking for support from outside the area',
  matched: 'supported',
  met: 'met',
  not_pursued: 'not pursued',
  escalated: 'passed to the local authority',
  withdrawn: 'withdrawn',
};

/** What happens next, for the head who asked. The day stands beside it. */
export const NEED_NEXT_WORDS: Readonly<Record<NeedState, string>> = {
  raised: 'A broker reads your request.',
  triaged: 'A broker works out with you what would help.',
  diagnosed: 'You confirm the wording. Nobody is asked before.',
  agreed: 'You say who may be approached. Nobody is asked before.',
  open: 'A broker looks for a school and asks it without naming yours.',
  proposed: 'A school is being asked without naming yours.',
  commissioned: 'Support from outside the area is being arranged.',
  matched: 'You and the supporting school agree what you will do.',
  met: 'Nothing more: your request was met.',
  not_pursued: 'Nothing more: your request was not pursued.',
  escalated: 'The local authority looks at your request with your broker.',
  withdrawn: 'Nothing more: you withdrew your request.',
};

/** @throws RuleBroken NEED_CANNOT_MOVE for a move that is not in the table. */
export function moveNeed(from: NeedState, to: NeedState): NeedState {
  if (!NEXT[from].includes(to)) {
    throw new RuleBroken(
      'NEED_CANNOT_MOVE',
      `A need that is ${NEED_STATE_WORDS[from]} cannot become: ${NEED_STATE_WORDS[to]}.`,
    );
  }
  return to;
}

export function canMove(from: NeedState, to: NeedState): boolean {
  return NEXT[from].includes(to);
}

/** Nothing leads out of it: no owner and no next date any more, but a reason. */
export function isClosed(state: NeedState): boolean {
  return NEXT[state].length === 0;
}

export const CLOSED_STATES: readonly NeedState[] = NEED_STATES.filter(isClosed);
