import { IsOptional, Matches } from 'class-validator';

const URN = /^[1-9][0-9]{5}$/;
const OPEN_AGAIN = { message: 'Open the page again and press anew' };

/** For who works at two schools, and for a year that is over or to come. */
export class CommitmentsForm {
  @IsOptional()
  @Matches(URN, { message: 'A school’s URN is six digits, like 990013' })
  school: string | undefined = undefined;

  @IsOptional()
  @Matches(/^20[0-9]{2}-[0-9]{2}$/, { message: 'A school year is written like 2026-27' })
  year: string | undefined = undefined;

  /** The half-term whose spare days were just taken back; believed only as far as it is stored. */
  @IsOptional()
  @Matches(/^20[0-9]{2}-[0-9]{2}-[1-6]$/, { message: 'A half-term is written like 2026-27-3' })
  released: string | undefined = undefined;
}

export class ReleaseForm {
  @Matches(URN, OPEN_AGAIN)
  school: string | undefined = undefined;

  @Matches(/^20[0-9]{2}\/[0-9]{2}-[1-6]$/, OPEN_AGAIN)
  halfTerm: string | undefined = undefined;
}
