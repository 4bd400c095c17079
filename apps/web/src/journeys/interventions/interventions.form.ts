import { BASES, INTERVENTION_KINDS, INTERVENTION_STATES } from '@app/assurance';
import { CLOSING_OUTCOMES } from '@app/brokerage';
import { IsIn, IsNotEmpty, IsOptional, Matches, MaxLength } from 'class-validator';

const DAY = /^20[0-9]{2}-[0-9]{2}-[0-9]{2}$/;
const AS_A_DAY = { message: 'Write the day like 2026-11-25' };

/** The filter stands in the address, so that a list can be kept and sent on. */
export class InterventionsFilterForm {
  @IsOptional()
  @IsIn(['all', ...INTERVENTION_STATES], { message: 'Choose a state from the list' })
  state: string | undefined = undefined;

  @IsOptional()
  @IsIn(INTERVENTION_KINDS, { message: 'Choose a kind from the list' })
  kind: string | undefined = undefined;

  @IsOptional()
  @IsIn(BASES, { message: 'Choose a power, an agreement or any' })
  basis: string | undefined = undefined;

  @IsOptional()
  @MaxLength(100, { message: 'Keep who funds it to 100 characters or fewer' })
  funder: string | undefined = undefined;

  @IsOptional()
  @Matches(/^[1-9][0-9]{0,5}$/, { message: 'There is no such page' })
  page: string | undefined = undefined;
}

export class InterventionForm {
  /** Not read again once it is recorded: what it is about stands. */
  about: string | undefined = undefined;

  @IsIn(INTERVENTION_KINDS, { message: 'Choose what it is' })
  kind: string | undefined = undefined;

  @IsIn(BASES, { message: 'Choose whether it rests on a power or an agreement' })
  basis: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter the power or agreement it rests on' })
  @MaxLength(500, { message: 'Keep the power or agreement to 500 characters or fewer' })
  restsOn: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter who funds it' })
  @MaxLength(200, { message: 'Keep who funds it to 200 characters or fewer' })
  funder: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter the cost in pounds, 0 if there is none' })
  @Matches(/^£?[0-9]{1,3}(,?[0-9]{3}){0,2}(\.[0-9]{2})?$/, {
    message: 'Enter the cost in pounds, like 450 or 1,250.50',
  })
  pounds: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter the days of people, 0 if there are none' })
  @Matches(/^[0-9]{1,3}(\.[05])?$/, { message: 'Enter whole or half days, like 2 or 2.5' })
  days: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter the day it starts' })
  @Matches(DAY, AS_A_DAY)
  startsOn: string | undefined = undefined;

  @IsOptional()
  @Matches(DAY, AS_A_DAY)
  endsOn: string | undefined = undefined;
}

export class RecordInterventionForm extends InterventionForm {
  @IsNotEmpty({ message: 'Enter what it is about' })
  @MaxLength(40, { message: 'Enter a reference like N-2026-031' })
  override about: string | undefined = undefined;
}

export class BeginInterventionForm {
  @IsNotEmpty({ message: 'Enter the day it began' })
  @Matches(DAY, AS_A_DAY)
  begunOn: string | undefined = undefined;
}

export class EndInterventionForm {
  @IsNotEmpty({ message: 'Enter the day it ended' })
  @Matches(DAY, AS_A_DAY)
  endedOn: string | undefined = undefined;

  @IsIn(CLOSING_OUTCOMES, { message: 'Choose the outcome' })
  outcome: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter what came of it' })
  @MaxLength(2_000, { message: 'Keep what came of it to 2,000 characters or fewer' })
  cameOfIt: string | undefined = undefined;
}

export class WithdrawInterventionForm {
  @IsNotEmpty({ message: 'Enter why it is withdrawn' })
  @MaxLength(2_000, { message: 'Keep why it is withdrawn to 2,000 characters or fewer' })
  because: string | undefined = undefined;
}
