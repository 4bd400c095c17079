import { dueOn, type Clock, type ClockId, type LocalDate, type Parties } from '@app/kernel';
import { inArea, updateIfVersion, type IdSource, type Tx } from '@app/platform';
import type { AreaSettings } from '@app/schools';
import { DeadlineEntity } from './deadline.entity.js';

export interface DeadlineDue {
  readonly id: string;
  readonly clock: ClockId;
  readonly subject: string;
  readonly dueOn: LocalDate;
}

/** Steps: a clock starts with what it waits for, keeps the calendar it was counted with, and ends met, missed or stopped. */
export class Deadlines {
  constructor(
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly settings: AreaSettings,
  ) {}

  /** @returns the day it is due. @throws NoCalendar naming the clock: no calendar, no guess. */
  async start(
    tx: Tx,
    id: ClockId,
    subject: string,
    parties: Parties,
    cadenceDays?: number,
    /** Counted from that day instead of today: of something that is still to be. */
    trigger?: LocalDate,
  ): Promise<LocalDate> {
    const { calendar, settings } = await this.settings.clocks(tx);
    const now = this.clock.now();
    const rhythm = cadenceDays === undefined ? {} : { cadenceDays };
    const due = dueOn(id, trigger ?? now, calendar, { settings, ...parties, ...rhythm });
    await tx.manager.insert(DeadlineEntity, {
      ...{ id: this.ids.next(), areaId: tx.area, clock: id, subjectId: subject, startedAt: now },
      ...{ dueOn: due.on, dueAt: due.at, calendarVersion: due.calendarVersion },
      ...{ state: 'open', endedAt: null, version: 1 },
    });
    return due.on;
  }

  /** Ends whichever of these clocks runs for the subject; none is no fault. @param clocks left out: all of them. */
  async end(
    tx: Tx,
    subject: string,
    state: 'met' | 'missed' | 'stopped',
    clocks?: readonly ClockId[],
  ): Promise<void> {
    const open = await tx.manager
      .createQueryBuilder(DeadlineEntity, 'd')
      .setLock('pessimistic_write')
      .where(`d.subject_id = :subject and d.state = 'open'`, { subject })
      .andWhere(inArea(tx, 'd'))
      .orderBy('d.id')
      .getMany();
    for (const { id, clock, version } of open) {
      if (clocks !== undefined && !clocks.includes(clock as ClockId)) continue;
      await updateIfVersion(tx, DeadlineEntity, id, version, { state, endedAt: this.clock.now() });
    }
  }

  /** What it waited for came, after its day or before: late is kept as missed. */
  async meet(tx: Tx, subject: string, clock: ClockId): Promise<void> {
    const late = await tx.query(
      `select 1 from brokerage.deadline d
       where ${inArea(tx, 'd')} and d.subject_id = $1 and d.clock = $2 and d.state = 'open' and d.due_at < $3`,
      [subject, clock, this.clock.now()],
    );
    await this.end(tx, subject, late.length > 0 ? 'missed' : 'met', [clock]);
  }

  /** Over by now, the oldest first. @param clocks those that somebody does something about. */
  async overdue(tx: Tx, clocks: readonly ClockId[], most: number): Promise<DeadlineDue[]> {
    return tx.query<DeadlineDue>(
      `select d.id, d.clock, d.subject_id as subject, to_char(d.due_on, 'YYYY-MM-DD') as "dueOn" from brokerage.deadline d
       where ${inArea(tx, 'd')} and d.state = 'open' and d.due_at < $1 and d.clock = any ($2)
       order by d.due_at, d.id limit $3`,
      [this.clock.now(), [...clocks], most],
    );
  }

  /** Its row, still open and still over, held until the verb ends: another sweep may have been faster. */
  async isStillOverdue(tx: Tx, id: string): Promise<boolean> {
    const rows = await tx.query(
      `select 1 from brokerage.deadline d where ${inArea(tx, 'd')} and d.id = $1 and d.state = 'open' and d.due_at < $2
       for update`,
      [id, this.clock.now()],
    );
    return rows.length > 0;
  }
}
