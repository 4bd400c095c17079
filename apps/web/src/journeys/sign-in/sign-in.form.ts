import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';

export class SignInForm {
  @MinLength(1, { message: 'Enter your e-mail address' })
  @IsString({ message: 'Enter your e-mail address' })
  email: string | undefined = undefined;

  @MinLength(1, { message: 'Enter your password' })
  @IsString({ message: 'Enter your password' })
  password: string | undefined = undefined;

  @IsOptional()
  @MaxLength(2_000)
  next: string | undefined = undefined;
}

export class PersonaForm {
  @IsString({ message: 'Choose who to be' })
  person: string | undefined = undefined;

  @IsOptional()
  @MaxLength(2_000)
  next: string | undefined = undefined;
}

export class InvitationForm {
  @IsString({ message: 'Enter a password' })
  password: string | undefined = undefined;
}

export class ForgottenForm {
  @MinLength(1, { message: 'Enter your e-mail address' })
  @IsString({ message: 'Enter your e-mail address' })
  email: string | undefined = undefined;
}

export class ResetForm {
  @IsString({ message: 'Enter a new password' })
  password: string | undefined = undefined;
}

/** What was interrupted comes along and is read apart. */
export class PersonaAgainForm {
  @IsOptional()
  then: string | undefined = undefined;

  @IsOptional()
  kept: string | undefined = undefined;
}

export class PasswordAgainForm extends PersonaAgainForm {
  @MinLength(1, { message: 'Enter your password' })
  @IsString({ message: 'Enter your password' })
  password: string | undefined = undefined;

  /** Of whoever has an app. */
  @IsOptional()
  @MaxLength(100, { message: 'Enter the six digits that your app shows' })
  code: string | undefined = undefined;
}

/** What a browser says with a passkey. */
export class PasskeyAgainForm extends PersonaAgainForm {
  @MaxLength(20_000, { message: 'Your browser gave no passkey. Try again' })
  @IsString({ message: 'Your browser gave no passkey. Try again' })
  answer: string | undefined = undefined;
}
