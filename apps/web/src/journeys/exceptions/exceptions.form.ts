import { EXCEPTION_KINDS } from '@app/brokerage';
import { IsIn, IsOptional } from 'class-validator';

/** The filter stands in the address, so that a list can be kept and sent on. */
export class ExceptionsForm {
  @IsOptional()
  @IsIn([...EXCEPTION_KINDS], { message: 'Choose a kind from the list' })
  kind: string | undefined = undefined;
}
