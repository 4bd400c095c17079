import { QUESTION_STATES } from '@app/network';
import { IsIn, IsNotEmpty, IsOptional, Matches, MaxLength } from 'class-validator';

const LONG = 2_000;

/** The filter stands in the address, so that a list can be kept and sent on. */
export class PracticeFilterForm {
  @IsOptional()
  @Matches(/^[a-z]{2,20}$/, { message: 'Choose a theme from the list' })
  theme: string | undefined = undefined;

  @IsOptional()
  @IsIn(QUESTION_STATES, { message: 'Choose a state from the list' })
  state: string | undefined = undefined;

  @IsOptional()
  @Matches(/^[1-9][0-9]{0,5}$/, { message: 'There is no such page' })
  page: string | undefined = undefined;
}

export class AskQuestionForm {
  @IsNotEmpty({ message: 'Choose the theme' })
  theme: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter your question' })
  @MaxLength(LONG, { message: 'Keep your question to 2,000 characters or fewer' })
  text: string | undefined = undefined;
}

export class AnswerQuestionForm {
  @IsNotEmpty({ message: 'Enter your answer' })
  @MaxLength(LONG, { message: 'Keep your answer to 2,000 characters or fewer' })
  answer: string | undefined = undefined;
}

export class CloseQuestionForm {
  @IsNotEmpty({ message: 'Choose which answer helped, or that none did' })
  @Matches(/^(none|[1-9][0-9]{0,4})$/, { message: 'Choose which answer helped, or that none did' })
  helped: string | undefined = undefined;
}
