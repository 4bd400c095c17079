import { DomainError } from './domain-error.js';

declare const brand: unique symbol;

/**
 * A day on the wall calendar of the United Kingdom, `2026-11-25`, from 2000-01-01 to 2100-12-31. It has no time and no
 * zone, and two of them compare as text: `a < b` means earlier.
 */
export type LocalDate = string & { readonly [brand]: 'LocalDate' };

/** 1 Monday to 7 Sunday (ISO 8601). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export const FIRST_DATE = '2000-01-01' as LocalDate;
export const LAST_DATE = '2100-12-31' as LocalDate;

export class DateOutOfRange extends DomainError {
  readonly code = 'DATE_OUT_OF_RANGE';
  constructor(what: string) {
    super(`${what} is not a day between ${FIRST_DATE} and ${LAST_DATE}.`);
  }
}

const FORM = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
const DAYS_IN = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** @returns the date, or null unless the text is exactly a day that exists, like `2026-11-25`. Nothing is trimmed. */
export function parseLocalDate(text: string): LocalDate | null {
  const found = FORM.exec(text);
  if (!found) return null;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const exists = month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  return exists && text >= FIRST_DATE && text <= LAST_DATE ? (text as LocalDate) : null;
}

export function isLocalDate(value: unknown): value is LocalDate {
  return typeof value === 'string' && parseLocalDate(value) !== null;
}

/** For dates written in code and data already checked. @throws DateOutOfRange where the text is no such day. */
export function localDate(text: string): LocalDate {
  const date = parseLocalDate(text);
  if (date === null) throw new DateOutOfRange(`"${text.slice(0, 40)}"`);
  return date;
}

/** @param days whole days, negative to go back. @throws DateOutOfRange outside 2000 to 2100 or for a fraction. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return fromDayNumber(dayNumber(date) + days);
}

/** Whole days from the first to the second: 0 for the same day, negative where the second is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from);
}

export function weekday(date: LocalDate): Weekday {
  // 1970-01-01 was a Thursday; every date here is later.
  return (((dayNumber(date) + 3) % 7) + 1) as Weekday;
}

export function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4));
}

export function monthOf(date: LocalDate): number {
  return Number(date.slice(5, 7));
}

export function dayOf(date: LocalDate): number {
  return Number(date.slice(8, 10));
}

/** @throws DateOutOfRange where there is no such day. */
export function dateOf(year: number, month: number, day: number): LocalDate {
  return localDate(`${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`);
}

/** The last such weekday of a month, like the Sunday on which the clocks change. */
export function lastWeekdayOf(year: number, month: number, wanted: Weekday): LocalDate {
  const last = dateOf(year, month, daysInMonth(year, month));
  return addDays(last, -((weekday(last) - wanted + 7) % 7));
}

function daysInMonth(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (DAYS_IN[month - 1] ?? 0);
}

/**
 * Days since 1970-01-01 in the proleptic Gregorian calendar, by whole numbers alone (years begin in March, so that the
 * leap day comes last). Source: H. Hinnant, chrono-compatible low-level date algorithms, `days_from_civil`.
 */
function dayNumber(date: LocalDate): number {
  const month = monthOf(date);
  const year = yearOf(date) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const ofEra = year - era * 400;
  const ofYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + dayOf(date) - 1;
  return era * 146097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719468;
}

/** The inverse: `civil_from_days` of the same source. */
function fromDayNumber(days: number): LocalDate {
  if (!Number.isInteger(days)) throw new DateOutOfRange(`Day number ${days}`);
  const shifted = days + 719468;
  const era = Math.floor(shifted / 146097);
  const ofEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36524) - Math.floor(ofEra / 146096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return dateOf(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
