import {
  addDays,
  instantOf,
  schoolDays,
  wallClockOf,
  type Calendar,
  type LocalDate,
  type SchoolUrn,
} from '@app/kernel';
import { FieldReader, MODES, type Mode } from '@app/profiles';
import type { PlannedVisitEntity } from './planned-visit.entity.js';

/** When, how long, how and where. */
export interface AskedPlan {
  readonly heldOn: string;
  readonly startsAt: string;
  readonly minutes: number;
  readonly mode: string;
  readonly place?: string | null;
  /** It is meant on a day on which one of the schools is closed. */
  readonly anyway?: boolean;
}

export type ReadPlan = Pick<PlannedVisitEntity, 'heldOn' | 'startsAt' | 'minutes' | 'place'> & {
  readonly mode: Mode;
};

export interface PlanWorld {
  readonly now: Date;
  readonly calendar: Calendar;
  readonly schools: readonly { readonly urn: SchoolUrn; readonly name: string }[];
}

const CLOCK = /^([01]?[0-9]|2[0-3]):([0-5][0-9])$/;
/** Two school years are planned at most. */
const FARTHEST_DAYS = 400;
const MOST_MINUTES = 600;

/** @throws BadInput naming every field; NoCalendar for a day that the area's calendar does not hold. */
export function readPlan(asked: AskedPlan, world: PlanWorld): ReadPlan {
  const reader = new FieldReader();
  const today = wallClockOf(world.now).date;
  const heldOn = reader.date('heldOn', asked.heldOn, 'the day of the visit');
  if (heldOn < today || heldOn > addDays(today, FARTHEST_DAYS))
    reader.say('heldOn', 'Enter a day from today on, within the next two school years');
  else if (asked.anyway !== true) {
    const closed = closedOn(heldOn, world);
    if (closed.length > 0)
      reader.say(
        'heldOn',
        `That is no school day at ${closed.join(' and ')}. Choose another, or say that you mean it`,
      );
  }
  const startsAt = clockTime(reader, heldOn, asked.startsAt, world.now);
  const minutes = reader.whole('minutes', asked.minutes, 'how long it takes, in minutes,', 15, MOST_MINUTES);
  if (minutes % 15 !== 0) reader.say('minutes', 'Enter how long it takes in quarters of an hour');
  const mode = reader.oneOf('mode', asked.mode, MODES);
  const place = reader.textOrNull('place', asked.place, 'where it is', 500);
  return reader.finish({ heldOn, startsAt, minutes, mode, place });
}

/** Names of the schools that are closed that day. @throws NoCalendar */
export function closedOn(day: LocalDate, { calendar, schools }: PlanWorld): string[] {
  return schools.filter(({ urn }) => !schoolDays(calendar, urn)(day)).map(({ name }) => name);
}

/** A time that the wall clock shows that day, once (bad-inputs J10), and that is still to come. */
function clockTime(reader: FieldReader, day: LocalDate, given: string, now: Date): string {
  const [, hour, minute] = CLOCK.exec(given) ?? [];
  if (hour === undefined || minute === undefined) {
    reader.say('startsAt', 'Enter the time it starts, like 14:30');
    return '00:00';
  }
  const at = instantOf(day, { hour: Number(hour), minute: Number(minute) });
  const shows = (instant: Date): boolean => {
    const wall = wallClockOf(instant);
    return wall.date === day && wall.ms === (Number(hour) * 60 + Number(minute)) * 60_000;
  };
  if (!shows(at)) reader.say('startsAt', 'The clocks go forward that night: this time does not exist');
  else if (shows(new Date(at.getTime() + 3_600_000)))
    reader.say('startsAt', 'The clocks go back that night: this time comes twice. Choose another');
  else if (at <= now) reader.say('startsAt', 'Enter a time that is still to come');
  return `${hour.padStart(2, '0')}:${minute}`;
}
