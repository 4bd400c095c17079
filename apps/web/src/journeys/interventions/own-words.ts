import type { Basis, InterventionKind, InterventionLine, InterventionState } from '@app/assurance';
import { dateInWords, halfDaysInWords, poundsInWords } from '../../layout/words.js';
import { OUTCOME_WORDS } from '../pairings/pairing-words.js';

/** Heads read these too. */
export const KIND_WORDS: Readonly<Record<InterventionKind, string>> = {
  agreed_support: 'Support by agreement',
  programme: 'Support of a programme',
  warning_notice: 'Warning notice',
  required_support: 'Support that is required',
  additional_governors: 'Additional governors',
  interim_board: 'Interim executive board',
  budget_suspended: 'Delegated budget suspended',
  other: 'Something else',
};

export const BASIS_WORDS: Readonly<Record<Basis, string>> = { power: 'A power', agreement: 'An agreement' };

export const STATE_TAGS: Readonly<Record<InterventionState, string>> = {
  planned: 'Planned',
  live: 'Under way',
  ended: 'Ended',
  withdrawn: 'Withdrawn',
};

export interface Fact {
  readonly label: string;
  readonly text: string;
  readonly href?: string;
}

/** What is on record of one, for every reader of it. */
export function factsOf(line: InterventionLine): Fact[] {
  const { state, endsOn, halfDays, outcome } = line;
  return [
    { label: 'School', text: line.school.name },
    { label: 'Kind', text: KIND_WORDS[line.kind] },
    { label: `Rests on ${BASIS_WORDS[line.basis].toLowerCase()}`, text: line.restsOn },
    { label: 'Funded by', text: line.funder },
    { label: 'Cost', text: line.pence === 0 ? 'None' : poundsInWords(line.pence) },
    { label: 'Days of people', text: halfDays === 0 ? 'None' : halfDaysInWords(halfDays) },
    { label: state === 'planned' ? 'To begin' : 'Began', text: dateInWords(line.startsOn) },
    ...(endsOn === null
      ? []
      : [{ label: state === 'ended' ? 'Ended' : 'To end', text: dateInWords(endsOn) }]),
    ...(outcome === null ? [] : [{ label: 'Outcome', text: OUTCOME_WORDS[outcome] }]),
  ];
}
