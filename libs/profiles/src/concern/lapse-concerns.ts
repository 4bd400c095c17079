import type { AreaId, Clock } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { systemActor } from '@app/identity';
import { inArea, type Tx, type UnitOfWork } from '@app/platform';

/** C-19: what its head left unanswered for ten days of the school lapses. */
export class LapseConcerns {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Nobody reads them on the way. @returns how many lapsed. */
  async execute(area: AreaId): Promise<number> {
    return this.work.run(systemActor('worker', area), area, (tx) => this.lapse(tx));
  }

  private async lapse(tx: Tx): Promise<number> {
    const over = await this.found(tx);
    if (over.length > 0)
      await tx.query(
        `update profiles.concern c set state = 'lapsed', ended_at = c.due_at, version = c.version + 1
         where ${inArea(tx, 'c')} and c.id = any ($1) returning 1`,
        [over],
      );
    for (const id of over)
      await this.audit.record(tx, { act: 'concern.lapse', entity: `profiles.concern:${id}` });
    return over.length;
  }

  /** Held until all is done: its head may be answering. */
  private async found(tx: Tx): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select c.id from profiles.concern c where ${inArea(tx, 'c')} and c.state = 'raised' and c.due_at <= $1 order by c.id for update`,
      [this.clock.now()],
    );
    return rows.map(({ id }) => id);
  }
}
