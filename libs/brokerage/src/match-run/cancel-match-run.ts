import {
  decide,
  requireAllowed,
  type Actor,
  type AreaId,
  type Clock,
  type Matrix,
  type MatchRunId,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { inArea, updateIfVersion, type UnitOfWork } from '@app/platform';
import { lockRun } from './lock-run.js';
import { MatchRunEntity } from './match-run.entity.js';
import { isUnderWay, moveRun } from './match-run.lifecycle.js';

/** Sets a flag that is read between chunks; a run not yet begun, or left by its process, ends here and now. */
export class CancelMatchRun {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly matrix: Matrix,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, area: AreaId, id: MatchRunId): Promise<void> {
    await this.work.run(actor, area, async (tx) => {
      const run = await lockRun(tx, id);
      requireAllowed(
        decide(this.matrix, actor, 'run.cancel', { area, schools: [] }, { now: this.clock.now() }),
      );
      if (!isUnderWay(run.state)) return; // cancelled twice stays cancelled; a finished run stays finished
      await tx.query(
        `update brokerage.run_progress set cancel_asked = true where run_id = $1 and ${inArea(tx)}`,
        [id],
      );
      if (run.state === 'queued') {
        await updateIfVersion(tx, MatchRunEntity, id, run.version, {
          state: moveRun(run.state, 'cancelled'),
          finishedAt: this.clock.now(),
        });
        await tx.query('select lookup.settle_subject($1)', [id]);
      }
      await this.audit.record(tx, { act: 'run.cancel', entity: `brokerage.match_run:${id}` });
    });
  }
}
