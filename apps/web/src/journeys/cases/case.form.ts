import { IsOptional, MaxLength } from 'class-validator';

/** The reason that its page was opened with goes with what is taken along; who needs none sends none. */
export class CasePaperForm {
  @IsOptional()
  @MaxLength(1_000, { message: 'Keep the reason to 1,000 characters or fewer' })
  reason: string | undefined = undefined;
}
