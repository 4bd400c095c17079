import {
  decide,
  requireAllowed,
  type Actor,
  type AreaId,
  type Clock,
  type Matrix,
  type SchoolUrn,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { IdSource, UnitOfWork } from '@app/platform';
import type { KnownSchools } from '../area/known-schools.query.js';

/** A head puts the school's published figures beside those of other heads who did. Joined twice is joined once. */
export class JoinDataRoom {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly matrix: Matrix,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly known: KnownSchools,
  ) {}

  /** @throws NotAllowed; RuleBroken SCHOOL_CLOSED, SCHOOL_NOT_IN_AREA */
  async execute(actor: Actor, area: AreaId, urn: SchoolUrn): Promise<void> {
    await this.work.run(actor, area, async (tx) => {
      const [about, now] = [{ area, school: urn, schools: [urn] }, this.clock.now()];
      requireAllowed(decide(this.matrix, tx.actor, 'dataroom.join', about, { now }));
      await this.known.requireOpen(tx, urn);
      const id = this.ids.next();
      // Two presses at once meet in the index of schools that are in.
      const joined = await tx.count(
        `insert into schools.data_room_place (id, area_id, urn, joined_at, joined_by) values ($1, $2, $3, $4, $5)
         on conflict (area_id, urn) where left_at is null do nothing returning 1`,
        [id, tx.area, urn, now, tx.actor.id],
      );
      if (joined === 0) return;
      await this.audit.record(tx, {
        act: 'dataroom.join',
        entity: `schools.data_room_place:${id}:1`,
        schools: [urn],
      });
    });
  }
}
