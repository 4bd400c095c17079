import type { HalfTermId, SchoolUrn } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';

/** What the ledger holds of one supporter under one reference in one half-term, in half-days. */
export interface BookedDaysRow {
  /** What the days were booked for, like `proposal:<id>`. */
  readonly reference: string;
  readonly halfTerm: HalfTermId;
  readonly held: number;
  readonly committed: number;
  readonly delivered: number;
  /** Given back by somebody, all in all. */
  readonly released: number;
  /** Given back because their time ran out, all in all. */
  readonly expired: number;
}

const sum = (kind: string): string =>
  `coalesce(sum(e.half_days) filter (where e.kind = '${kind}'), 0)::int as ${kind}`;

/** A step of queries that decide for themselves. */
export class BookedDays {
  /** Whatever was ever held, the earliest half-term first; in it what was booked first. */
  async ofSchool(tx: Tx, urn: SchoolUrn): Promise<BookedDaysRow[]> {
    return tx.query<BookedDaysRow>(
      `select e.reference, w.half_term as "halfTerm",
         ${['held', 'committed', 'delivered', 'released', 'expired'].map(sum).join(', ')}
       from profiles.capacity_entry e join profiles.capacity_window w on w.area_id = e.area_id and w.id = e.window_id
       where ${inArea(tx, 'e')} and w.supporter_urn = $1
       group by e.reference, w.half_term having bool_or(e.kind <> 'declared')
       order by w.half_term collate "C", min(e.entered_at), e.reference collate "C"`,
      [urn],
    );
  }
}
