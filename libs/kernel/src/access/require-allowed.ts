import { NotAllowed, NotFound } from '../domain-error.js';
import type { Allow, Decision, DenyCode, Owed } from './decide.js';
import type { View } from './matrix.js';

const SENTENCES: Readonly<Record<DenyCode, string>> = {
  UNKNOWN_ACTION: 'You may not do this.',
  NOT_GRANTED: 'You may not do this.',
  INTERESTED:
    'You have an interest in a school of this case, so somebody else decides. The chair can reassign it.',
  INTERESTS_STALE:
    'Confirm your list of interests first. It is confirmed once a year, and until then you cannot decide.',
  SAME_PERSON: 'You did the first half of this yourself, so somebody else does the second.',
};

const OWED: Readonly<Record<Owed, { code: string; sentence: string }>> = {
  reason: {
    code: 'REASON_REQUIRED',
    sentence: 'Say why you need to see this. The head of the school will be told.',
  },
  'second-person': {
    code: 'SECOND_PERSON_REQUIRED',
    sentence: 'This takes effect when a second person confirms it.',
  },
  'step-up': {
    code: 'STEP_UP_REQUIRED',
    sentence: 'Sign in again first. This needs a sign-in within the last 10 minutes.',
  },
};

/** What the caller can handle beyond the whole record with nothing owed. */
export interface Served {
  /** Views it can make. A caller that does not know a view must not answer it with the whole record. */
  readonly views?: readonly View[];
  /** The whole record stands on another page: this one is for those who see it in one of the views. */
  readonly viewsAlone?: true;
  /** Debts it settles itself, like waiting for the second person. */
  readonly owes?: readonly Owed[];
}

/**
 * Lets an allowed act pass and throws otherwise.
 *
 * @returns the decision, with the view that must be served.
 * @throws NotFound where the asker may not know that there is anything; NotAllowed with the reason where they may.
 */
export function requireAllowed(decision: Decision, served: Served = {}): Allow {
  if (!decision.allowed) {
    if (!decision.visible) throw new NotFound(decision.reason);
    throw new NotAllowed(decision.reason, SENTENCES[decision.reason]);
  }
  if (served.viewsAlone && decision.view === null) throw new NotFound('VIEW_NOT_SERVED');
  const owed = decision.owes.find((debt) => !(served.owes ?? []).includes(debt));
  if (owed !== undefined) throw new NotAllowed(OWED[owed].code, OWED[owed].sentence);
  if (decision.view !== null && !(served.views ?? []).includes(decision.view))
    throw new NotFound('VIEW_NOT_SERVED');
  return decision;
}
