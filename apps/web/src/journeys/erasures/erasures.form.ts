import { IsIn, IsString, MaxLength, MinLength } from 'class-validator';

const WHO = 'Enter their work e-mail address';
const WHY = 'Say in 5 to 500 characters why they are erased';

export class ErasureForm {
  @MaxLength(320, { message: WHO })
  @MinLength(1, { message: WHO })
  @IsString({ message: WHO })
  email: string | undefined = undefined;

  @MaxLength(500, { message: WHY })
  @MinLength(5, { message: WHY })
  @IsString({ message: WHY })
  why: string | undefined = undefined;
}

export class ErasureAnswerForm {
  @IsIn(['yes', 'no'], { message: 'Say yes or no' })
  answer: string | undefined = undefined;
}
