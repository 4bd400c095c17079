import type { FieldError } from '@app/kernel';
import { IsIn, IsNotEmpty, IsOptional, Matches, MaxLength } from 'class-validator';

/** What stands in the address of the plan: the term that is shown, and what was just done. */
export class PlanQuery {
  @IsOptional()
  @Matches(/^20[0-9]{2}-[0-9]{2}-(autumn|spring|summer)$/, { message: 'Choose a term from the list' })
  term: string | undefined = undefined;

  @IsOptional()
  @IsIn(['lock', 'bar', 'lifted'])
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
