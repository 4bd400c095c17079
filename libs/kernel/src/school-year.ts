import type { SchoolUrn } from './ids.js';
import { dateOf, monthOf, yearOf, type LocalDate } from './local-date.js';

declare const brand: unique symbol;

/** 1 September to 31 August, written `2026/27`. Years compare as text. */
export type AcademicYearId = string & { readonly [brand]: 'AcademicYearId' };

/** One of the six half-terms of a year, written `2026/27-3`. Half-terms compare as text: `a < b` means earlier. */
export type HalfTermId = string & { readonly [brand]: 'HalfTermId' };

/** 1 to 6: two in autumn, two in spring, two in summer. */
export type HalfTermNumber = 1 | 2 | 3 | 4 | 5 | 6;

export const TERMS = ['autumn', 'spring', 'summer'] as const;
export type TermName = (typeof TERMS)[number];

/** Both days belong to it. */
export interface Span {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** What an area publishes for one academic year. */
export interface AcademicYear {
  readonly id: AcademicYearId;
  /** Six, in order: the days on which schools are open to staff or pupils, weekends inside included. */
  readonly halfTerms: readonly [Span, Span, Span, Span, Span, Span];
  readonly bankHolidays: readonly LocalDate[];
  /** Staff training days of the area's schools. They fall inside a half-term. */
  readonly insetDays: readonly LocalDate[];
  /** Weekdays on which the area's office is shut, bank holidays apart. */
  readonly officeClosures: readonly LocalDate[];
}

/** A school says only what differs from its area. */
export interface SchoolDays {
  readonly halfTerms?: Readonly<Record<string, Span>>;
  /** Instead of the area's, in the years they fall in. */
  readonly insetDays?: readonly LocalDate[];
}

/** Plain data, one version of an area's setting `calendar`: a deadline keeps the version it was counted with (I-32). */
export interface Calendar {
  readonly version: string;
  /** Consecutive, oldest first. */
  readonly years: readonly AcademicYear[];
  /** Whether a staff training day is a working day of a school; the default is that it is. */
  readonly insetCounts: boolean;
  readonly schools: Readonly<Record<SchoolUrn, SchoolDays>>;
}

/** @returns the year, or null unless the text is like `2026/27`, two years that follow one another, 2000/01 to 2099/00. */
export function parseAcademicYear(text: string): AcademicYearId | null {
  const found = /^(20[0-9]{2})\/([0-9]{2})$/.exec(text);
  return found && (Number(found[1]) + 1) % 100 === Number(found[2]) ? (text as AcademicYearId) : null;
}

/** @returns the half-term, or null unless the text is like `2026/27-3`. */
export function parseHalfTerm(text: string): HalfTermId | null {
  const [year, number, more] = text.split('-');
  const known = year !== undefined && parseAcademicYear(year) !== null && more === undefined;
  return known && /^[1-6]$/.test(number ?? '') ? (text as HalfTermId) : null;
}

/** The academic year that begins in September of this calendar year, 2000 to 2099. */
export function academicYearFrom(september: number): AcademicYearId {
  return `${september}/${String((september + 1) % 100).padStart(2, '0')}` as AcademicYearId;
}

export function academicYearOf(date: LocalDate): AcademicYearId {
  return academicYearFrom(monthOf(date) >= 9 ? yearOf(date) : yearOf(date) - 1);
}

/** 1 September to 31 August. */
export function spanOfYear(year: AcademicYearId): Span {
  const september = Number(year.slice(0, 4));
  return { from: dateOf(september, 9, 1), to: dateOf(september + 1, 8, 31) };
}

export function halfTermId(year: AcademicYearId, number: HalfTermNumber): HalfTermId {
  return `${year}-${number}` as HalfTermId;
}

export function yearOfHalfTerm(halfTerm: HalfTermId): AcademicYearId {
  return halfTerm.slice(0, 7) as AcademicYearId;
}

export function numberOfHalfTerm(halfTerm: HalfTermId): HalfTermNumber {
  return Number(halfTerm.slice(8)) as HalfTermNumber;
}

/** @param by how many half-terms on, negative to go back; six of them are a year. */
export function halfTermAfter(halfTerm: HalfTermId, by = 1): HalfTermId {
  const count = Number(halfTerm.slice(0, 4)) * 6 + numberOfHalfTerm(halfTerm) - 1 + by;
  return halfTermId(academicYearFrom(Math.floor(count / 6)), ((((count % 6) + 6) % 6) + 1) as HalfTermNumber);
}

/** So many half-terms in order, the given one first. */
export function halfTermsFrom(first: HalfTermId, count: number): HalfTermId[] {
  return Array.from({ length: count }, (_, index) => halfTermAfter(first, index));
}

/** Every half-term from the first to the last, both included; none where the last is earlier. */
export function halfTermsBetween(first: HalfTermId, last: HalfTermId): HalfTermId[] {
  const found: HalfTermId[] = [];
  for (let at = first; at <= last; at = halfTermAfter(at)) found.push(at);
  return found;
}

export function termOfHalfTerm(halfTerm: HalfTermId): TermName {
  return TERMS[Math.floor((numberOfHalfTerm(halfTerm) - 1) / 2)] ?? 'summer';
}
