import { IsString, MaxLength, MinLength } from 'class-validator';

const WHO = 'Enter their work e-mail address';

export class SubjectForm {
  @MaxLength(320, { message: WHO })
  @MinLength(1, { message: WHO })
  @IsString({ message: WHO })
  email: string | undefined = undefined;
}
