import type {
  ProjectLack,
  ProjectLine,
  ProjectPart,
  ProjectState,
  SchoolOutcome,
  TakingPart,
} from '@app/brokerage';
import { listed } from '@app/kernel';

export const PROJECT_TAGS: Readonly<Record<ProjectState, string>> = {
  agreed_in_principle: 'Schools are being asked',
  active: 'Active',
  paused: 'Paused',
  closed: 'Closed',
  not_started: 'Ended before it began',
};

export const PART_WORDS: Readonly<Record<ProjectPart, string>> = {
  supporter: 'Supports the others',
  supported: 'Is supported',
  both: 'Gives and receives',
};

export const PLACE_TAGS: Readonly<Record<TakingPart, string>> = {
  asked: 'Waits for an answer',
  taking_part: 'Takes part',
  declined: 'Not this term',
  lapsed: 'No answer in time',
  left: 'Left',
};

export const REACHED_WORDS: Readonly<Record<SchoolOutcome, string>> = {
  met: 'What we wanted was reached',
  part_met: 'Some of it was reached',
  not_met: 'It was not reached',
};

export const LACK_WORDS: Readonly<Record<ProjectLack, string>> = {
  SCHOOLS: 'more schools have to say yes',
  GIVER: 'a school that gives support has to say yes',
  RECEIVER: 'a school that receives support has to say yes',
  DAYS: 'a school that supports the others has no days left for it',
  BARRED: 'a conflict between two of the schools bars it; the chair decides about conflicts',
  CONSENT: 'the trust of a school has to consent, or has withdrawn its consent',
};

export const projectHref = (reference: string): string => `/pairings/projects/${reference}`;

/** By its schools, as people speak of it; before anybody may be named, by what it is for. */
export function projectTitle({ schools, purpose }: Pick<ProjectLine, 'purpose' | 'schools'>): string {
  const names = schools.filter(({ state }) => state === 'taking_part').map(({ name }) => name);
  return names.length < 2 ? purpose : listed(names);
}
