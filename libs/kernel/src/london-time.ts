import { addDays, dayOf, FIRST_DATE, lastWeekdayOf, monthOf, yearOf, type LocalDate } from './local-date.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** 2000-01-01 is 10,957 days after 1970-01-01: thirty years with seven leap days. */
const FIRST_DAY = 30 * 365 + 7;

/** What a clock on the wall shows: a date, and the milliseconds since its midnight (0 to 86,399,999). */
export interface WallClock {
  readonly date: LocalDate;
  readonly ms: number;
}

/**
 * The wall clock in the United Kingdom at an instant. Summer time runs from 01:00 UTC on the last Sunday of March to
 * 01:00 UTC on the last Sunday of October (Summer Time Act 1972 as amended in 2002); no locale data is asked, so that
 * every machine gives the same answer.
 *
 * @throws DateOutOfRange for instants outside 2000 to 2100.
 */
export function wallClockOf(instant: Date): WallClock {
  const utc = instant.getTime();
  return split(utc + (isSummerTime(utc, yearOf(split(utc).date)) ? HOUR_MS : 0));
}

/** The day on the wall calendar in the United Kingdom at an instant. @throws DateOutOfRange outside 2000 to 2100. */
export function localDateOf(instant: Date): LocalDate {
  return wallClockOf(instant).date;
}

/**
 * The instant at which the wall clock shows this. In the hour that spring leaves out, the clock has just gone forward:
 * 01:30 reads 02:30. In the hour that autumn repeats, the first of the two.
 */
export function instantOf(date: LocalDate, time: { hour?: number; minute?: number; ms?: number } = {}): Date {
  const wall =
    utcMidnight(date) + (time.hour ?? 0) * HOUR_MS + (time.minute ?? 0) * MINUTE_MS + (time.ms ?? 0);
  const asSummer = wall - HOUR_MS;
  return new Date(isSummerTime(asSummer, yearOf(date)) ? asSummer : wall);
}

/** The instant at which a day is over: midnight at its end. */
export function endOfDay(date: LocalDate): Date {
  return instantOf(addDays(date, 1));
}

function isSummerTime(utc: number, year: number): boolean {
  return utc >= changeOf(year, 3) && utc < changeOf(year, 10);
}

function changeOf(year: number, month: 3 | 10): number {
  return utcMidnight(lastWeekdayOf(year, month, 7)) + HOUR_MS;
}

function split(ms: number): WallClock {
  const days = Math.floor(ms / DAY_MS);
  return { date: addDays(FIRST_DATE, days - FIRST_DAY), ms: ms - days * DAY_MS };
}

function utcMidnight(date: LocalDate): number {
  return Date.UTC(yearOf(date), monthOf(date) - 1, dayOf(date));
}
