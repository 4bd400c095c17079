import type { SchoolUrn } from './ids.js';
import { addDays, weekday, type LocalDate, type Weekday } from './local-date.js';
import type { WallClock } from './london-time.js';
import { academicYearOf, type Calendar } from './school-year.js';
import { halfTermOf, spanOf, yearIn } from './terms.js';

/** Whether a party works on a day. @throws NoCalendar for days outside the calendar's years: it never guesses. */
export type WorkingDays = (date: LocalDate) => boolean;

/** Monday to Friday less bank holidays and listed closures. */
export function officeDays(calendar: Calendar): WorkingDays {
  return (date) => {
    const year = yearIn(calendar, academicYearOf(date));
    return isWeekday(date) && !year.bankHolidays.includes(date) && !year.officeClosures.includes(date);
  };
}

/**
 * A weekday in term that is no bank holiday; a staff training day counts unless the area's setting says otherwise.
 * Without a school: the area's own dates, for parties that are no school.
 */
export function schoolDays(calendar: Calendar, school?: SchoolUrn): WorkingDays {
  return (date) => {
    const year = yearIn(calendar, academicYearOf(date));
    const term = spanOf(halfTermOf(date, calendar, school), calendar, school);
    const inset = (school === undefined ? undefined : calendar.schools[school]?.insetDays) ?? year.insetDays;
    return (
      isWeekday(date) &&
      date >= term.from &&
      date <= term.to &&
      !year.bankHolidays.includes(date) &&
      (calendar.insetCounts || !inset.includes(date))
    );
  };
}

/** That broker's own days in term. */
export function brokerDays(calendar: Calendar, weekdays: readonly Weekday[]): WorkingDays {
  const inTerm = schoolDays(calendar);
  return (date) => inTerm(date) && weekdays.includes(weekday(date)); // the calendar first: it refuses what it does not hold
}

/** Both must be open. */
export function bothWork(one: WorkingDays, other: WorkingDays): WorkingDays {
  return (date) => one(date) && other(date);
}

/**
 * The nth working day after day 0, which itself never counts; due at its end. 0 days: day 0 itself, or the next
 * working day. Negative: the nth before it.
 *
 * @throws NoCalendar where the calendar ends first.
 */
export function addWorkingDays(dayZero: LocalDate, days: number, works: WorkingDays): LocalDate {
  if (days === 0) return rollForward(dayZero, works);
  const step = days > 0 ? 1 : -1;
  let date = dayZero;
  for (let left = Math.abs(days); left > 0;) {
    date = addDays(date, step);
    if (works(date)) left -= 1;
  }
  return date;
}

/** The day itself if it is a working day, else the next one. */
export function rollForward(date: LocalDate, works: WorkingDays): LocalDate {
  let at = date;
  while (!works(at)) at = addDays(at, 1);
  return at;
}

/** The day itself if it is a working day, else the last one before it. */
export function rollBack(date: LocalDate, works: WorkingDays): LocalDate {
  let at = date;
  while (!works(at)) at = addDays(at, -1);
  return at;
}

/** How many working days after the first date, up to and including the second: what a clock of n days has used. */
export function workingDaysBetween(from: LocalDate, to: LocalDate, works: WorkingDays): number {
  let count = 0;
  for (let at = from; at < to;) {
    at = addDays(at, 1);
    if (works(at)) count += 1;
  }
  return count;
}

/**
 * Counts all 24 hours of every working day and none of any other, by the wall clock.
 *
 * @returns where the hours run out; `ms` is 86,400,000 where that is the very end of a day.
 */
export function addWorkingHours(from: WallClock, hours: number, works: WorkingDays): WallClock {
  let left = hours * HOUR_MS;
  for (let { date, ms } = from; ; date = addDays(date, 1), ms = 0) {
    if (!works(date)) continue;
    if (left <= DAY_MS - ms) return { date, ms: ms + left };
    left -= DAY_MS - ms;
  }
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

function isWeekday(date: LocalDate): boolean {
  return weekday(date) <= 5;
}
