import type { AreaId, Clock } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { systemActor } from '@app/identity';
import { inArea, type Tx, type UnitOfWork } from '@app/platform';

type ConcernAct = 'concern.lapse' | 'concern.expire';

/** C-19: what its head left unanswered for ten days of the school lapses, and thirty days after its end nothing is left. */
export class LapseConcerns {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Nobody reads them on the way. @returns how many lapsed or are gone. */
  async execute(area: AreaId): Promise<number> {
    return this.work.run(
      systemActor('worker', area),
      area,
      async (tx) => (await this.lapse(tx)) + (await this.forget(tx)),
    );
  }

  private async lapse(tx: Tx): Promise<number> {
    const over = await this.found(tx, `c.state = 'raised' and c.due_at <= $1`);
    if (over.length > 0)
      await tx.query(
        `update profiles.concern c set state = 'lapsed', ended_at = c.due_at, version = c.version + 1
         where ${inArea(tx, 'c')} and c.id = any ($1) returning 1`,
        [over],
      );
    return this.record(tx, 'concern.lapse', over);
  }

  private async forget(tx: Tx): Promise<number> {
    const old = await this.found(tx, `c.state <> 'raised' and c.ended_at + interval '30 days' <= $1`);
    if (old.length > 0)
      await tx.query(
        `delete from profiles.concern c where ${inArea(tx, 'c')} and c.id = any ($1) returning 1`,
        [old],
      );
    return this.record(tx, 'concern.expire', old);
  }

  /** Held until all is done: its head may be answering. */
  private async found(tx: Tx, where: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select c.id from profiles.concern c where ${inArea(tx, 'c')} and ${where} order by c.id for update`,
      [this.clock.now()],
    );
    return rows.map(({ id }) => id);
  }

  private async record(tx: Tx, act: ConcernAct, ids: readonly string[]): Promise<number> {
    for (const id of ids) await this.audit.record(tx, { act, entity: `profiles.concern:${id}` });
    return ids.length;
  }
}
