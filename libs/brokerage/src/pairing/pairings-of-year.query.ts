import { spanOfYear, type AcademicYearId, type NeedId, type SchoolUrn } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import type { ClosingOutcome } from './pairing.views.js';

/** One pairing that was decided in an academic year, as totals count it; one that never started is none. */
export interface PairingOfYear {
  readonly id: string;
  readonly reference: string;
  readonly askerUrn: SchoolUrn;
  readonly supporterUrn: SchoolUrn;
  readonly needId: NeedId;
  /** Null while it goes on. */
  readonly outcome: ClosingOutcome | null;
  /** Half-days of all its half-terms. */
  readonly promised: number;
  readonly delivered: number;
}

/** Steps of queries that decide for themselves. */
export class PairingsOfYear {
  async ofArea(tx: Tx, year: AcademicYearId): Promise<PairingOfYear[]> {
    const { from, to } = spanOfYear(year);
    return tx.query<PairingOfYear>(
      `select g.id, g.reference, g.asker_urn as "askerUrn", g.supporter_urn as "supporterUrn", g.need_id as "needId", g.outcome,
         coalesce((select sum(value::int) from jsonb_each_text(g.half_days)), 0)::int as promised,
         coalesce((select sum(e.half_days) from profiles.capacity_entry e
           where e.area_id = g.area_id and e.reference = 'proposal:' || g.proposal_id and e.kind = 'delivered'), 0)::int as delivered
       from brokerage.pairing g
       where ${inArea(tx, 'g')} and g.state <> 'not_started'
         and (g.made_at at time zone 'Europe/London')::date between $1::date and $2::date
       order by g.reference collate "C"`,
      [from, to],
    );
  }

  /** When a pairing was first decided for each of these needs. */
  async decided(tx: Tx, needs: readonly NeedId[]): Promise<ReadonlyMap<NeedId, Date>> {
    const rows = await tx.query<{ need: NeedId; at: Date }>(
      `select g.need_id as need, min(g.made_at) as at from brokerage.pairing g
       where ${inArea(tx, 'g')} and g.need_id = any ($1) group by g.need_id`,
      [[...needs]],
    );
    return new Map(rows.map(({ need, at }) => [need, at]));
  }
}
