import { IsIn, IsNotEmpty, IsOptional, Matches, MaxLength } from 'class-validator';

/** The filter stands in the address, so that a list can be kept and sent on. */
export class FoiFilterForm {
  @IsOptional()
  @IsIn(['yes'], { message: 'Show those that wait, or all' })
  over: string | undefined = undefined;

  @IsOptional()
  @Matches(/^[1-9][0-9]{0,5}$/, { message: 'There is no such page' })
  page: string | undefined = undefined;
}

export class RegisterForm {
  @IsNotEmpty({ message: 'Enter who asks' })
  @MaxLength(200, { message: 'Keep who asks to 200 characters or fewer' })
  name: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter where the answer goes' })
  @MaxLength(300, { message: 'Keep where the answer goes to 300 characters or fewer' })
  reach: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter the day on which it came' })
  @Matches(/^20[0-9]{2}-[0-9]{2}-[0-9]{2}$/, { message: 'Write the day like 2026-11-25' })
  receivedOn: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter what was asked for' })
  @MaxLength(4_000, { message: 'Keep what was asked for to 4,000 characters or fewer' })
  asked: string | undefined = undefined;
}

export class TouchForm {
  @Matches(/^[1-9][0-9]{5}$/, { message: 'Choose a school' })
  school: string | undefined = undefined;

  @IsIn(['yes', 'no'], { message: 'Add the school or take it away' })
  touched: string | undefined = undefined;
}
