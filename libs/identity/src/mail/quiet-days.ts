import {
  NoCalendar,
  officeDays,
  schoolDays,
  weekday,
  type Calendar,
  type SchoolUrn,
  type WorkingDays,
} from '@app/kernel';
import type { Tx } from '@app/platform';
import type { AreaSettings } from '@app/schools';

export interface Quiet {
  readonly quiet: 'school' | 'broker' | 'office';
  readonly urn: SchoolUrn | null;
}

/** Days on which mail may arrive for them: a school's own term, the area's for brokers, the office's days. */
export async function daysOf(tx: Tx, settings: AreaSettings, { quiet, urn }: Quiet): Promise<WorkingDays> {
  const calendar = (await settings.find(tx, 'calendar'))?.body ?? null;
  if (calendar === null) return isWeekday;
  const works = quiet === 'office' ? officeDays(calendar) : termOf(calendar, urn);
  return (date) => {
    try {
      return works(date);
    } catch (error) {
      // A deadline is never guessed. A mail that nobody could date would never leave: weekdays, then.
      if (error instanceof NoCalendar) return isWeekday(date);
      throw error;
    }
  };
}

const isWeekday: WorkingDays = (date) => weekday(date) <= 5;

function termOf(calendar: Calendar, urn: SchoolUrn | null): WorkingDays {
  return urn === null ? schoolDays(calendar) : schoolDays(calendar, urn);
}
