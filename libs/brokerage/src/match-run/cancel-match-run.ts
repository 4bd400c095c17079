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
import { askedOnce, inArea, updateIfVersion, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { lockRun } from './lock-run.js';
import { MatchRunEntity } from './match-run.entity.js';
import { isUnderWay, moveRun, type RunState } from './match-run.lifecycle.js';
import { readRun } from './read-run.js';

/** How the run stood when it was asked: a run at work ends at its next look at the flag. */
export interface CancelledRun {
  readonly reference: string;
  readonly state: RunState;
  readonly cancelAsked: boolean;
}

/** Sets a flag that is read between chunks; a run not yet begun, or left by its process, ends here and now. */
export class CancelMatchRun {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly matrix: Matrix,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound, NotAllowed; RuleBroken KEY_REUSED where the key came with another run. */
  async execute(actor: Actor, area: AreaId, id: MatchRunId, repeat?: Repeatable): Promise<CancelledRun> {
    return this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, id)));
  }

  private async inside(tx: Tx, id: MatchRunId): Promise<CancelledRun> {
    const run = await lockRun(tx, id);
    requireAllowed(
      decide(this.matrix, tx.actor, 'run.cancel', { area: tx.area, schools: [] }, { now: this.clock.now() }),
    );
    // Cancelled twice stays cancelled; a finished run stays finished.
    if (isUnderWay(run.state)) await this.cancel(tx, run);
    const now = await readRun(tx, id);
    return {
      reference: run.reference,
      state: now?.state ?? run.state,
      cancelAsked: now?.cancelAsked ?? false,
    };
  }

  private async cancel(tx: Tx, { id, state, version }: MatchRunEntity): Promise<void> {
    await tx.query(
      `update brokerage.run_progress set cancel_asked = true where run_id = $1 and ${inArea(tx)}`,
      [id],
    );
    if (state === 'queued') {
      await updateIfVersion(tx, MatchRunEntity, id, version, {
        state: moveRun(state, 'cancelled'),
        finishedAt: this.clock.now(),
      });
      await tx.query('select lookup.settle_subject($1)', [id]);
    }
    await this.audit.record(tx, { act: 'run.cancel', entity: `brokerage.match_run:${id}` });
  }
}
