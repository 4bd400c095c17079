import { createHash } from 'node:crypto';
import type { AreaId, Clock, MatchRunId } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { systemActor } from '@app/identity';
import { inArea, type Blobs, type Tx, type UnitOfWork } from '@app/platform';
import { endRun } from './end-run.js';
import type { Engine, ScoredRow } from './engine.js';
import { EngineChanged, readRun, readSnapshotText } from './read-run.js';

/** Checks every packed row against its checksum, solves the plan in one process, and ends the run with its result hash. */
export class ConcludeRun {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly blobs: Blobs,
    private readonly engine: Engine,
    private readonly clock: Clock,
  ) {}

  async execute(area: AreaId, id: MatchRunId, token: number): Promise<'ended' | 'not_ready' | 'nothing'> {
    const actor = systemActor('worker', area);
    const found = await this.work.run(actor, area, (tx) => this.read(tx, id, token));
    if (typeof found === 'string') return found;
    // Solved outside any transaction: a large area takes longer than one may stand idle.
    const { plan, feasible } = this.engine.conclude(this.engine.open(found.text), found.rows);
    await this.work.run(actor, area, (tx) =>
      endRun(tx, this.audit, this.clock, id, token, {
        state: feasible ? 'complete' : 'infeasible',
        plan: JSON.parse(plan) as unknown,
        resultHash: resultHash(found.rows, plan),
      }),
    );
    return 'ended';
  }

  private async read(
    tx: Tx,
    id: MatchRunId,
    token: number,
  ): Promise<'ended' | 'not_ready' | 'nothing' | { text: string; rows: ScoredRow[] }> {
    const run = await readRun(tx, id);
    if (run?.state !== 'running') return 'nothing';
    if (run.engineHash !== this.engine.hash) throw new EngineChanged();
    if (run.cancelAsked) {
      await endRun(tx, this.audit, this.clock, id, token, { state: 'cancelled' });
      return 'ended';
    }
    const rows = await readRows(tx, id);
    if (rows.length !== run.needs) return 'not_ready'; // a shard gave way to a newer holder, which concludes instead
    return { text: await readSnapshotText(tx, this.blobs, run.snapshotHash), rows };
  }
}

/** Over every row in the order of needs, then the plan: the same bytes whatever the number of shards or retries. */
export function resultHash(rows: readonly ScoredRow[], plan: string): string {
  const hash = createHash('sha256').update('trellis.run/1\n');
  for (const row of rows) hash.update(`${row.index} ${row.checksum} ${row.packed}\n`);
  return hash.update(plan).digest('hex');
}

export async function readRows(tx: Tx, run: MatchRunId): Promise<ScoredRow[]> {
  return tx.query<ScoredRow>(
    `select need_index as index, need_id as need, packed, checksum from brokerage.match_row
     where run_id = $1 and ${inArea(tx)} order by need_index`,
    [run],
  );
}
