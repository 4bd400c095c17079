import { IsString, MaxLength, MinLength } from 'class-validator';

const WHO = 'Enter a school’s number or somebody’s e-mail address';
const WHY = 'Say in 5 to 500 characters why nothing may go';

export class HoldForm {
  @MaxLength(320, { message: WHO })
  @MinLength(1, { message: WHO })
  @IsString({ message: WHO })
  of: string | undefined = undefined;

  @MaxLength(500, { message: WHY })
  @MinLength(5, { message: WHY })
  @IsString({ message: WHY })
  why: string | undefined = undefined;
}
