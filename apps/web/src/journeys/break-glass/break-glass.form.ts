import { IsNotEmpty, IsOptional, Matches, MaxLength } from 'class-validator';

export class AskOpeningForm {
  @IsNotEmpty({ message: 'Choose the school' })
  school: string | undefined = undefined;

  @IsNotEmpty({ message: 'Choose one kind of record' })
  kind: string | undefined = undefined;

  @IsNotEmpty({ message: 'Choose what it is for' })
  purpose: string | undefined = undefined;

  @MaxLength(1_000, { message: 'Keep what you need it for to 1,000 characters or fewer' })
  @IsNotEmpty({ message: 'Say what you need it for' })
  words: string | undefined = undefined;

  @Matches(/^([5-9]|[1-5][0-9]|60)$/, { message: 'Enter a whole number of minutes from 5 to 60' })
  @IsNotEmpty({ message: 'Enter for how many minutes' })
  minutes: string | undefined = undefined;
}

export class AnswerOpeningForm {
  @Matches(/^(approve|refuse)$/, { message: 'Choose whether it is opened' })
  @IsNotEmpty({ message: 'Choose whether it is opened' })
  answer: string | undefined = undefined;
}

export class ReviewOpeningForm {
  @IsNotEmpty({ message: 'Choose whether it was in order' })
  verdict: string | undefined = undefined;

  @MaxLength(2_000, { message: 'Keep what you found to 2,000 characters or fewer' })
  @IsNotEmpty({ message: 'Say what you found' })
  words: string | undefined = undefined;
}

/** The filter stands in the address. */
export class OpeningsForm {
  @IsOptional()
  @Matches(/^[1-9][0-9]{0,5}$/, { message: 'There is no such page' })
  page: string | undefined = undefined;
}
