import { IsIn, IsString, MaxLength, MinLength } from 'class-validator';

export class FreshStartForm {
  @MaxLength(320, { message: 'Enter their work e-mail address' })
  @MinLength(1, { message: 'Enter their work e-mail address' })
  @IsString({ message: 'Enter their work e-mail address' })
  email: string | undefined = undefined;

  @MaxLength(300, { message: 'Say in up to 300 characters how you made sure that it is them' })
  @MinLength(5, { message: 'Say in up to 300 characters how you made sure that it is them' })
  @IsString({ message: 'Say in up to 300 characters how you made sure that it is them' })
  sure: string | undefined = undefined;
}

export class FreshStartAnswerForm {
  @IsIn(['yes', 'no'], { message: 'Say yes or no' })
  answer: string | undefined = undefined;
}
