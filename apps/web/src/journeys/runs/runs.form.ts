import { IsOptional, Matches, MaxLength } from 'class-validator';

export const NEED_REFERENCE = /^N-[0-9]{4}-[0-9]{3,9}$/;

/** Without a need: every open one. */
export class RunForm {
  @IsOptional()
  @Matches(NEED_REFERENCE, { message: 'Enter a need’s reference like N-2026-031' })
  need: string | undefined = undefined;
}

/** What stands in the address of a reading: an officer's reason, and the need that somebody came from. */
export class ReadingForm {
  @IsOptional()
  @MaxLength(1_000, { message: 'Keep the reason under 1,000 characters' })
  reason: string | undefined = undefined;

  @IsOptional()
  @Matches(NEED_REFERENCE, { message: 'Enter a need’s reference like N-2026-031' })
  need: string | undefined = undefined;
}
