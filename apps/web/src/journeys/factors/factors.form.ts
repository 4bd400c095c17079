import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';

export class CodeForm {
  @MaxLength(100, { message: 'Enter the six digits that your app shows' })
  @MinLength(1, { message: 'Enter the code' })
  @IsString({ message: 'Enter the code' })
  code: string | undefined = undefined;

  @IsOptional()
  @MaxLength(2_000)
  next: string | undefined = undefined;
}

/** A blank counts in a password: neither is tidied. */
export class NewPasswordForm {
  @MinLength(1, { message: 'Enter your password' })
  @IsString({ message: 'Enter your password' })
  currentPassword: string | undefined = undefined;

  @MinLength(1, { message: 'Enter a new password' })
  @IsString({ message: 'Enter a new password' })
  password: string | undefined = undefined;
}

/** What a browser says with a passkey. */
export class PasskeyForm {
  @MaxLength(20_000, { message: 'Your browser gave no passkey. Try again' })
  @MinLength(1, { message: 'Your browser gave no passkey. Try again' })
  @IsString({ message: 'Your browser gave no passkey. Try again' })
  answer: string | undefined = undefined;

  @IsOptional()
  @MaxLength(2_000)
  next: string | undefined = undefined;
}

export class NewPasskeyForm extends PasskeyForm {
  @MaxLength(60, { message: 'Give the passkey a name of up to 60 characters' })
  @MinLength(1, { message: 'Give the passkey a name of up to 60 characters' })
  @IsString({ message: 'Give the passkey a name of up to 60 characters' })
  label: string | undefined = undefined;
}

export class PasskeyNameForm {
  @MaxLength(60, { message: 'Give the passkey a name of up to 60 characters' })
  @MinLength(1, { message: 'Give the passkey a name of up to 60 characters' })
  @IsString({ message: 'Give the passkey a name of up to 60 characters' })
  label: string | undefined = undefined;
}
