import type { HalfTermId } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import type { EntryKind } from './capacity-entry.entity.js';

/** One line of the ledger of half-days, as it was entered and never changes. */
export interface LedgerLine {
  /** What the days were booked for, like `proposal:<id>`. */
  readonly reference: string;
  readonly halfTerm: HalfTermId;
  readonly kind: EntryKind;
  /** Less than nought where days leave a kind: a promise takes them from what was held. */
  readonly halfDays: number;
  readonly at: Date;
}

/** A step of queries that decide for themselves. */
export class LedgerLines {
  /** The first entered first. */
  async of(tx: Tx, references: readonly string[]): Promise<LedgerLine[]> {
    return tx.query<LedgerLine>(
      `select e.reference, w.half_term as "halfTerm", e.kind, e.half_days as "halfDays", e.entered_at as at
       from profiles.capacity_entry e join profiles.capacity_window w on w.area_id = e.area_id and w.id = e.window_id
       where ${inArea(tx, 'e')} and e.reference = any ($1)
       order by e.entered_at, array_position(array['declared', 'held', 'committed', 'delivered'], e.kind), e.half_days desc,
         w.half_term collate "C", e.id`,
      [[...references]],
    );
  }
}
