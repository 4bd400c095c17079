import { IsOptional, Matches } from 'class-validator';

/** The year stands in the address, so that a page can be kept and sent on. */
export class BoardForm {
  @IsOptional()
  @Matches(/^20\d\d\/\d\d$/, { message: 'Choose an academic year from the list, like 2026/27' })
  year: string | undefined = undefined;
}
