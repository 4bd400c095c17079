import { GROUP_KINDS, type Supposition } from '@app/brokerage';
import type { FieldError } from '@app/kernel';
import { IsIn, IsNotEmpty, IsOptional, Matches, MaxLength } from 'class-validator';

/** What stands in the address of the plan: the term that is shown, and what was just done. */
export class PlanQuery {
  @IsOptional()
  @Matches(/^20[0-9]{2}-[0-9]{2}-(autumn|spring|summer)$/, { message: 'Choose a term from the list' })
  term: string | undefined = undefined;

  /** What one more place or day would bring: counted when it is asked for. */
  @IsOptional()
  @IsIn(['capacity'])
  show: string | undefined = undefined;

  @IsOptional()
  @IsIn(['lock', 'bar', 'group', 'lifted'])
  done: string | undefined = undefined;
}

/** The choice whose price somebody asks for: both of it, or nothing yet. */
export class ChoiceQuery {
  @IsOptional()
  @Matches(/^[1-9][0-9]{5}$/, { message: 'Choose the school' })
  supporter: string | undefined = undefined;

  @IsOptional()
  @IsIn(['lock', 'bar'], { message: 'Choose whether to lock it or to bar it' })
  kind: string | undefined = undefined;

  /** Sent with the question, so that an empty one is told from a page that was only opened. */
  @IsOptional()
  @IsIn(['price'])
  show: string | undefined = undefined;
}

/** What an asked question still needs. */
export function choiceFaults({ supporter, kind, show }: ChoiceQuery): FieldError[] {
  if (show === undefined && supporter === undefined && kind === undefined) return [];
  return [
    ...(supporter === undefined ? [{ path: 'supporter', message: 'Choose the school' }] : []),
    ...(kind === undefined ? [{ path: 'kind', message: 'Choose whether to lock it or to bar it' }] : []),
  ];
}

export class MarkForm {
  @IsNotEmpty({ message: 'Choose the school' })
  @Matches(/^[1-9][0-9]{5}$/, { message: 'Choose the school' })
  supporter: string | undefined = undefined;

  @IsNotEmpty({ message: 'Choose whether to lock it or to bar it' })
  @IsIn(['lock', 'bar'], { message: 'Choose whether to lock it or to bar it' })
  kind: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter why' })
  @MaxLength(2_000, { message: 'Keep the reason to 2,000 characters or fewer' })
  reason: string | undefined = undefined;
}

export class GroupForm {
  @IsNotEmpty({ message: 'Choose whom one partner is to be of' })
  @IsIn(GROUP_KINDS, { message: 'Choose whom one partner is to be of' })
  group: string | undefined = undefined;

  schools: string[] = [];

  @IsNotEmpty({ message: 'Enter why' })
  @MaxLength(2_000, { message: 'Keep the reason to 2,000 characters or fewer' })
  'group-reason': string | undefined = undefined;
}

/** What the verb calls its fields, by what the form calls them. */
export const GROUP_FIELDS: Readonly<Record<string, string>> = { reason: 'group-reason' };

const RUN = /^R-[0-9]{4,9}$/;

/** The two runs that are held side by side; neither yet where the page is only opened. */
export class CompareQuery {
  @IsOptional()
  @Matches(RUN, { message: 'Choose the first run' })
  a: string | undefined = undefined;

  @IsOptional()
  @Matches(RUN, { message: 'Choose the second run' })
  b: string | undefined = undefined;
}

/** Whole things are checked where they are read: what belongs together is asked for together. */
export class WhatIfForm {
  need: string | undefined = undefined;
  supporter: string | undefined = undefined;
  kind: string | undefined = undefined;
  'group-need': string | undefined = undefined;
  group: string | undefined = undefined;
  'group-school': string | undefined = undefined;
  'days-school': string | undefined = undefined;
  'half-term': string | undefined = undefined;

  @IsOptional()
  @Matches(/^[-\u2212]?[0-9]{1,3}([.]5|[.]0)?$/, { message: 'Enter whole or half days, like 2, 0.5 or -1' })
  days: string | undefined = undefined;

  unmarked: string[] = [];
}

/** What the verb calls its fields, by what the form calls them. */
export const WHAT_IF_FIELDS: Readonly<Record<string, string>> = {
  'marks.0.need': 'need',
  'marks.0.supporter': 'supporter',
  'marks.0.kind': 'kind',
  'groups.0.need': 'group-need',
  'groups.0.group': 'group',
  'groups.0.schools': 'group-school',
  'days.0.supporter': 'days-school',
  'days.0.halfTerm': 'half-term',
  'days.0.halfDays': 'days',
  '': 'need',
};

export function supposedBy(form: WhatIfForm): Supposition {
  const { need = '', supporter = '', kind = '', days = '' } = form;
  const [school = '', halfTerm = ''] = [form['days-school'], form['half-term']];
  const { group = '', 'group-need': grouped = '', 'group-school': named = '' } = form;
  const halfDays = days === '' ? 0 : Number(days.replace('\u2212', '-')) * 2;
  return {
    marks: need + supporter + kind === '' ? [] : [{ need, supporter, kind }],
    days: school + halfTerm + days === '' ? [] : [{ supporter: school, halfTerm, halfDays }],
    groups:
      grouped + group + named === '' ? [] : [{ need: grouped, group, schools: named === '' ? [] : [named] }],
    withoutMarks: form.unmarked.includes('yes'),
  };
}
