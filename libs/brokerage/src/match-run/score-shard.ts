import type { AreaId, Clock, MatchRunId } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { systemActor } from '@app/identity';
import { inArea, type Blobs, type Tx, type UnitOfWork } from '@app/platform';
import { endRun } from './end-run.js';
import type { Engine, ScoredRow } from './engine.js';
import { EngineChanged, readRun, readSnapshotText } from './read-run.js';
import { keepLease } from './run-lease.js';

export interface Shard {
  readonly run: MatchRunId;
  readonly token: number;
  readonly from: number;
  readonly to: number;
}

export type ShardEnd = 'scored' | 'cancelled' | 'taken_over' | 'ended';

/** Needs scored between two looks at the cancel flag. */
const CHUNK = 5;
/** Problems that stay open: the run at work, and one more beside it. */
const KEPT = 2;

/**
 * Scores a range of a run's needs from the frozen snapshot alone and keeps one packed row per need: inserted once, or
 * compared equal. Killed at any point it can be done again and ends in the same bytes.
 */
export class ScoreShard {
  /** By area and snapshot: what a hash names never changes, so the shards of a run share what the first one opened. */
  private readonly opened = new Map<string, unknown>();

  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly blobs: Blobs,
    private readonly engine: Engine,
    private readonly clock: Clock,
  ) {}

  async execute(area: AreaId, shard: Shard): Promise<ShardEnd> {
    const actor = systemActor('worker', area);
    const found = await this.work.run(actor, area, async (tx) => {
      const run = await readRun(tx, shard.run);
      if (run?.state !== 'running') return null;
      if (run.engineHash !== this.engine.hash) throw new EngineChanged();
      const key = `${area}/${run.snapshotHash}`;
      const text = this.opened.has(key) ? null : await readSnapshotText(tx, this.blobs, run.snapshotHash);
      return { key, text, known: this.opened.get(key) };
    });
    if (found === null) return 'ended';
    const problem = found.text === null ? found.known : this.open(found.key, found.text);
    for (let from = shard.from; from < shard.to; from += CHUNK) {
      const rows = this.engine.score(problem, from, Math.min(from + CHUNK, shard.to));
      const end = await this.work.run(actor, area, (tx) => this.keep(tx, shard, rows));
      if (end !== 'scored') return end;
    }
    return 'scored';
  }

  /** Outside any transaction: a large area takes long to open. */
  private open(key: string, text: string): unknown {
    // Two shards that began together have both read the text; the later one need not open it too.
    const problem = this.opened.get(key) ?? this.engine.open(text);
    this.opened.set(key, problem);
    const [oldest] = this.opened.keys();
    if (this.opened.size > KEPT && oldest !== undefined) this.opened.delete(oldest);
    return problem;
  }

  private async keep(tx: Tx, shard: Shard, rows: readonly ScoredRow[]): Promise<ShardEnd> {
    if (!(await keepLease(tx, shard.run, shard.token))) return 'taken_over';
    const run = await readRun(tx, shard.run);
    if (run?.state !== 'running') return 'ended';
    if (run.cancelAsked) {
      await endRun(tx, this.audit, this.clock, shard.run, shard.token, { state: 'cancelled' });
      return 'cancelled';
    }
    for (const row of rows) await insertOrCompareEqual(tx, shard.run, row);
    await tx.query(
      `update brokerage.run_progress set done = (select count(*) from brokerage.match_row m where m.run_id = $1 and ${inArea(tx, 'm')})
       where run_id = $1 and ${inArea(tx)}`,
      [shard.run],
    );
    return 'scored';
  }
}

/** The trigger refuses a row that differs from what was kept (TR004): a retry never changes an answer. */
async function insertOrCompareEqual(tx: Tx, run: MatchRunId, row: ScoredRow): Promise<void> {
  await tx.query(
    `insert into brokerage.match_row (area_id, run_id, need_index, need_id, packed, checksum) values ($1, $2, $3, $4, $5, $6)
     on conflict (area_id, run_id, need_index) do update set packed = excluded.packed, checksum = excluded.checksum`,
    [tx.area, run, row.index, row.need, row.packed, row.checksum],
  );
}
