import type {
  ClosingOutcome,
  ConsentState,
  PairingKind,
  PairingState,
  SideWithoutHead,
  Standing,
  TendingAct,
  VisitView,
} from '@app/brokerage';
import { dateInWords } from '../../layout/words.js';

export const PAIRING_TAGS: Readonly<Record<PairingState, string>> = {
  agreed_in_principle: 'Agreed in principle',
  agenda_drafting: 'Agenda being written',
  agenda_agreed: 'Agenda agreed',
  active: 'Active',
  paused: 'Paused',
  closing: 'Closing',
  closed: 'Closed',
  sustain_checking: 'Looking back',
  evaluated: 'Looked back on',
  not_started: 'Ended before it began',
};

export const PAIRING_KINDS: Readonly<Record<PairingKind, string>> = {
  light: 'A day or less',
  support: 'Support',
  coaching: 'Coaching',
  project: 'Project',
};

export const CONSENT_TAGS: Readonly<Record<ConsentState, string>> = {
  asked: 'Waits for an answer',
  given: 'Given',
  refused: 'Not given',
  withdrawn: 'Withdrawn',
};

export const OUTCOME_WORDS: Readonly<Record<ClosingOutcome, string>> = {
  met: 'What was wanted was reached',
  part_met: 'Some of it was reached',
  not_met: 'It was not reached',
  ended_early: 'It ended early',
};

export const VISIT_TAGS: Readonly<Record<VisitView['state'], string>> = {
  with_school: 'With the school',
  accurate: 'Agreed as accurate',
  inaccurate: 'Corrected by the school',
  no_reply: 'No reply',
};

/** What a clock of a pairing waits for, in its schools' words. */
export const CLOCK_WORDS: Readonly<Record<string, string>> = {
  'C-3': 'First contact by the supporting school',
  'C-6': 'Agenda agreed by both schools and the broker',
  'C-7': 'First visit',
  'C-10': 'Next review point',
  'C-11': 'Next contact',
  'C-14': 'Both schools say what changed',
  'C-15.first': 'First look back',
  'C-15.second': 'Second look back',
};

export const SIDE_WORDS = {
  supporter: 'the supporting school',
  school: 'the school that is supported',
  broker: 'a broker',
} as const;

export const STANDING_WORDS: Readonly<Record<Standing, string>> = {
  on_track: 'On track',
  slower_than_planned: 'Slower than planned',
  needs_a_talk: 'Needs a talk',
};

export const TENDING_WORDS: Readonly<Record<TendingAct, string>> = {
  nudge: 'Asked both schools',
  resource: 'Added something that helps',
  connect: 'Brought somebody in',
  close: 'Closed it',
  none: 'Saw that nothing needs doing',
};

/** That nobody can agree or reply for a school, and what to do about it. */
export function withoutHead({ school, since }: Pick<SideWithoutHead, 'school' | 'since'>): string {
  const from = since === null ? '' : ` since ${dateInWords(since)}`;
  return `Nobody is in post as head of ${school}${from}, so nobody can answer for it. Ask the school who leads it, and the administrator to invite them. Until then let the work rest, or close it with thanks.`;
}

/** Why a pairing is on its gardener's list. @param rule a clock, or `needs_a_talk`. */
export function quietBecause(rule: string | null): string {
  if (rule === 'needs_a_talk') return 'somebody wants a talk';
  return `${(CLOCK_WORDS[rule ?? ''] ?? 'a next step').toLowerCase()} is late`;
}
