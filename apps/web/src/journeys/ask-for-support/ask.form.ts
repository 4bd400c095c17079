import { PRIORITIES } from '@app/kernel';
import { APPROACH_KINDS, KEY_STAGES, MODES } from '@app/profiles';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsIn,
  IsNotEmpty,
  IsOptional,
  IsUUID,
  Matches,
  MaxLength,
} from 'class-validator';

const DAYS = 'Days must be between 0.5 and 30, in whole or half days, like 2.5';

/** Every answer of the journey. Each page sends all of them, so that each is read again at every step. */
export class AskForm {
  @IsNotEmpty({ message: 'Choose which of your schools asks' })
  school: string | undefined = undefined;

  @IsNotEmpty({ message: 'Choose what you would like support with' })
  theme: string | undefined = undefined;

  theme2: string | undefined = undefined;

  theme3: string | undefined = undefined;

  @ArrayMinSize(1, { message: 'Choose at least one key stage' })
  @IsIn(KEY_STAGES, { each: true, message: 'Choose key stages from the list' })
  keyStages: string[] = [];

  @IsNotEmpty({ message: 'Enter what you want to change' })
  @MaxLength(2_000, { message: 'Keep what you want to change to 2,000 characters or fewer' })
  outcome: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter what this means for pupils with SEND' })
  @MaxLength(2_000, { message: 'Keep what this means for pupils with SEND to 2,000 characters or fewer' })
  send: string | undefined = undefined;

  @IsOptional()
  @MaxLength(2_000, { message: 'Keep what you have already tried to 2,000 characters or fewer' })
  tried: string | undefined = undefined;

  @IsIn(PRIORITIES, { message: 'Choose how soon you would like support' })
  soon: string | undefined = undefined;

  @IsNotEmpty({ message: 'Enter how many days you would like in each half-term' })
  @Matches(/^(?!0(\.0)?$)([0-9]|[12][0-9]|30(?!\.5))(\.[05])?$/, { message: DAYS })
  days: string | undefined = undefined;

  @IsNotEmpty({ message: 'Choose the first half-term' })
  from: string | undefined = undefined;

  @IsNotEmpty({ message: 'Choose the last half-term' })
  to: string | undefined = undefined;

  @ArrayMinSize(1, { message: 'Choose how you would like to work together' })
  @IsIn(MODES, { each: true, message: 'Choose how you would like to work together from the list' })
  modes: string[] = [];

  @IsOptional()
  @Matches(/^([1-9]|[1-9][0-9]|[1-4][0-9]{2}|500)$/, {
    message: 'Furthest travel must be a whole number of kilometres between 1 and 500',
  })
  travel: string | undefined = undefined;

  @IsIn(APPROACH_KINDS, { message: 'Choose who may be asked' })
  approach: string | undefined = undefined;

  @ArrayMaxSize(200, { message: 'Choose 200 schools or fewer' })
  schools: string[] = [];

  /** The word of a colleague that this request began with; most begin with none. */
  @IsOptional()
  @IsUUID()
  word: string | undefined = undefined;
}
