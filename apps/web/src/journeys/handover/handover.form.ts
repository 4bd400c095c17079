import { ArrayMaxSize, ArrayNotEmpty, IsNotEmpty, IsUUID, Matches, MaxLength } from 'class-validator';

/** What is ticked carries the version that was shown beside it. */
export const TICKED = /^((?:N|SP|PJ)-[0-9]{4}-[0-9]{3,9}):([0-9]{1,9})$/;

export class HandoverForm {
  @ArrayNotEmpty({ message: 'Choose what you hand over' })
  @ArrayMaxSize(200, { message: 'Hand over 200 at a time' })
  @Matches(TICKED, { each: true, message: 'Choose from the list' })
  cases: string[] = [];

  @IsUUID('all', { message: 'Choose who looks after it from now on' })
  to: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter why it changes hands' })
  @MaxLength(2_000, { message: 'Keep the reason to 2,000 characters or fewer' })
  reason: string | undefined = undefined;
}
