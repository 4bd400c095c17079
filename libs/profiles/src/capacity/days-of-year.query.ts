import type { AcademicYearId, SchoolUrn } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import { AVAILABLE } from '../declaration/availability.js';

/** Half-days of one school in one academic year. */
export interface SchoolDays {
  readonly urn: SchoolUrn;
  /** Wanted by its needs that were not withdrawn, for each partner wanted. */
  readonly asked: number;
  readonly declared: number;
  /** Says that it could help, and has an offer that is live. */
  readonly available: boolean;
}

/** A step of queries that decide for themselves: what schools asked for and what they declared. */
export class DaysOfYear {
  /** Schools that asked, declared or are available; by URN. */
  async ofArea(tx: Tx, year: AcademicYearId): Promise<SchoolDays[]> {
    return tx.query<SchoolDays>(
      `with asked as (
         select n.area_id, n.urn, sum(n.half_days_wanted * n.partners_wanted)::int as half_days
         from profiles.need n cross join generate_series(1, 6) h
         where ${inArea(tx, 'n')} and n.state <> 'withdrawn'
           and ($1::text || '-' || h) collate "C" >= n.window_from and ($1::text || '-' || h) collate "C" <= n.window_to
         group by 1, 2),
       declared as (
         select w.area_id, w.supporter_urn as urn, sum(w.declared)::int as half_days from profiles.capacity_window w
         where ${inArea(tx, 'w')} and split_part(w.half_term, '-', 1) = $1 group by 1, 2),
       offering as (
         select distinct o.area_id, o.supporter_urn as urn from profiles.offer o where ${inArea(tx, 'o')} and o.state = 'live'),
       schools as (select area_id, urn from asked union select area_id, urn from declared union select area_id, urn from offering)
       select s.urn, coalesce(a.half_days, 0) as asked, coalesce(d.half_days, 0) as declared, ${AVAILABLE} as available
       from schools s left join asked a using (area_id, urn) left join declared d using (area_id, urn)
       order by s.urn collate "C"`,
      [year],
    );
  }
}
