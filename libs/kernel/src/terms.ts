import { DomainError } from './domain-error.js';
import type { SchoolUrn } from './ids.js';
import type { LocalDate } from './local-date.js';
import {
  academicYearFrom,
  academicYearOf,
  halfTermId,
  numberOfHalfTerm,
  TERMS,
  yearOfHalfTerm,
  type AcademicYear,
  type AcademicYearId,
  type Calendar,
  type HalfTermId,
  type HalfTermNumber,
  type Span,
  type TermName,
} from './school-year.js';

/** No calendar, no guess: what was asked is named, and nothing is counted. */
export class NoCalendar extends DomainError {
  readonly code = 'NO_CALENDAR';
  constructor(what: string, why: string) {
    super(`${what} cannot be worked out: ${why}.`);
  }
}

export interface Term extends Span {
  readonly year: AcademicYearId;
  readonly name: TermName;
}

/** @throws NoCalendar where the calendar does not hold that year. */
export function yearIn(calendar: Calendar, year: AcademicYearId): AcademicYear {
  const found = calendar.years.find((each) => each.id === year);
  if (!found) throw new NoCalendar(year, `the calendar ${calendar.version} has no academic year ${year}`);
  return found;
}

/** The days of a half-term, for the area or, where a school differs, for that school. @throws NoCalendar */
export function spanOf(halfTerm: HalfTermId, calendar: Calendar, school?: SchoolUrn): Span {
  const year = yearIn(calendar, yearOfHalfTerm(halfTerm));
  const own = school === undefined ? undefined : calendar.schools[school]?.halfTerms?.[halfTerm];
  const span = own ?? year.halfTerms[numberOfHalfTerm(halfTerm) - 1];
  if (!span) throw new NoCalendar(halfTerm, `the calendar ${calendar.version} has no such half-term`);
  return span;
}

/**
 * The half-term a day belongs to. A break belongs to the half-term before it, the summer holiday to half-term 6 until
 * 31 August, and September days before term to half-term 1.
 *
 * @throws NoCalendar where the calendar does not hold the day's academic year.
 */
export function halfTermOf(date: LocalDate, calendar: Calendar, school?: SchoolUrn): HalfTermId {
  const year = academicYearOf(date);
  const begun = NUMBERS.filter((number) => spanOf(halfTermId(year, number), calendar, school).from <= date);
  return halfTermId(year, begun.at(-1) ?? 1);
}

/** The term that holds a day, breaks counted as above. @throws NoCalendar */
export function termOf(date: LocalDate, calendar: Calendar, school?: SchoolUrn): Term {
  return termAfter(date, 0, calendar, school);
}

/**
 * So many terms after the one that holds the day: three make a year.
 *
 * @throws NoCalendar where the calendar ends before it.
 */
export function termAfter(date: LocalDate, terms: number, calendar: Calendar, school?: SchoolUrn): Term {
  const now = halfTermOf(date, calendar, school);
  const count = Number(now.slice(0, 4)) * 3 + Math.floor((numberOfHalfTerm(now) - 1) / 2) + terms;
  const year = academicYearFrom(Math.floor(count / 3));
  const at = ((count % 3) + 3) % 3;
  const half = (number: number): Span => spanOf(halfTermId(year, number as HalfTermNumber), calendar, school);
  return { year, name: TERMS[at] ?? 'autumn', from: half(at * 2 + 1).from, to: half(at * 2 + 2).to };
}

const NUMBERS = [1, 2, 3, 4, 5, 6] as const;
