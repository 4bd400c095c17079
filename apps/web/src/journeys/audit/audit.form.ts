import { IsIn, IsISO8601, IsOptional, Matches, MaxLength } from 'class-validator';

const DAY = /^20[0-9]{2}-[0-9]{2}-[0-9]{2}$/;
/** A day that there is: 30 February is none. */
const REAL = { strict: true };

/** The filter stands in the address, so that a list can be kept and sent on. */
export class AuditFilterForm {
  @IsOptional()
  @Matches(/^[1-9][0-9]{5}$/, { message: 'A school’s URN is six digits, like 990013' })
  school: string | undefined = undefined;

  @IsOptional()
  @Matches(/^[a-z]+(\.[a-z]+){1,3}$/, { message: 'Choose an action from the list' })
  act: string | undefined = undefined;

  @IsOptional()
  @IsIn(['done', 'refused'], { message: 'Choose done or refused' })
  outcome: string | undefined = undefined;

  @IsOptional()
  @Matches(DAY, { message: 'Write the first day like 2026-11-25' })
  @IsISO8601(REAL, { message: 'Write the first day like 2026-11-25' })
  from: string | undefined = undefined;

  @IsOptional()
  @Matches(DAY, { message: 'Write the last day like 2026-11-25' })
  @IsISO8601(REAL, { message: 'Write the last day like 2026-11-25' })
  to: string | undefined = undefined;

  @IsOptional()
  @Matches(/^[1-9][0-9]{0,5}$/, { message: 'There is no such page' })
  @MaxLength(6)
  page: string | undefined = undefined;
}
