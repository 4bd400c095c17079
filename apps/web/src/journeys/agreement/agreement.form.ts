import { DECIDED_KINDS, OFFER_ANSWERS, OUTCOMES, SOUNDING_ANSWERS } from '@app/brokerage';
import type { FieldError } from '@app/kernel';
import type { HalfDays } from '@app/profiles';
import { IsIn, IsNotEmpty, IsOptional, Matches, MaxLength } from 'class-validator';
import { inOrder } from './agreement-words.js';

const LONG = 2_000;
const POUNDS = /^\d{1,7}(\.\d\d)?$/;
const DAYS = /^(\d{1,2})(\.[05])?$/;

/** Days by half-term, in the order of the page: as many boxes as a request has half-terms, six at most. */
export const BOXES = ['days-1', 'days-2', 'days-3', 'days-4', 'days-5', 'days-6'] as const;

class DaysForm {
  'days-1': string | undefined = undefined;
  'days-2': string | undefined = undefined;
  'days-3': string | undefined = undefined;
  'days-4': string | undefined = undefined;
  'days-5': string | undefined = undefined;
  'days-6': string | undefined = undefined;
}

export class RequestReplyForm extends DaysForm {
  @IsIn(SOUNDING_ANSWERS, { message: 'Choose your answer' })
  answer: string | undefined = undefined;

  @IsOptional()
  @MaxLength(200, { message: 'Keep who would lead this to 200 characters or fewer' })
  person: string | undefined = undefined;
}

export class OfferReplyForm {
  @IsIn(OFFER_ANSWERS, { message: 'Choose your answer' })
  answer: string | undefined = undefined;

  @IsOptional()
  @MaxLength(LONG, { message: 'Keep the note to 2,000 characters or fewer' })
  note: string | undefined = undefined;
}

export class DecisionForm extends DaysForm {
  @IsIn(OUTCOMES, { message: 'Choose what you decide' })
  outcome: string | undefined = undefined;

  @IsOptional()
  @IsIn(DECIDED_KINDS, { message: 'Choose what kind of work begins' })
  kind: string | undefined = undefined;

  @IsOptional()
  @MaxLength(LONG, { message: 'Keep the conditions to 2,000 characters or fewer' })
  conditions: string | undefined = undefined;

  @IsOptional()
  @Matches(POUNDS, { message: 'Enter the cost in pounds, like 450 or 450.50' })
  pounds: string | undefined = undefined;

  'until-day': string | undefined = undefined;
  'until-month': string | undefined = undefined;
  'until-year': string | undefined = undefined;

  @IsOptional()
  @MaxLength(LONG, { message: 'Keep the reason to 2,000 characters or fewer' })
  reason: string | undefined = undefined;
}

export class TakeBackForm {
  @IsNotEmpty({ message: 'Enter why you take it back' })
  @MaxLength(LONG, { message: 'Keep the reason to 2,000 characters or fewer' })
  back: string | undefined = undefined;
}

export class ApprovalForm {
  @IsIn(['yes', 'no'], { message: 'Choose whether you approve it' })
  approve: string | undefined = undefined;

  @IsOptional()
  @MaxLength(LONG, { message: 'Keep the reason to 2,000 characters or fewer' })
  reason: string | undefined = undefined;
}

/**
 * Half-days by half-term of what was typed in days, like 2.5.
 *
 * @returns the days; or, where a box holds no number of days, its fault.
 */
export function daysTyped(
  form: DaysForm,
  asked: HalfDays,
): { readonly days: Record<string, number>; readonly faults: FieldError[] } {
  const days: Record<string, number> = {};
  const faults: FieldError[] = [];
  inOrder(asked).forEach(([halfTerm], at) => {
    const box = BOXES[at];
    if (box === undefined) return;
    const typed = form[box] ?? '0';
    if (DAYS.test(typed)) days[halfTerm] = Math.round(Number(typed) * 2);
    else faults.push({ path: box, message: 'Enter days like 2 or 2.5' });
  });
  return { days, faults };
}

/** Whole pence of what was typed in pounds; nothing typed is nothing spent. */
export function penceTyped({ pounds = '0' }: DecisionForm): number {
  return Math.round(Number(pounds) * 100);
}

/** Which box of the page a fault of the verb belongs to. */
export function boxesOf(asked: HalfDays): Record<string, string> {
  const boxes = inOrder(asked).map(([halfTerm], at): [string, string] => [
    `halfDays.${halfTerm}`,
    BOXES[at] ?? BOXES[0],
  ]);
  return { ...Object.fromEntries(boxes), halfDays: BOXES[0] };
}
