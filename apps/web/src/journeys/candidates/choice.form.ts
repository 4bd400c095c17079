import type { FieldError } from '@app/kernel';
import { IsIn, IsNotEmpty, IsOptional, Matches, MaxLength } from 'class-validator';

export const CHOICES = ['ask_first', 'first', 'another', 'rule_out', 'later'] as const;
export type Choice = (typeof CHOICES)[number];

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** What a broker chose. Run and first are as the page showed them, so that a later run changes nobody's choice. */
export class ChoiceForm {
  @IsOptional()
  @Matches(ID, { message: 'Open the page again and choose anew' })
  run: string | undefined = undefined;

  @IsOptional()
  @Matches(ID, { message: 'Open the page again and choose anew' })
  first: string | undefined = undefined;

  @IsNotEmpty({ message: 'Choose what to do' })
  @IsIn(CHOICES, { message: 'Choose what to do' })
  choice: string | undefined = undefined;

  @IsOptional()
  @Matches(ID, { message: 'Choose a school from the list' })
  another: string | undefined = undefined;

  @IsOptional()
  @Matches(/^[1-9][0-9]{5}$/, { message: 'Choose a school from the list' })
  'ruled-out': string | undefined = undefined;

  'until-day': string | undefined = undefined;
  'until-month': string | undefined = undefined;
  'until-year': string | undefined = undefined;

  @IsOptional()
  @MaxLength(2_000, { message: 'Keep the reason to 2,000 characters or fewer' })
  reason: string | undefined = undefined;
}

/** What stands in the address: what was just done. */
export class CandidatesQuery {
  @IsOptional()
  @IsIn(['asked', 'proposed', 'ruled-out', 'later'])
  done: string | undefined = undefined;
}

/** The school that somebody asks about. */
export class WhyNotQuery {
  @IsOptional()
  @Matches(/^[1-9][0-9]{5}$/, { message: 'Choose a school from the list' })
  school: string | undefined = undefined;
}

const WHY: Readonly<Record<Choice, string | null>> = {
  // The verb asks for one where the first that may be proposed is not the first of the list.
  ask_first: null,
  first: null,
  another: 'Enter why you choose another school than the first',
  rule_out: 'Enter why this school is ruled out',
  later: 'Enter why this waits',
};

/** What the chosen answer still needs, in the order of the page. */
export function choiceFaults(form: ChoiceForm): FieldError[] {
  const choice = form.choice as Choice;
  const faults: FieldError[] = [];
  if (choice === 'another' && form.another === undefined)
    faults.push({ path: 'another', message: 'Choose the school to propose' });
  if (choice === 'rule_out' && form['ruled-out'] === undefined)
    faults.push({ path: 'ruled-out', message: 'Choose the school to rule out' });
  if (choice === 'later' && untilOf(form) === '')
    faults.push({ path: 'until-day', message: 'Enter the day on which to look again' });
  const why = WHY[choice];
  if (why !== null && form.reason === undefined) faults.push({ path: 'reason', message: why });
  return faults;
}

/** A day in three boxes. */
export type DayTyped = Pick<ChoiceForm, 'until-day' | 'until-month' | 'until-year'>;

/** `2026-12-04` of what was typed in three boxes; '' where all are empty. The verb refuses what is no day. */
export function untilOf(form: DayTyped): string {
  const typed = [form['until-year'], form['until-month'], form['until-day']].map((each) => each ?? '');
  if (typed.every((each) => each === '')) return '';
  const [year = '', month = '', day = ''] = typed;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
