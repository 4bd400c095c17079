import { SIGN_OFF_ANSWERS, STILL_IN_USE, WHICH } from '@app/impact';
import { IsIn, IsOptional, MaxLength } from 'class-validator';

const LONG = 2_000;
const TOO_LONG = { message: 'Keep it to 2,000 characters or fewer' };

export class WordsForm {
  @IsOptional()
  @MaxLength(LONG, TOO_LONG)
  pupils: string | undefined = undefined;

  @IsOptional()
  @MaxLength(LONG, TOO_LONG)
  people: string | undefined = undefined;

  @IsOptional()
  @MaxLength(LONG, TOO_LONG)
  schools: string | undefined = undefined;

  @IsOptional()
  @MaxLength(LONG, TOO_LONG)
  partnership: string | undefined = undefined;
}

/** The verb reads the boxes and names what is missing. */
export class LaterValueForm {
  @MaxLength(36, { message: 'Choose what was counted' })
  evaluation: string | undefined = undefined;

  figure: string | undefined = undefined;
  of: string | undefined = undefined;
  period: string | undefined = undefined;
  source: string | undefined = undefined;
}

export class SustainForm {
  @IsIn(WHICH, { message: 'Open the page again and answer anew' })
  which: string | undefined = undefined;

  @IsIn(STILL_IN_USE, { message: 'Choose whether it is still in use' })
  stillInUse: string | undefined = undefined;

  @IsOptional()
  @MaxLength(LONG, TOO_LONG)
  words: string | undefined = undefined;

  @IsOptional()
  @MaxLength(LONG, TOO_LONG)
  fadeOut: string | undefined = undefined;
}

export class SignOffForm {
  @IsIn(SIGN_OFF_ANSWERS, { message: 'Choose what you say' })
  answer: string | undefined = undefined;

  @IsOptional()
  @MaxLength(LONG, TOO_LONG)
  words: string | undefined = undefined;
}
