import { MODES } from '@app/profiles';
import { Equals, IsIn, IsNotEmpty, IsOptional, Matches, MaxLength } from 'class-validator';

const LONG = 2_000;

export class SessionForm {
  @IsNotEmpty({ message: 'Enter the day on which you met' })
  @Matches(/^20[0-9]{2}-[0-9]{2}-[0-9]{2}$/, { message: 'Write the day like 2026-11-25' })
  heldOn: string | undefined = undefined;

  @IsIn(MODES, { message: 'Choose how you met' })
  mode: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter how many minutes it took' })
  @Matches(/^[1-9][0-9]{0,2}$/, { message: 'Enter whole minutes, like 60' })
  minutes: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter the days that it took, 0 for a call' })
  @Matches(/^(\d{1,2})(\.[05])?$/, { message: 'Enter days like 1 or 0.5' })
  days: string | undefined = undefined;

  @IsOptional()
  @MaxLength(LONG, { message: 'Keep the note to 2,000 characters or fewer' })
  note: string | undefined = undefined;
}

export class NextSessionForm {
  @IsNotEmpty({ message: 'Enter the day of the session' })
  @Matches(/^20[0-9]{2}-[0-9]{2}-[0-9]{2}$/, { message: 'Write the day like 2026-12-10' })
  heldOn: string | undefined = undefined;

  @IsIn(MODES, { message: 'Choose how you meet' })
  mode: string | undefined = undefined;
}

export class NoteForm {
  @Matches(/^[1-9][0-9]{0,4}$/, { message: 'Choose the session that it is about' })
  session: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter your note' })
  @MaxLength(LONG, { message: 'Keep your note to 2,000 characters or fewer' })
  note: string | undefined = undefined;
}

export class DeleteNotesForm {
  @Equals('yes', { message: 'Tick the box if you want them deleted' })
  sure: string | undefined = undefined;
}

export class PartyForm {
  @Matches(/^[0-9a-f-]{36}$/, { message: 'Choose who it is' })
  person: string | undefined = undefined;
}
