import { IsIn, IsOptional, Matches } from 'class-validator';
import { KIND_WORDS } from './exceptions.view.js';

/** The filter stands in the address, so that a list can be kept and sent on. */
export class ExceptionsForm {
  @IsOptional()
  @IsIn(Object.keys(KIND_WORDS), { message: 'Choose a kind from the list' })
  kind: string | undefined = undefined;

  @IsOptional()
  @Matches(/^[1-9][0-9]{0,5}$/, { message: 'There is no such page' })
  page: string | undefined = undefined;
}
