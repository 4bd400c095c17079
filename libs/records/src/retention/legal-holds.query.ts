import { inArea, type Tx } from '@app/platform';

export interface HoldView {
  readonly id: string;
  /** The school's or the person's name. */
  readonly of: string;
  readonly why: string;
  readonly placedBy: string;
  readonly placedById: string;
  readonly placedAt: Date;
  readonly version: number;
}

/** What stands, the oldest first. A step of pages whose own right was asked before. */
export class LegalHolds {
  async standing(tx: Tx): Promise<readonly HoldView[]> {
    return tx.query<HoldView>(
      `select h.id, coalesce(s.name, 'School ' || h.urn, p.name) as of, h.why, b.name as "placedBy", h.placed_by as "placedById",
         h.placed_at as "placedAt", h.version
       from records.legal_hold h join identity.person b on b.area_id = h.area_id and b.id = h.placed_by
       left join identity.person p on p.area_id = h.area_id and p.id = h.person_id
       left join schools.school s on s.urn = h.urn
       where ${inArea(tx, 'h')} and h.lifted_at is null order by h.placed_at, h.id`,
    );
  }
}
