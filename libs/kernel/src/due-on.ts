import {
  clockOf,
  type ClockId,
  type ClockRow,
  type ClockSettings,
  type CountedOn,
  type Limit,
} from './clocks.js';
import { DomainError } from './domain-error.js';
import type { SchoolUrn } from './ids.js';
import { addDays, weekday, type LocalDate, type Weekday } from './local-date.js';
import { endOfDay, instantOf, localDateOf, wallClockOf, type WallClock } from './london-time.js';
import { academicYearOf, halfTermAfter, halfTermId, type Calendar } from './school-year.js';
import { halfTermOf, NoCalendar, spanOf, termAfter, termOf } from './terms.js';
import {
  addWorkingDays,
  addWorkingHours,
  bothWork,
  brokerDays,
  officeDays,
  rollBack,
  rollForward,
  schoolDays,
  type WorkingDays,
} from './working-days.js';

/** Who acts. A party that is no school (a system leader, an outside partner) is left out and keeps the area's term days. */
export interface Parties {
  readonly supporter?: SchoolUrn;
  readonly supported?: SchoolUrn;
  /** The school a clock of one school runs for: a concern's, a signal's, a declaration's. */
  readonly school?: SchoolUrn;
  /** Who writes the record: somebody of the office, or of this school. */
  readonly author?: 'office' | SchoolUrn;
  /** The days of the week on which this broker is released. */
  readonly brokerWeekdays?: readonly Weekday[];
}

export interface DueAsked extends Parties {
  readonly settings?: ClockSettings;
  /** The rhythm the pairing agreed, in working days; C-11 alone needs it. */
  readonly cadenceDays?: number;
}

export interface Due {
  readonly clock: ClockId;
  readonly on: LocalDate;
  /** The instant at which it is missed: the end of that day, or the hour where the clock counts hours. */
  readonly at: Date;
  /** The broker's own next day comes later than this: somebody covers (C-2). */
  readonly cover: boolean;
  /** A deadline keeps the calendar it was counted with (I-32). */
  readonly calendarVersion: string;
}

/** A clock was asked without something it counts by. */
export class ClockNeeds extends DomainError {
  readonly code = 'CLOCK_NEEDS';
  constructor(clock: ClockId, what: string) {
    super(`${clock} cannot be counted without ${what}.`);
  }
}

/**
 * When something is due. Pure: the trigger's local date is day 0, and n working days are due at the end of the nth.
 *
 * @param trigger the instant it began, or its day alone; for `C-17` the day the appointment ends.
 * @throws NoCalendar naming the clock, where there is no calendar or it ends too soon; ClockNeeds.
 */
export function dueOn(
  clock: ClockId,
  trigger: Date | LocalDate,
  calendar: Calendar | null | undefined,
  asked: DueAsked = {},
): Due {
  if (!calendar) throw new NoCalendar(`The deadline of ${clock}`, 'the area has no calendar in force');
  const row = clockOf(clock, asked.settings);
  const from = typeof trigger === 'string' ? { date: trigger, ms: 0 } : wallClockOf(trigger);
  try {
    const found = limitOf(clock, row, from, calendar, asked);
    const at = found.ms === undefined ? endOfDay(found.on) : instantOf(found.on, { ms: found.ms });
    return { clock, on: found.on, at, cover: found.cover ?? false, calendarVersion: calendar.version };
  } catch (error) {
    if (!(error instanceof NoCalendar)) throw error;
    throw new NoCalendar(`The deadline of ${clock}`, `the calendar ${calendar.version} ends too soon for it`);
  }
}

/** Is it too late at this instant? Until the end of the day it is in time. */
export function isMissed(due: Due, now: Date): boolean {
  return now.getTime() >= due.at.getTime();
}

/** The day a trigger counts as: day 0. */
export function dayZero(trigger: Date | LocalDate): LocalDate {
  return typeof trigger === 'string' ? trigger : localDateOf(trigger);
}

