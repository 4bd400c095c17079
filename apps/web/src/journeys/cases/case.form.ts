import { IsNotEmpty, IsOptional, MaxLength } from 'class-validator';

/** Why an officer reads it. It travels in the body, so that no address and no history of a browser keeps it. */
export class CaseReadingForm {
  @IsNotEmpty({ message: 'Enter why you read this, in a few words' })
  @IsOptional()
  @MaxLength(1_000, { message: 'Keep the reason to 1,000 characters or fewer' })
  reason: string | undefined = undefined;
}
