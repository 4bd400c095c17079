import type { Clock, MatchRunId } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { updateIfVersion, type Tx } from '@app/platform';
import { lockRun } from './lock-run.js';
import { MatchRunEntity } from './match-run.entity.js';
import { isUnderWay, moveRun, type RunState } from './match-run.lifecycle.js';
import { keepLease } from './run-lease.js';

export interface Ending {
  readonly state: Extract<RunState, 'complete' | 'infeasible' | 'failed' | 'cancelled'>;
  readonly plan?: unknown;
  readonly resultHash?: string;
  readonly certificateHash?: string | null;
  readonly failure?: string;
}

/**
 * The final write of a run, fenced: it counts only while its holder's lease does.
 * @returns false where somebody newer holds the run or it has ended already; nothing was written then.
 */
export async function endRun(
  tx: Tx,
  audit: AuditTrail,
  clock: Clock,
  id: MatchRunId,
  token: number,
  ending: Ending,
): Promise<boolean> {
  if (!(await keepLease(tx, id, token))) return false;
  const run = await lockRun(tx, id);
  if (!isUnderWay(run.state)) return false;
  await updateIfVersion(tx, MatchRunEntity, id, run.version, {
    state: moveRun(run.state, ending.state),
    plan: ending.plan ?? null,
    resultHash: ending.resultHash ?? null,
    certificateHash: ending.certificateHash ?? null,
    failure: ending.failure ?? null,
    finishedAt: clock.now(),
  });
  await tx.query('select lookup.settle_subject($1)', [id]);
  await audit.record(tx, {
    act: `run.${ending.state}`,
    entity: `brokerage.match_run:${id}`,
    ...(ending.resultHash === undefined ? {} : { details: { result: ending.resultHash } }),
  });
  return true;
}
