import { dueOn, type Clock, type LocalDate, type Priority, type Weekday } from '@app/kernel';
import type { BrokerView } from '@app/identity';
import type { Tx } from '@app/platform';
import { AreaSettings } from '@app/schools';

export interface NextDate {
  readonly nextDate: LocalDate;
  /** A deadline keeps the calendar it was counted with (I-32). */
  readonly calendarVersion: string;
}

const ANY_DAY: readonly Weekday[] = [1, 2, 3, 4, 5];

/** When a need must next be looked at, by the area's clocks. */
export class NeedDates {
  constructor(
    private readonly settings: AreaSettings,
    private readonly clock: Clock,
  ) {}

  /** C-1, or C-21 for one that cannot wait. @throws NoCalendar */
  async untilTriaged(tx: Tx, priority: Priority): Promise<NextDate> {
    const { calendar, settings } = await this.settings.clocks(tx);
    const due = dueOn(priority === 'now' ? 'C-21' : 'C-1', this.clock.now(), calendar, { settings });
    return { nextDate: due.on, calendarVersion: due.calendarVersion };
  }

  /** C-2: the owner's next day, within a week. An owner without a day of their own is free on any. @throws NoCalendar */
  async untilSoundedOut(tx: Tx, owner: BrokerView | null): Promise<NextDate> {
    const { calendar, settings } = await this.settings.clocks(tx);
    const day = owner?.weekday ?? null;
    const brokerWeekdays = day === null ? ANY_DAY : [day as Weekday];
    const due = dueOn('C-2', this.clock.now(), calendar, { settings, brokerWeekdays });
    return { nextDate: due.on, calendarVersion: due.calendarVersion };
  }
}
