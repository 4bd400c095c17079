import { PRIORITIES } from '@app/kernel';
import { APPROACH_KINDS, CLOSINGS, NEED_STATES } from '@app/profiles';
import { ArrayMaxSize, IsIn, IsNotEmpty, IsOptional, Matches, MaxLength } from 'class-validator';

/** The filter stands in the address, so that a list can be kept and sent on. */
export class NeedsFilterForm {
  @IsOptional()
  @IsIn(['all', ...NEED_STATES], { message: 'Choose a state from the list' })
  state: string | undefined = undefined;

  @IsOptional()
  @Matches(/^[a-z]{2,20}$/, { message: 'Choose a theme from the list' })
  theme: string | undefined = undefined;

  @IsOptional()
  @IsIn(PRIORITIES, { message: 'Choose how soon from the list' })
  soon: string | undefined = undefined;

  @IsOptional()
  @IsIn(['yes'], { message: 'Tick the box or leave it' })
  mine: string | undefined = undefined;

  @IsOptional()
  @Matches(/^[1-9][0-9]{0,5}$/, { message: 'There is no such page' })
  page: string | undefined = undefined;
}

const LONG = 2_000;

export class TriageForm {
  @IsIn(PRIORITIES, { message: 'Choose how soon support is needed' })
  soon: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter the day on which somebody looks again' })
  @Matches(/^20[0-9]{2}-[0-9]{2}-[0-9]{2}$/, { message: 'Write the day like 2026-11-30' })
  nextDate: string | undefined = undefined;

  @IsOptional()
  @IsIn(['yes'], { message: 'Tick the box or leave it' })
  clear: string | undefined = undefined;

  @IsOptional()
  @MaxLength(LONG, { message: 'Keep the note to 2,000 characters or fewer' })
  note: string | undefined = undefined;
}

/** Agreeing asks nothing but the button. */
export class AgreeForm {}

export class ApproachForm {
  @IsIn(APPROACH_KINDS, { message: 'Choose who may be asked' })
  approach: string | undefined = undefined;

  @ArrayMaxSize(200, { message: 'Choose 200 schools or fewer' })
  schools: string[] = [];
}

export class WithdrawForm {
  @IsOptional()
  @MaxLength(LONG, { message: 'Keep the reason to 2,000 characters or fewer' })
  reason: string | undefined = undefined;
}

export class CloseForm {
  @IsIn(CLOSINGS, { message: 'Choose how it ended' })
  outcome: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter the reason' })
  @MaxLength(LONG, { message: 'Keep the reason to 2,000 characters or fewer' })
  reason: string | undefined = undefined;
}

export class PurposeForm {
  @IsNotEmpty({ message: 'Enter why you read all of it' })
  @MaxLength(1_000, { message: 'Keep why you read it to 1,000 characters or fewer' })
  purpose: string | undefined = undefined;
}
