import { IsNotEmpty, IsOptional, IsUUID, Matches, MaxLength } from 'class-validator';

const NAMED = /^(N|P|SP|PJ)-[0-9]{4}-[0-9]{3,9}$/;

/** The case to give to somebody else, by what people call it. */
export class FindCaseForm {
  @IsOptional()
  @Matches(NAMED, { message: 'Enter a reference like N-2026-031, P-2026-004, SP-2026-014 or PJ-2026-002' })
  named: string | undefined = undefined;
}

export class ReassignForm {
  @IsUUID('all', { message: 'Choose who looks after it from now on' })
  to: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter why it changes hands' })
  @MaxLength(2_000, { message: 'Keep the reason to 2,000 characters or fewer' })
  reason: string | undefined = undefined;
}

/** A broker's post by its id, with the version that was shown beside it. */
export const POST = /^([0-9a-f-]{36}):([0-9]{1,9})$/;

export class EndPostForm {
  @Matches(POST, { message: 'Choose whose post ends' })
  post: string | undefined = undefined;

  @Matches(/^20[0-9]{2}-[0-9]{2}-[0-9]{2}$/, { message: 'Write the day like 2027-07-16' })
  ends: string | undefined = undefined;
}
