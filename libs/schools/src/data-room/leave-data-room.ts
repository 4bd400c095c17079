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
import { inArea, updateIfVersion, type UnitOfWork } from '@app/platform';
import { DataRoomPlaceEntity } from './data-room-place.entity.js';

/** At once, for both: the school sees the others' figures no more, nor they its own. No reason is asked. */
export class LeaveDataRoom {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly matrix: Matrix,
    private readonly clock: Clock,
  ) {}

  /** Who is not in has left already. @throws NotAllowed */
  async execute(actor: Actor, area: AreaId, urn: SchoolUrn): Promise<void> {
    await this.work.run(actor, area, async (tx) => {
      const [about, now] = [{ area, school: urn, schools: [urn] }, this.clock.now()];
      requireAllowed(decide(this.matrix, tx.actor, 'dataroom.join', about, { now }));
      const place = await tx.manager
        .createQueryBuilder(DataRoomPlaceEntity, 'p')
        .setLock('pessimistic_write')
        .where('p.urn = :urn and p.left_at is null', { urn })
        .andWhere(inArea(tx, 'p'))
        .getOne();
      if (!place) return;
      const version = await updateIfVersion(tx, DataRoomPlaceEntity, place.id, place.version, {
        ...{ leftAt: now, leftBy: tx.actor.id },
      });
      await this.audit.record(tx, {
        act: 'dataroom.leave',
        entity: `schools.data_room_place:${place.id}:${String(version)}`,
        schools: [urn],
      });
    });
  }
}
