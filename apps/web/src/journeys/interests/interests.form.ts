import { INTEREST_KINDS } from '@app/identity';
import { IsIn, IsNotEmpty, Matches, MaxLength } from 'class-validator';

export class InterestForm {
  @Matches(/^[1-9][0-9]{5}$/, { message: 'Choose the school' })
  school: string | undefined = undefined;

  @IsIn([...INTEREST_KINDS], { message: 'Choose what connects you with it' })
  kind: string | undefined = undefined;
}

export class PaidWorkForm {
  @IsNotEmpty({ message: 'Enter who pays you' })
  @MaxLength(200, { message: 'Keep who pays you to 200 characters or fewer' })
  supplier: string | undefined = undefined;
}
