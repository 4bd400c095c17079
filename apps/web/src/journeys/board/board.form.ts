import { parseAcademicYear, type AcademicYearId } from '@app/kernel';
import { IsOptional, Matches } from 'class-validator';
import { FormErrors } from '../../layout/form-errors.js';
import { readForm } from '../../layout/read-form.js';

/** The year stands in the address, so that a page can be kept and sent on. */
export class BoardForm {
  @IsOptional()
  @Matches(/^20\d\d\/\d\d$/, { message: 'Choose an academic year from the list, like 2026/27' })
  year: string | undefined = undefined;
}

export const YEAR_MISSING = [{ path: 'year', message: 'Choose an academic year from the list' }];

export function yearOf(query: object): {
  readonly year: AcademicYearId | null;
  readonly errors: FormErrors | null;
} {
  const read = readForm(BoardForm, query);
  if (!read.ok) return { year: null, errors: read.errors };
  if (read.form.year === undefined) return { year: null, errors: null };
  const year = parseAcademicYear(read.form.year);
  return { year, errors: year === null ? new FormErrors(YEAR_MISSING) : null };
}
