import type { SchoolUrn } from './ids.js';
import { addDays, weekday, type LocalDate, type Weekday } from './local-date.js';
import { instantOf, wallClockOf } from './london-time.js';
import type { Calendar } from './school-year.js';
import { brokerDays, officeDays, rollForward, schoolDays, type WorkingDays } from './working-days.js';

/** No mail arrives from 19:00 to 07:00, by the wall clock of the United Kingdom. */
export const MAIL_FROM_HOUR = 7;
export const MAIL_TO_HOUR = 19;

const HOUR_MS = 3_600_000;

/** Whether mail may arrive now for somebody who works on these days: no evening, no weekend, no holiday. */
export function mayArrive(now: Date, works: WorkingDays): boolean {
  const { date, ms } = wallClockOf(now);
  return ms >= MAIL_FROM_HOUR * HOUR_MS && ms < MAIL_TO_HOUR * HOUR_MS && works(date);
}

/**
 * The first instant, now or later, at which mail may arrive.
 *
 * @throws NoCalendar where the calendar ends first.
 */
export function nextArrival(now: Date, works: WorkingDays): Date {
  if (mayArrive(now, works)) return now;
  const { date, ms } = wallClockOf(now);
  const from = ms < MAIL_FROM_HOUR * HOUR_MS ? date : addDays(date, 1);
  return instantOf(rollForward(from, works), { hour: MAIL_FROM_HOUR });
}

/**
 * The day whose digest is due to a seconded head now: today on their own broker day, from 07:00. On the four days at
 * their own school, and in holidays, there is none.
 *
 * @param weekdays on which they are released to broker; none: they get no digest as a broker.
 */
export function brokerDigestOf(
  now: Date,
  calendar: Calendar,
  weekdays: readonly Weekday[],
): LocalDate | null {
  return mayArrive(now, brokerDays(calendar, weekdays)) ? wallClockOf(now).date : null;
}

/**
 * The week (its Monday) whose digest is due to a head now: from 07:00 on its first school day, or later in the week where
 * the service was not there. One a week at most.
 */
export function headDigestOf(now: Date, calendar: Calendar, school: SchoolUrn): LocalDate | null {
  return weekOf(now, schoolDays(calendar, school));
}

/** The week (its Monday) whose digest is due to an adviser or a chair now: from 07:00 on its first day of the office. */
export function officeDigestOf(now: Date, calendar: Calendar): LocalDate | null {
  return weekOf(now, officeDays(calendar));
}

function weekOf(now: Date, works: WorkingDays): LocalDate | null {
  if (!mayArrive(now, works)) return null;
  const { date } = wallClockOf(now);
  return addDays(date, 1 - weekday(date));
}

/** Their next broker day after this date. @returns null for somebody without one. @throws NoCalendar */
export function nextBrokerDay(
  after: LocalDate,
  calendar: Calendar,
  weekdays: readonly Weekday[],
): LocalDate | null {
  return weekdays.length === 0 ? null : rollForward(addDays(after, 1), brokerDays(calendar, weekdays));
}