interface Found {
  readonly on: LocalDate;
  readonly ms?: number;
  readonly cover?: boolean;
}

function limitOf(clock: ClockId, row: ClockRow, from: WallClock, calendar: Calendar, asked: DueAsked): Found {
  const works = daysOf(clock, row.countedOn, calendar, asked);
  const { limit } = row;
  switch (limit.kind) {
    case 'working_days':
      return { on: addWorkingDays(from.date, limit.days, works) };
    case 'working_days_before':
      return { on: addWorkingDays(from.date, -limit.days, works) };
    case 'calendar_days':
      return { on: rollForward(addDays(from.date, limit.days), works) };
    case 'working_hours': {
      const end = addWorkingHours(from, limit.hours, works);
      return { on: end.date, ms: end.ms };
    }
    case 'next_broker_day':
      return nextBrokerDay(from.date, limit.atMostDays, works, schoolDays(calendar));
    case 'cadence': {
      if (asked.cadenceDays === undefined) throw new ClockNeeds(clock, 'the rhythm of the pairing');
      return { on: addWorkingDays(from.date, Math.ceil((asked.cadenceDays * limit.tenths) / 10), works) };
    }
    default:
      return { on: inSchoolYear(limit, from.date, calendar, works, schoolOf(row.countedOn, asked)) };
  }
}

/** Somebody can cover on any day of term, so that is where the last day rolls to. */
function nextBrokerDay(zero: LocalDate, atMost: number, broker: WorkingDays, cover: WorkingDays): Found {
  const last = rollForward(addDays(zero, atMost), cover);
  for (let next = addDays(zero, 1); next <= last; next = addDays(next, 1)) {
    if (broker(next)) return { on: next };
  }
  return { on: last, cover: true };
}

type OfSchoolYear = Extract<
  Limit,
  { kind: 'next_half_term' | 'terms' | 'after_may_break' | 'week_two' | 'summer_end' }
>;

function inSchoolYear(
  limit: OfSchoolYear,
  date: LocalDate,
  calendar: Calendar,
  works: WorkingDays,
  school: SchoolUrn | undefined,
): LocalDate {
  const six = halfTermId(academicYearOf(date), 6);
  switch (limit.kind) {
    case 'next_half_term': {
      const next = halfTermAfter(halfTermOf(date, calendar, school));
      return rollBack(spanOf(next, calendar, school).to, works);
    }
    case 'terms':
      return rollBack(termAfter(date, limit.terms, calendar, school).to, works);
    case 'after_may_break':
      return rollForward(spanOf(six, calendar, school).from, works);
    case 'week_two': {
      const { from } = termOf(date, calendar, school);
      return rollForward(addDays(from, 8 - weekday(from)), works);
    }
    case 'summer_end':
      return rollBack(spanOf(six, calendar, school).to, works);
  }
}

/** Whose own term dates count; where both schools' do, the area's stand and days on which one is shut fall out. */
function schoolOf(countedOn: CountedOn, parties: Parties): SchoolUrn | undefined {
  if (countedOn === 'supporter' || countedOn === 'asked') return parties.supporter;
  if (countedOn === 'supported') return parties.supported;
  return countedOn === 'school' ? parties.school : undefined;
}

function daysOf(clock: ClockId, countedOn: CountedOn, calendar: Calendar, parties: Parties): WorkingDays {
  switch (countedOn) {
    case 'office':
      return officeDays(calendar);
    case 'broker': {
      const weekdays = parties.brokerWeekdays ?? [];
      if (weekdays.length === 0) throw new ClockNeeds(clock, "the broker's own days");
      return brokerDays(calendar, weekdays);
    }
    case 'both':
      return bothWork(schoolDays(calendar, parties.supporter), schoolDays(calendar, parties.supported));
    case 'author':
      return parties.author === 'office' ? officeDays(calendar) : schoolDays(calendar, parties.author);
    default:
      return schoolDays(calendar, schoolOf(countedOn, parties));
  }
}
