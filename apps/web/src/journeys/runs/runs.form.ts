import { IsNotEmpty, IsOptional, Matches, MaxLength } from 'class-validator';

export const NEED_REFERENCE = /^N-[0-9]{4}-[0-9]{3,9}$/;

/** Without a need: every open one. */
export class RunForm {
  @IsOptional()
  @Matches(NEED_REFERENCE, { message: 'Enter a need’s reference like N-2026-031' })
  need: string | undefined = undefined;
}

/** What stands in the address of a run's page: the need that somebody came from. */
export class RunPlaceForm {
  @IsOptional()
  @Matches(NEED_REFERENCE, { message: 'Enter a need’s reference like N-2026-031' })
  need: string | undefined = undefined;
}

/** Why an officer reads something. It travels in the body, so that no address and no history of a browser keeps it. */
export class ReasonForm {
  @IsNotEmpty({ message: 'Enter why you read this, in a few words' })
  @MaxLength(1_000, { message: 'Keep the reason to 1,000 characters or fewer' })
  reason: string | undefined = undefined;
}
