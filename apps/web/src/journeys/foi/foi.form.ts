import { EXEMPTIONS, KIND_ANSWERS } from '@app/assurance';
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

export class KindForm {
  @IsIn(KIND_ANSWERS, { message: 'Say whether it is held, and what becomes of it' })
  say: string | undefined = undefined;

  @IsOptional()
  @IsIn(EXEMPTIONS, { message: 'Choose a section from the list' })
  exemption: string | undefined = undefined;

  @IsOptional()
  @MaxLength(2_000, { message: 'Keep why it applies to 2,000 characters or fewer' })
  because: string | undefined = undefined;
}

export class DraftForm {
  @IsNotEmpty({ message: 'Enter the question in short' })
  @MaxLength(1_000, { message: 'Keep the question to 1,000 characters or fewer' })
  summary: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter what is released' })
  @MaxLength(8_000, { message: 'Keep what is released to 8,000 characters or fewer' })
  answer: string | undefined = undefined;
}

export class CommentForm {
  @IsNotEmpty({ message: 'Enter your comment' })
  @MaxLength(4_000, { message: 'Keep your comment to 4,000 characters or fewer' })
  comment: string | undefined = undefined;
}

export class RefuseForm {
  @IsNotEmpty({ message: 'Enter why nothing is released' })
  @MaxLength(2_000, { message: 'Keep why nothing is released to 2,000 characters or fewer' })
  because: string | undefined = undefined;
}
