import { IsIn, IsOptional, MaxLength } from 'class-validator';

export class CheckDeclarationForm {
  @IsIn(['confirmed', 'queried'], { message: 'Choose whether you confirm it or ask about it' })
  outcome: string | undefined = undefined;

  @IsOptional()
  @MaxLength(1_000, { message: 'Keep what you want to ask to 1,000 characters or fewer' })
  question: string | undefined = undefined;
}
