import { IsOptional, Matches, MaxLength } from 'class-validator';

/** The filter stands in the address, so that a list can be kept and sent on. */
export class SchoolsFilterForm {
  @IsOptional()
  @MaxLength(100, { message: 'Keep the name, town or postcode under 100 characters' })
  text: string | undefined = undefined;

  @IsOptional()
  @MaxLength(100, { message: 'Choose a phase from the list' })
  phase: string | undefined = undefined;

  @IsOptional()
  @MaxLength(100, { message: 'Choose a district from the list' })
  district: string | undefined = undefined;

  @IsOptional()
  @Matches(/^[1-9][0-9]{0,5}$/, { message: 'There is no such page' })
  page: string | undefined = undefined;
}
