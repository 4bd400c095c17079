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
