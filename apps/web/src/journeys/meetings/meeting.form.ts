import { MEETING_OUTCOMES } from '@app/brokerage';
import { IsIn, IsOptional, Matches, MaxLength } from 'class-validator';

export class OpenMeetingForm {
  @Matches(/^R-[0-9]{4,9}$/, { message: 'Choose the run to go through' })
  run: string | undefined = undefined;
}

export class AwayForm {
  @Matches(/^[0-9a-f-]{36}$/, { message: 'Open the page again' })
  person: string | undefined = undefined;

  @IsIn(['left', 'absent'], { message: 'Choose whether they left or were not there' })
  kind: string | undefined = undefined;
}

/** `propose` and `rule_out` name a school that is listed. */
export class TurnForm {
  @IsIn(MEETING_OUTCOMES, { message: 'Choose what you make of it' })
  outcome: string | undefined = undefined;

  @IsOptional()
  @Matches(/^[1-9][0-9]{5}$/, { message: 'Choose one of the schools that are listed' })
  supporter: string | undefined = undefined;

  @IsOptional()
  @MaxLength(2_000, { message: 'Keep what was said to 2,000 characters or fewer' })
  said: string | undefined = undefined;
}
