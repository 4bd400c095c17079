import { IsNotEmpty, Matches, MaxLength } from 'class-validator';

export class TokenForm {
  @IsNotEmpty({ message: 'Give the token a name of up to 60 characters' })
  @MaxLength(60, { message: 'Give the token a name of up to 60 characters' })
  label: string | undefined = undefined;

  @Matches(/^[0-9]{1,4}$/, { message: 'Enter how many days it lasts, 1 to 365' })
  days: string | undefined = undefined;
}

/** A button and nothing else. */
export class NoForm {}
