import { IsIn, IsNotEmpty, Matches, MaxLength } from 'class-validator';

export class WordForm {
  @IsNotEmpty({ message: 'Choose the school' })
  @Matches(/^[1-9][0-9]{5}$/, { message: 'Choose a school from the list' })
  school: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter what you would like to say' })
  @MaxLength(2_000, { message: 'Keep what you would like to say to 2,000 characters or fewer' })
  words: string | undefined = undefined;
}

export class WordAnswerForm {
  @IsIn(['yes', 'no'], { message: 'Choose whether you would like to ask for support' })
  answer: string | undefined = undefined;
}

/** A button and nothing else. */
export class TakeBackForm {}
