import { spanOfYear, type AcademicYearId, type NeedId, type SchoolUrn, type ThemeId } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import type { NeedState } from './need.lifecycle.js';

/** One need that was raised in an academic year, as totals count it. */
export interface NeedOfYear {
  readonly id: NeedId;
  readonly reference: string;
  readonly urn: SchoolUrn;
  readonly theme: ThemeId;
  readonly state: NeedState;
  /** Half-days, for each partner wanted; nought for one that was withdrawn. */
  readonly wanted: number;
  /** When it was first open to be matched. */
  readonly openedAt: Date | null;
  /** For one that is met: supported by a school of the area, or commissioned from outside. */
  readonly metFrom: 'matched' | 'commissioned' | null;
}

/** A step of queries that decide for themselves. */
export class NeedsOfYear {
  async ofArea(tx: Tx, year: AcademicYearId): Promise<NeedOfYear[]> {
    const { from, to } = spanOfYear(year);
    return tx.query<NeedOfYear>(
      `select n.id, n.reference, n.urn, n.primary_theme as theme, n.state,
         case when n.state = 'withdrawn' then 0 else n.half_days_wanted * n.partners_wanted end as wanted,
         (select min(m.moved_at) from profiles.need_move m
          where m.area_id = n.area_id and m.need_id = n.id and m.to_state = 'open') as "openedAt",
         (select m.from_state from profiles.need_move m
          where m.area_id = n.area_id and m.need_id = n.id and m.to_state = 'met' limit 1) as "metFrom"
       from profiles.need n
       where ${inArea(tx, 'n')} and (n.raised_at at time zone 'Europe/London')::date between $1::date and $2::date
       order by n.reference collate "C"`,
      [from, to],
    );
  }
}
