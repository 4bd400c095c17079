import { ArrayNotEmpty, IsIn, IsNotEmpty, Matches, MaxLength } from 'class-validator';

export class ProgramForm {
  @IsNotEmpty({ message: 'Enter what the program is called' })
  @MaxLength(60, { message: 'Keep what the program is called to 60 characters or fewer' })
  label: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter what it is for' })
  @MaxLength(500, { message: 'Keep what it is for to 500 characters or fewer' })
  purpose: string | undefined = undefined;

  @ArrayNotEmpty({ message: 'Choose what it may read' })
  scopes: string[] = [];

  addresses: string | undefined = undefined;

  @Matches(/^[0-9]{1,4}$/, { message: 'Enter how many days it may call, 1 to 365' })
  days: string | undefined = undefined;
}

export class AnswerProgramForm {
  @IsIn(['approve', 'refuse'], { message: 'Choose whether the program may have access' })
  answer: string | undefined = undefined;
}
