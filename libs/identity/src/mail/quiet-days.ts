import {
  brokerDays,
  NoCalendar,
  officeDays,
  schoolDays,
  weekday,
  type Calendar,
  type SchoolUrn,
  type Weekday,
  type WorkingDays,
} from '@app/kernel';
import type { Tx } from '@app/platform';
import type { AreaSettings } from '@app/schools';

export interface Quiet {
  readonly quiet: 'school' | 'broker' | 'office' | 'never';
  readonly urn: SchoolUrn | null;
}

const everyDay: WorkingDays = () => true;
const isWeekday: WorkingDays = (date) => weekday(date) <= 5;

/** Days on which mail may arrive for them: a school's own term, the area's for brokers, the office's days. */
export async function daysOf(tx: Tx, settings: AreaSettings, { quiet, urn }: Quiet): Promise<WorkingDays> {
  if (quiet === 'never') return everyDay;
  const calendar = (await settings.find(tx, 'calendar'))?.body ?? null;
  if (calendar === null) return isWeekday;
  return orWeekdays(quiet === 'office' ? officeDays(calendar) : termOf(calendar, urn));
}

/** The days on which a seconded head brokers. */
export async function brokerDaysOf(
  tx: Tx,
  settings: AreaSettings,
  weekdays: readonly Weekday[],
): Promise<WorkingDays> {
  const calendar = (await settings.find(tx, 'calendar'))?.body ?? null;
  const theirs: WorkingDays = (date) => weekdays.includes(weekday(date));
  return calendar === null ? theirs : orWeekdays(brokerDays(calendar, weekdays), theirs);
}

/** A deadline is never guessed. A mail that no calendar could date would never leave: weekdays, then. */
function orWeekdays(works: WorkingDays, otherwise = isWeekday): WorkingDays {
  return (date) => {
    try {
      return works(date);
    } catch (error) {
      if (error instanceof NoCalendar) return otherwise(date);
      throw error;
    }
  };
}

function termOf(calendar: Calendar, urn: SchoolUrn | null): WorkingDays {
  return urn === null ? schoolDays(calendar) : schoolDays(calendar, urn);
}
