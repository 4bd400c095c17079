import { STANDINGS } from '@app/brokerage';
import { IsIn, IsNotEmpty, IsOptional, IsUUID, Matches, MaxLength } from 'class-validator';
import { CONCERNS_A_CHILD } from './pairing.form.js';

const LONG = 2_000;
const STANDS = { message: 'Choose how it stands' };

/** One question an objective; those that the agenda does not have are not asked. */
export class ReviewForm {
  @IsOptional()
  @IsIn(['yes'], { message: 'Tick the box, or leave it empty' })
  [CONCERNS_A_CHILD]: string | undefined = undefined;

  /** The review point that the page was about: the next one begins at the same version. */
  @IsOptional()
  @IsUUID('all', { message: 'Open the page again' })
  point: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter the day you looked at it' })
  @Matches(/^20[0-9]{2}-[0-9]{2}-[0-9]{2}$/, { message: 'Write the day like 2026-11-25' })
  heldOn: string | undefined = undefined;

  @IsOptional()
  @IsIn(STANDINGS, STANDS)
  'standing-1': string | undefined = undefined;

  @IsOptional()
  @IsIn(STANDINGS, STANDS)
  'standing-2': string | undefined = undefined;

  @IsOptional()
  @IsIn(STANDINGS, STANDS)
  'standing-3': string | undefined = undefined;

  @IsOptional()
  @MaxLength(LONG, { message: 'Keep what you agreed to 2,000 characters or fewer' })
  note: string | undefined = undefined;
}

export class TendForm {
  @IsIn(['nudge', 'resource', 'connect', 'none'], { message: 'Choose what you do' })
  act: string | undefined = undefined;

  @IsNotEmpty({ message: 'Write it in a sentence or two: both schools read it' })
  @MaxLength(LONG, { message: 'Keep it to 2,000 characters or fewer' })
  note: string | undefined = undefined;
}
