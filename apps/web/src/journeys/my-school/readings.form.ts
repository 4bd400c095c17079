import { IsOptional, Matches } from 'class-validator';

/** For who leads two schools, and for a list of more than one page. */
export class ReadingsForm {
  @IsOptional()
  @Matches(/^[1-9][0-9]{5}$/, { message: 'A school’s URN is six digits, like 990013' })
  school: string | undefined = undefined;

  @IsOptional()
  @Matches(/^[1-9][0-9]{0,5}$/, { message: 'There is no such page' })
  page: string | undefined = undefined;
}
