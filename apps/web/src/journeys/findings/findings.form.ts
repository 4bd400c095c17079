import { IsNotEmpty, MaxLength } from 'class-validator';

export class OpenFindingForm {
  @IsNotEmpty({ message: 'Enter the reference of what you looked at' })
  @MaxLength(40, { message: 'Enter a reference like SP-2026-003' })
  sample: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter your question' })
  @MaxLength(4_000, { message: 'Keep your question to 4,000 characters or fewer' })
  question: string | undefined = undefined;
}

export class AnswerFindingForm {
  @IsNotEmpty({ message: 'Enter your answer' })
  @MaxLength(4_000, { message: 'Keep your answer to 4,000 characters or fewer' })
  answer: string | undefined = undefined;
}

export class OpinionForm {
  @IsNotEmpty({ message: 'Enter your opinion' })
  @MaxLength(4_000, { message: 'Keep your opinion to 4,000 characters or fewer' })
  opinion: string | undefined = undefined;
}

export class WithdrawFindingForm {
  @IsNotEmpty({ message: 'Enter why the question is taken back' })
  @MaxLength(2_000, { message: 'Keep why it is taken back to 2,000 characters or fewer' })
  because: string | undefined = undefined;
}
