import {
  CLOSING_OUTCOMES,
  PROJECT_PARTS,
  SCHOOL_OUTCOMES,
  type AskedObjective,
  type Objective,
} from '@app/brokerage';
import { MODES } from '@app/profiles';
import { IsIn, IsNotEmpty, IsOptional, Matches, MaxLength } from 'class-validator';

const DAYS = /^(?:[0-9]|[1-9][0-9])(?:\.5)?$/;
const DAYS_SAYS = 'Enter days like 2 or 2.5';
const LONG = 2_000;

/** The goals that all schools agree to; the verb reads each box and names what is missing. */
export class ProjectForm {
  theme: string | undefined = undefined;
  purpose: string | undefined = undefined;
  'aim-1': string | undefined = undefined;
  'measure-1': string | undefined = undefined;
  'baseline-1': string | undefined = undefined;
  'target-1': string | undefined = undefined;
  'due-1': string | undefined = undefined;
  'aim-2': string | undefined = undefined;
  'measure-2': string | undefined = undefined;
  'baseline-2': string | undefined = undefined;
  'target-2': string | undefined = undefined;
  'due-2': string | undefined = undefined;
  'aim-3': string | undefined = undefined;
  'measure-3': string | undefined = undefined;
  'baseline-3': string | undefined = undefined;
  'target-3': string | undefined = undefined;
  'due-3': string | undefined = undefined;
  inclusion: string | undefined = undefined;
  exitRule: string | undefined = undefined;
  confidentiality: string | undefined = undefined;

  @IsOptional()
  @Matches(/^[1-9][0-9]?$/, { message: 'Enter the working days between two contacts, 1 to 60' })
  cadence: string | undefined = undefined;
}

const PARTS = ['aim', 'measure', 'baseline', 'target', 'due'] as const;
const THREE = ['1', '2', '3'] as const;

export function goalsOf(form: ProjectForm): AskedObjective[] {
  return THREE.map((at) => Object.fromEntries(PARTS.map((part) => [part, form[`${part}-${at}`] ?? null])));
}

export const goalBoxes = (objective: Objective, at: number): [string, string][] =>
  PARTS.map((part): [string, string] => [`${part}-${String(at)}`, objective[part]]);

/** What the verbs call a field, by the box it stands in. */
export const PROJECT_BOXES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    THREE.flatMap((at) => PARTS.map((part) => [`objectives.${at}.${part}`, `${part}-${at}`])),
  ),
  ...{ objectives: 'aim-1', cadenceDays: 'cadence', halfDays: 'days-1' },
};

/** Days in the three half-terms that a page shows; which ones they are goes along. */
class DaysForm {
  'term-1': string | undefined = undefined;
  'term-2': string | undefined = undefined;
  'term-3': string | undefined = undefined;

  @IsOptional()
  @Matches(DAYS, { message: DAYS_SAYS })
  'days-1': string | undefined = undefined;

  @IsOptional()
  @Matches(DAYS, { message: DAYS_SAYS })
  'days-2': string | undefined = undefined;

  @IsOptional()
  @Matches(DAYS, { message: DAYS_SAYS })
  'days-3': string | undefined = undefined;
}

export function halfDaysOf(form: DaysForm): Record<string, number> {
  return Object.fromEntries(
    THREE.flatMap((at) => {
      const [term, days] = [form[`term-${at}`], form[`days-${at}`]];
      return term === undefined || days === undefined ? [] : [[term, Math.round(Number(days) * 2)]];
    }),
  );
}

export class AskSchoolForm extends DaysForm {
  @Matches(/^[0-9]{6}$/, { message: 'Choose a school' })
  urn: string | undefined = undefined;

  @IsIn(PROJECT_PARTS, { message: 'Choose what the school does in it' })
  part: string | undefined = undefined;
}

export class ProjectAnswerForm extends DaysForm {
  @Matches(/^[0-9]{6}$/, { message: 'Choose a school' })
  urn: string | undefined = undefined;

