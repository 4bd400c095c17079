import type { Actor } from '@app/kernel';
import { canMoveNeed, type NeedState, type NeedSummary } from '@app/profiles';
import type { Move } from './moves.js';
import { isOwn } from './need.view.js';

const CLOSED: Readonly<Partial<Record<NeedState, string>>> = {
  met: 'It was met, and closed. Nothing is left to do.',
  not_pursued: 'It was closed without being pursued. Nothing is left to do.',
  withdrawn: 'The school withdrew it. Nothing is left to do.',
};

const OWN_CLOSED: Readonly<Partial<Record<NeedState, string>>> = {
  met: 'Your request was met. You can make a new request at any time.',
  not_pursued: 'Your request was closed without being pursued. You can make a new request at any time.',
  withdrawn: 'Your request is withdrawn. You can make a new request at any time.',
};

/** States in which nobody may close it, each with what comes first. */
const NOT_TO_CLOSE: Readonly<Partial<Record<NeedState, string>>> = {
  raised: 'Nobody has taken it up yet. Take it up first; it can be closed after that.',
  agreed:
    'The head has agreed the wording and now says who may be asked. It can be closed once they have, or withdrawn by the head.',
  proposed: 'A school is in mind for it. It can be closed once that has ended: follow the answers first.',
};

const OWN_WAITING: Readonly<Partial<Record<Move, string>>> = {
  agree:
    'There is no wording to agree now. You are asked once a broker has worked out with you what would help.',
  approach: 'A supporting school has been found, so who may be asked is settled.',
  withdraw: 'A supporting school has been found. Tell your broker if you no longer want the support.',
};

/** Why somebody cannot do this with a request now, and what can be done: one sentence or two. */
export function whyNotMove(need: NeedSummary, move: Move, actor: Actor): string {
  const own = isOwn(need, actor);
  const closed = (own ? OWN_CLOSED : CLOSED)[need.state];
  if (closed !== undefined) return closed;
  if (move === 'close' || move === 'triage') return notForBrokers(need, move, own);
  if (!own) return 'The head of the school decides this.';
  const leads = actor.posts.some(({ school, role }) => school === need.urn && role === 'head');
  return leads ? (OWN_WAITING[move] ?? 'This cannot be done now.') : 'The head of your school decides this.';
}

function notForBrokers(need: NeedSummary, move: 'close' | 'triage', own: boolean): string {
  const who = need.owner?.name ?? 'a broker';
  if (own) return `Your request is with ${who}. Ask them, or withdraw it where you no longer want support.`;
  const first = move === 'close' && !isClosable(need.state) ? NOT_TO_CLOSE[need.state] : undefined;
  return first ?? `It is with ${who}, who ${move === 'close' ? 'closes it' : 'takes it up'}. Ask them.`;
}

function isClosable(state: NeedState): boolean {
  return canMoveNeed(state, 'not_pursued') || canMoveNeed(state, 'met');
}
