import { IsIn, IsNotEmpty, IsOptional, Matches, MaxLength } from 'class-validator';

export class LightForm {
  @IsOptional()
  @Matches(/^[0-9]{6}$/, { message: 'Choose your school' })
  own: string | undefined = undefined;

  @Matches(/^[0-9]{6}$/, { message: 'Choose the other school' })
  other: string | undefined = undefined;

  @IsIn(['asks', 'offers'], { message: 'Choose who helps whom' })
  way: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter what it is for, in one line' })
  @MaxLength(200, { message: 'Keep what it is for to 200 characters or fewer' })
  purpose: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter whom to contact' })
  @MaxLength(200, { message: 'Keep the contact to 200 characters or fewer' })
  contact: string | undefined = undefined;

  @Matches(/^20[0-9]{2}-[0-9]{2}-[0-9]{2}$/, { message: 'Write the day like 2026-12-04' })
  onDay: string | undefined = undefined;

  @IsIn(['0', '1', '2'], { message: 'Choose how long it takes' })
  halfDays: string | undefined = undefined;
}

export class LightAnswerForm {
  @IsIn(['yes', 'no'], { message: 'Choose yes or no' })
  answer: string | undefined = undefined;
}

export class ThanksForm {
  @IsOptional()
  @MaxLength(2_000, { message: 'Keep the thanks to 2,000 characters or fewer' })
  thanks: string | undefined = undefined;
}
