import { COMMISSION_STATES } from '@app/brokerage';
import { IsIn, IsNotEmpty, IsOptional, Matches, MaxLength } from 'class-validator';

const DAY = /^20[0-9]{2}-[0-9]{2}-[0-9]{2}$/;
const AS_A_DAY = { message: 'Write the day like 2027-03-26' };
const MONEY = /^£?[0-9]{1,3}(,?[0-9]{3}){0,2}(\.[0-9]{2})?$/;
const AS_MONEY = { message: 'Enter the cost in pounds, like 450 or 1,250.50' };

/** The filter stands in the address, so that a list can be kept and sent on. */
export class CommissionsFilterForm {
  @IsOptional()
  @IsIn(['all', ...COMMISSION_STATES], { message: 'Choose a state from the list' })
  state: string | undefined = undefined;

  @IsOptional()
  @Matches(/^[1-9][0-9]{0,5}$/, { message: 'There is no such page' })
  page: string | undefined = undefined;
}

export class CommissionForm {
  /** Not read again once it is drafted: what it is for stands. */
  need: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter what the help is for' })
  @MaxLength(4_000, { message: 'Keep what the help is for to 4,000 characters or fewer' })
  specification: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter why nobody inside the area can help' })
  @MaxLength(2_000, { message: 'Keep why nobody inside can help to 2,000 characters or fewer' })
  routesTried: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter what is delivered, each on a line of its own' })
  @MaxLength(3_100, { message: 'Keep what is delivered to ten lines of 300 characters' })
  deliverables: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter the day by which it is delivered' })
  @Matches(DAY, AS_A_DAY)
  deliverBy: string | undefined = undefined;

  @IsOptional()
  @MaxLength(200, { message: 'Keep the supplier to 200 characters or fewer' })
  supplier: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter who funds it' })
  @MaxLength(200, { message: 'Keep who funds it to 200 characters or fewer' })
  funder: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter the most that it may cost in pounds, 0 if there is no cost' })
  @Matches(MONEY, AS_MONEY)
  pounds: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter the days that it takes, 0 if it is not counted in days' })
  @Matches(/^[0-9]{1,3}(\.[05])?$/, { message: 'Enter whole or half days, like 2 or 2.5' })
  days: string | undefined = undefined;
}

export class DraftCommissionForm extends CommissionForm {
  @IsNotEmpty({ message: 'Enter which request it is for' })
  @MaxLength(40, { message: 'Enter a reference like N-2026-031' })
  override need: string | undefined = undefined;
}

export class ApproveCommissionForm {
  @IsIn(['yes', 'no'], { message: 'Choose yes or no' })
  approve: string | undefined = undefined;

  @IsOptional()
  @MaxLength(2_000, { message: 'Keep the reason to 2,000 characters or fewer' })
  reason: string | undefined = undefined;
}

export class AwardCommissionForm {
  @IsNotEmpty({ message: 'Enter the supplier' })
  @MaxLength(200, { message: 'Keep the supplier to 200 characters or fewer' })
  supplier: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter the price in pounds, 0 if there is none' })
  @Matches(MONEY, AS_MONEY)
  price: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter who quoted, and why this one' })
  @MaxLength(2_000, { message: 'Keep who quoted to 2,000 characters or fewer' })
  quotes: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter the day by which it is delivered' })
  @Matches(DAY, AS_A_DAY)
  deliverBy: string | undefined = undefined;
}

export class AcceptCommissionForm {
  @IsIn(['met', 'not_met', 'sent_back'], { message: 'Choose what you found' })
  outcome: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter what was delivered, or what is missing' })
  @MaxLength(2_000, { message: 'Keep it to 2,000 characters or fewer' })
  said: string | undefined = undefined;
}

export class PayCommissionForm {
  @IsNotEmpty({ message: 'Enter what was paid in pounds, 0 if nothing was' })
  @Matches(MONEY, AS_MONEY)
  paid: string | undefined = undefined;
}

export class CancelCommissionForm {
  @IsNotEmpty({ message: 'Enter why it is cancelled' })
  @MaxLength(2_000, { message: 'Keep why it is cancelled to 2,000 characters or fewer' })
  because: string | undefined = undefined;
}
