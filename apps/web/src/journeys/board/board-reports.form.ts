import { IsNotEmpty, Matches, MaxLength } from 'class-validator';

export class DraftReportForm {
  @Matches(/^20\d\d\/\d\d$/, { message: 'Choose an academic year from the list, like 2026/27' })
  year: string | undefined = undefined;
}

export class ErratumForm {
  @IsNotEmpty({ message: 'Enter what is wrong in the report' })
  @MaxLength(2_000, { message: 'Keep what is wrong in the report to 2,000 characters or fewer' })
  erratum: string | undefined = undefined;
}
