import type {
  ProjectAnswer,
  ProjectInMind,
  ProjectSessionToLog,
  ProjectToClose,
  ProjectToLeave,
  ProjectToMake,
  ProjectWords,
  SchoolToAsk,
} from '@app/brokerage';
import { CLOSING_OUTCOMES, PROJECT_PARTS, SCHOOL_OUTCOMES } from '@app/brokerage';
import { MODES } from '@app/profiles';
import { maybe, number, numbers, oneOf, readBody, text, yesOrNo } from '../door/fields.js';
import { AGENDA_SHAPE, objectivesAsWritten, type ObjectiveSent } from '../pairings/agenda.shape.js';

export const PROJECT_SHAPE = { ...{ theme: text }, ...AGENDA_SHAPE };

type Sent<Asked> = Omit<Asked, 'objectives'> & { readonly objectives: ObjectiveSent[] };

/** At most three objectives, which all of its schools share. */
export function readProject(body: unknown): ProjectToMake {
  const { objectives, ...asked } = readBody<Sent<ProjectToMake>>(body, PROJECT_SHAPE);
  return { ...asked, objectives: objectivesAsWritten(objectives) };
}

export const ASK_SHAPE = { urn: text, part: oneOf(PROJECT_PARTS), halfDays: maybe(numbers) };

/** Half-days by half-term, of a school that gives. */
export function readAsk(body: unknown): Omit<SchoolToAsk, 'project' | 'version'> {
  const { halfDays, ...asked } = readBody<{
    urn: string;
    part: string;
    halfDays?: Readonly<Record<string, number>> | null;
  }>(body, ASK_SHAPE);
  return { ...asked, halfDays: halfDays ?? {} };
}

export const ANSWER_SHAPE = { yes: yesOrNo, halfDays: maybe(numbers) };

export function readAnswer(body: unknown): Pick<ProjectAnswer, 'yes' | 'halfDays'> {
  return readBody<Pick<ProjectAnswer, 'yes' | 'halfDays'>>(body, ANSWER_SHAPE);
}

export const SESSION_SHAPE = {
  heldOn: text,
  mode: oneOf(MODES),
  summary: text,
  given: maybe(numbers),
  planned: maybe(number),
};

/** What each school gave, in half-days by its URN; and the date that was set for it. */
export function readSession(body: unknown): Omit<ProjectSessionToLog, 'project'> {
  const { given, ...session } = readBody<{
    heldOn: string;
    mode: string;
    summary: string;
    given?: Readonly<Record<string, number>> | null;
    planned?: number | null;
  }>(body, SESSION_SHAPE);
  return { ...session, given: given ?? {} };
}

export const LEAVE_SHAPE = { note: maybe(text) };

export function readLeave(body: unknown): Pick<ProjectToLeave, 'note'> {
  return readBody<Pick<ProjectToLeave, 'note'>>(body, LEAVE_SHAPE);
}

export const WORDS_SHAPE = { outcome: oneOf(SCHOOL_OUTCOMES), words: text };

export function readWords(body: unknown): Pick<ProjectWords, 'outcome' | 'words'> {
  return readBody<Pick<ProjectWords, 'outcome' | 'words'>>(body, WORDS_SHAPE);
}

export const PAUSE_SHAPE = { reason: text };

export function readPause(body: unknown): Required<Pick<ProjectInMind, 'reason'>> {
  return readBody<{ reason: string }>(body, PAUSE_SHAPE);
}

export const CLOSE_SHAPE = { outcome: oneOf(CLOSING_OUTCOMES), summary: text, thanks: maybe(text) };

export function readClose(body: unknown): Omit<ProjectToClose, 'project' | 'version'> {
  return readBody<Omit<ProjectToClose, 'project' | 'version'>>(body, CLOSE_SHAPE);
}
