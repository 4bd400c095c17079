import type { MatchRunId, NeedId } from '@app/kernel';
import { openSnapshot, type Problem } from '@app/matching';
import { inArea, type Blobs, type Tx } from '@app/platform';
import { readSnapshotText } from './read-run.js';
import type { RunState } from './match-run.lifecycle.js';

export const FINISHED: readonly RunState[] = ['complete', 'infeasible', 'published'];

export interface FinishedRun {
  readonly id: MatchRunId;
  readonly snapshotHash: string;
}

const KEPT = 4;

/** What finished runs were made from, opened again: a snapshot never changes, so the last few stay open. */
export class FinishedRuns {
  private readonly opened = new Map<string, Problem>();

  constructor(private readonly blobs: Blobs) {}

  /** @throws RuleBroken SNAPSHOT_MISSING */
  async problem(tx: Tx, { snapshotHash }: Pick<FinishedRun, 'snapshotHash'>): Promise<Problem> {
    const key = `${tx.area}/${snapshotHash}`;
    const known = this.opened.get(key);
    if (known) return known;
    const problem = openSnapshot(await readSnapshotText(tx, this.blobs, snapshotHash));
    this.opened.set(key, problem);
    const [oldest] = this.opened.keys();
    if (this.opened.size > KEPT && oldest !== undefined) this.opened.delete(oldest);
    return problem;
  }

  /** The finished run that was asked for last of those that looked at a need; what-if runs are nobody's advice. */
  async latestFor(tx: Tx, need: NeedId): Promise<FinishedRun | null> {
    return lastAsked(tx, `r.need_ids @> array[$2]::uuid[] and r.kind <> 'what_if'`, [need]);
  }

  /** The same of those that weighed all open needs together. */
  async latestPlan(tx: Tx): Promise<FinishedRun | null> {
    return lastAsked(tx, `r.kind = 'batch'`, []);
  }
}

async function lastAsked(tx: Tx, which: string, params: readonly unknown[]): Promise<FinishedRun | null> {
  const [row] = await tx.query<FinishedRun>(
    `select r.id, r.snapshot_hash as "snapshotHash" from brokerage.match_run r
     join brokerage.run_progress p on p.area_id = r.area_id and p.run_id = r.id
     where ${inArea(tx, 'r')} and r.state = any ($1) and ${which}
     order by coalesce(p.asked, 0) desc, r.requested_at desc, r.reference desc limit 1`,
    [[...FINISHED], ...params],
  );
  return row ?? null;
}
