import { MODES } from '@app/profiles';
import { IsIn, IsNotEmpty, IsOptional, Matches, MaxLength } from 'class-validator';

export class VisitPlanForm {
  @IsNotEmpty({ message: 'Enter the day of the visit' })
  @Matches(/^20[0-9]{2}-[0-9]{2}-[0-9]{2}$/, { message: 'Write the day like 2026-11-25' })
  heldOn: string | undefined = undefined;

  @IsOptional()
  @IsIn(['yes'], { message: 'Tick the box, or leave it empty' })
  anyway: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter the time it starts' })
  @Matches(/^([01]?[0-9]|2[0-3]):[0-5][0-9]$/, { message: 'Write the time like 14:30' })
  startsAt: string | undefined = undefined;

  @Matches(/^[1-9][0-9]{1,2}$/, { message: 'Choose how long it takes' })
  minutes: string | undefined = undefined;

  @IsIn(MODES, { message: 'Choose how you meet' })
  mode: string | undefined = undefined;

  @IsOptional()
  @MaxLength(500, { message: 'Keep the place to 500 characters or fewer' })
  place: string | undefined = undefined;
}

export class CallOffForm {
  @IsIn(['cancelled', 'missed'], { message: 'Choose what happened' })
  outcome: string | undefined = undefined;

  @IsNotEmpty({ message: 'Say why: both schools read it' })
  @MaxLength(2_000, { message: 'Keep the reason to 2,000 characters or fewer' })
  reason: string | undefined = undefined;
}