  @IsIn(['yes', 'no'], { message: 'Choose yes or not this term' })
  answer: string | undefined = undefined;
}

export class LeaveForm {
  @Matches(/^[0-9]{6}$/, { message: 'Choose a school' })
  urn: string | undefined = undefined;

  @IsOptional()
  @MaxLength(LONG, { message: 'Keep it to 2,000 characters or fewer' })
  note: string | undefined = undefined;
}

export class WordsForm {
  @Matches(/^[0-9]{6}$/, { message: 'Choose a school' })
  urn: string | undefined = undefined;

  @IsIn(SCHOOL_OUTCOMES, { message: 'Choose how far it went' })
  reached: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter what changed for your school' })
  @MaxLength(LONG, { message: 'Keep it to 2,000 characters or fewer' })
  words: string | undefined = undefined;
}

export class SessionForm {
  @Matches(/^20[0-9]{2}-[0-9]{2}-[0-9]{2}$/, { message: 'Write the day like 2026-11-25' })
  heldOn: string | undefined = undefined;

  @IsIn(MODES, { message: 'Choose how you met' })
  mode: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter what you did' })
  @MaxLength(LONG, { message: 'Keep it to 2,000 characters or fewer' })
  summary: string | undefined = undefined;

  /** The date that was set for it. */
  @IsOptional()
  @Matches(/^[1-9][0-9]{0,4}$/, { message: 'Open the page again and record it anew' })
  planned: string | undefined = undefined;

  /** Of the schools that give, in the order of the page. */
  givers: string[] = [];

  @IsOptional()
  @Matches(DAYS, { message: DAYS_SAYS })
  'gave-1': string | undefined = undefined;

  @IsOptional()
  @Matches(DAYS, { message: DAYS_SAYS })
  'gave-2': string | undefined = undefined;

  @IsOptional()
  @Matches(DAYS, { message: DAYS_SAYS })
  'gave-3': string | undefined = undefined;

  @IsOptional()
  @Matches(DAYS, { message: DAYS_SAYS })
  'gave-4': string | undefined = undefined;

  @IsOptional()
  @Matches(DAYS, { message: DAYS_SAYS })
  'gave-5': string | undefined = undefined;

  @IsOptional()
  @Matches(DAYS, { message: DAYS_SAYS })
  'gave-6': string | undefined = undefined;

  @IsOptional()
  @Matches(DAYS, { message: DAYS_SAYS })
  'gave-7': string | undefined = undefined;

  @IsOptional()
  @Matches(DAYS, { message: DAYS_SAYS })
  'gave-8': string | undefined = undefined;

  @IsOptional()
  @Matches(DAYS, { message: DAYS_SAYS })
  'gave-9': string | undefined = undefined;

  @IsOptional()
  @Matches(DAYS, { message: DAYS_SAYS })
  'gave-10': string | undefined = undefined;

  @IsOptional()
  @Matches(DAYS, { message: DAYS_SAYS })
  'gave-11': string | undefined = undefined;

  @IsOptional()
  @Matches(DAYS, { message: DAYS_SAYS })
  'gave-12': string | undefined = undefined;
}

export function givenOf(form: SessionForm): Record<string, number> {
  return Object.fromEntries(
    form.givers.flatMap((urn, at) => {
      const days = form[`gave-${String(at + 1)}` as 'gave-1'];
      return days === undefined ? [] : [[urn, Math.round(Number(days) * 2)]];
    }),
  );
}

export class RestForm {
  @IsOptional()
  @MaxLength(LONG, { message: 'Keep it to 2,000 characters or fewer' })
  reason: string | undefined = undefined;
}

export class CloseProjectForm {
  @IsIn(CLOSING_OUTCOMES, { message: 'Choose how it ends' })
  outcome: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter what changed' })
  @MaxLength(LONG, { message: 'Keep it to 2,000 characters or fewer' })
  summary: string | undefined = undefined;

  @IsOptional()
  @MaxLength(LONG, { message: 'Keep the thanks to 2,000 characters or fewer' })
  thanks: string | undefined = undefined;
}
