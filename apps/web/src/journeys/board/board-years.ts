import { academicYearFrom, academicYearOf, localDateOf, type AcademicYearId } from '@app/kernel';

/** How many years back can be chosen, this one included. */
const YEARS = 5;

/** Years that can be counted, the newest first. */
export function yearsBack(now: Date): AcademicYearId[] {
  const first = Number(academicYearOf(localDateOf(now)).slice(0, 4));
  return Array.from({ length: YEARS }, (_, back) => academicYearFrom(first - back));
}

/** The years that a page of the Board can be of, its own chosen. */
export function yearsTo(now: Date, year: AcademicYearId): object[] {
  const years = yearsBack(now);
  return (years.includes(year) ? years : [year, ...years]).map((each) => ({
    ...{ value: each, text: each, selected: each === year },
  }));
}

export const pdfOf = (year: AcademicYearId, of = '/board'): string =>
  `${of}.pdf?year=${encodeURIComponent(year)}`;

/** Where the schools behind a published middle open. */
export const publishedAt = (measure: string): string => `/board/measures/${measure}`;

export const goalAt = (reference: string): string => `/board/goals/${reference}`;

export const periodOf = (from: AcademicYearId, to: AcademicYearId): string =>
  from === to ? from : `${from} to ${to}`;
