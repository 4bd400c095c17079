import type { DecidedKind, OfferAnswer, Outcome, ProposalState, SoundingAnswer } from '@app/brokerage';
import { listed, parseHalfTerm } from '@app/kernel';
import type { HalfDays } from '@app/profiles';
import { halfDaysInWords } from '../../layout/words.js';
import { halfTermInWords } from '../needs/need-words.js';

/** For the supporting school. */
export const REQUEST_STATE: Readonly<Record<ProposalState, string>> = {
  proposed: 'Not sent yet',
  sounding_out: 'Waits for your answer',
  supporter_accepted: 'You said yes',
  school_accepted: 'Both said yes',
  decided: 'Decided',
  declined_by_supporter: 'Not this term',
  declined_by_school: 'Not taken up',
  vetoed: 'Withdrawn',
  lapsed: 'Closed',
};

/** For the asking school. */
export const OFFER_STATE: Readonly<Record<ProposalState, string>> = {
  ...REQUEST_STATE,
  supporter_accepted: 'Waits for your answer',
  school_accepted: 'You said yes',
  declined_by_school: 'You declined',
};

export const ANSWER_WORDS: Readonly<Record<SoundingAnswer, string>> = {
  yes: 'Yes',
  fewer_days: 'Fewer days',
  another_person: 'Another person',
  not_this_term: 'Not this term',
};

export const OFFER_ANSWERS_IN_WORDS: Readonly<Record<OfferAnswer, string>> = {
  accept: 'Accept',
  meet: 'Meet first',
  decline: 'Decline',
};

export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  agreed: 'Agreed',
  agreed_with_conditions: 'Agreed with conditions',
  partly_agreed: 'Agreed in part',
  deferred: 'Left until later',
  declined: 'Declined',
  withdrawn: 'Withdrawn',
};

export const KIND_WORDS: Readonly<Record<DecidedKind, string>> = {
  support: 'Support from school to school',
  coaching: 'Coaching: one person by another, whose notes are between the two',
};

/** `2 days in Spring 1, 2026/27 and 1 day in Spring 2, 2026/27`. */
export function daysInWords(days: HalfDays): string {
  const parts = inOrder(days).map(
    ([halfTerm, halfDays]) => `${halfDaysInWords(halfDays)} in ${nameOf(halfTerm)}`,
  );
  return parts.length === 0 ? 'no days' : listed(parts);
}

export function sumOf(days: HalfDays): number {
  return inOrder(days).reduce((sum, [, halfDays]) => sum + halfDays, 0);
}

export function inOrder(days: HalfDays): [string, number][] {
  return Object.entries(days)
    .map(([halfTerm, halfDays]): [string, number] => [halfTerm, halfDays ?? 0])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

export function nameOf(halfTerm: string): string {
  const known = parseHalfTerm(halfTerm);
  return known === null ? halfTerm : halfTermInWords(known);
}

/** A theme inside a sentence: "Attendance" → "attendance", "EAL and new arrivals" as it is. */
export function lowerTheme(theme: string): string {
  return /^[A-Z][a-z]/.test(theme) ? theme.charAt(0).toLowerCase() + theme.slice(1) : theme;
}
