import type { AreaId, MatchRunId } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { systemActor } from '@app/identity';
import { updateIfVersion, type FlowChild, type UnitOfWork } from '@app/platform';
import { CONCLUDE_RUN, SCORE_SHARD } from '../events.js';
import { lockRun } from './lock-run.js';
import { MatchRunEntity } from './match-run.entity.js';
import { isUnderWay, moveRun } from './match-run.lifecycle.js';
import { takeLease } from './run-lease.js';

export interface RunFlow {
  readonly parent: FlowChild;
  readonly shards: readonly FlowChild[];
}

/** Needs of one shard. Small enough that a kill costs seconds, large enough that a job is worth its row. */
const NEEDS_PER_SHARD = 50;

/**
 * Begins a run, or takes one over whose process is gone: the same snapshot, the same shards, the same bytes. Job ids
 * carry the lease's token, so that what an earlier holder still does can be told apart.
 *
 * @returns null where there is nothing (more) to do.
 */
export class StartMatchRun {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
  ) {}

  async execute(area: AreaId, id: MatchRunId): Promise<RunFlow | null> {
    return this.work.run(systemActor('worker', area), area, async (tx) => {
      const run = await lockRun(tx, id);
      if (!isUnderWay(run.state)) return null; // "is this job still true?"
      const token = await takeLease(tx, id);
      if (run.state === 'queued') {
        await updateIfVersion(tx, MatchRunEntity, id, run.version, { state: moveRun(run.state, 'running') });
        await this.audit.record(tx, { act: 'run.begin', entity: `brokerage.match_run:${id}` });
      }
      return flowOf(id, token, run.needIds.length);
    });
  }
}

export function flowOf(run: MatchRunId, token: number, needs: number): RunFlow {
  const ids = { run, token: String(token) };
  const shards: FlowChild[] = [];
  for (let from = 0; from < needs; from += NEEDS_PER_SHARD) {
    const to = Math.min(from + NEEDS_PER_SHARD, needs);
    shards.push({
      queue: SCORE_SHARD,
      jobId: `score.${run}.${String(token)}.${String(from)}`,
      data: { v: 1, ids, range: [from, to] },
    });
  }
  return {
    parent: { queue: CONCLUDE_RUN, jobId: `conclude.${run}.${String(token)}`, data: { v: 1, ids } },
    shards,
  };
}
