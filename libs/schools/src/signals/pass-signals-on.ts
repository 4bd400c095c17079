import type { Actor, AreaId, Clock } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { inArea, updateIfVersion, type Tx, type UnitOfWork } from '@app/platform';
import { lockSignal } from './locked-signal.js';
import { SignalEntity } from './signal.entity.js';
import { moveSignal } from './signal.lifecycle.js';

const AT_ONCE = 200;

/** Ten working days of the school without a reply (C-20): its assigned adviser sees the signal too, and nobody else. */
export class PassSignalsOn {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @returns how many were passed on. */
  async execute(actor: Actor, area: AreaId): Promise<number> {
    const due = await this.work.run(actor, area, (tx) =>
      tx.query<{ id: string }>(
        `select s.id from schools.signal s where ${inArea(tx, 's')} and s.state = 'with_head' and s.due_at <= $1
         order by s.due_at, s.id limit $2`,
        [this.clock.now(), AT_ONCE],
      ),
    );
    let passed = 0;
    for (const { id } of due) if (await this.work.run(actor, area, (tx) => this.one(tx, id))) passed += 1;
    return passed;
  }

  /** The head, or another sweep, may have been faster. */
  private async one(tx: Tx, id: string): Promise<boolean> {
    const signal = await lockSignal(tx, id);
    const now = this.clock.now();
    if (signal?.state !== 'with_head' || signal.dueAt > now) return false;
    const version = await updateIfVersion(tx, SignalEntity, id, signal.version, {
      state: moveSignal(signal.state, 'with_adviser'),
      passedOnAt: now,
    });
    // No school here: who reads the log must not learn which school has a signal.
    await this.audit.record(tx, {
      act: 'signal.pass',
      entity: `schools.signal:${id}:${String(version)}`,
      reason: 'NO_ANSWER',
    });
    return true;
  }
}
