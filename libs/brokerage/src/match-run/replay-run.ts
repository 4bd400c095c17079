import { NotFound, RuleBroken, type Actor, type AreaId } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import type { Blobs, Tx, UnitOfWork } from '@app/platform';
import { readRows, resultHash } from './conclude-run.js';
import type { Engine, ScoredRow } from './engine.js';
import { FINISHED } from './finished-runs.js';
import { readSnapshotText } from './read-run.js';
import { findRun } from './run-rows.js';

export interface ReplayedRun {
  readonly reference: string;
  readonly needs: number;
  /** Whether the engine here is the one that made the run: another may come to another result. */
  readonly sameEngine: boolean;
  /** Needs whose candidates came out otherwise, by place in the run from 1. */
  readonly otherRows: readonly number[];
  /** Over every row and the plan: as it was kept, and as it comes out now. */
  readonly kept: string;
  readonly now: string;
}

interface Kept {
  readonly reference: string;
  readonly engineHash: string;
  readonly resultHash: string;
  readonly snapshot: string;
  readonly rows: readonly ScoredRow[];
}

/**
 * Makes a finished run again from what it was made of, and holds both results against each other (I-14). Of needs it says
 * nothing: whoever may see them reads the run itself.
 */
export class ReplayRun {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly rights: Rights,
    private readonly blobs: Blobs,
    private readonly engine: Engine,
  ) {}

  /**
   * @param most needs that there is time for here.
   * @throws NotFound, NotAllowed; RuleBroken RUN_NOT_FINISHED, TOO_LONG_HERE
   */
  async execute(
    actor: Actor,
    area: AreaId,
    named: string,
    { reason = null, most = Infinity }: { readonly reason?: string | null; readonly most?: number } = {},
  ): Promise<ReplayedRun> {
    const kept = await this.work.run(actor, area, (tx) => this.read(tx, named, reason, most));
    // Outside any transaction, and giving way to others between two needs.
    const problem = this.engine.open(kept.snapshot);
    const rows: ScoredRow[] = [];
    for (let at = 0; at < kept.rows.length; at += 1) {
      rows.push(...this.engine.score(problem, at, at + 1));
      await new Promise((others) => setImmediate(others));
    }
    const { plan } = await this.engine.conclude(problem, rows);
    return {
      ...{ reference: kept.reference, needs: rows.length },
      sameEngine: kept.engineHash === this.engine.hash,
      otherRows: kept.rows.flatMap((row, at) => (isSame(row, rows[at]) ? [] : [at + 1])),
      ...{ kept: kept.resultHash, now: resultHash(rows, plan) },
    };
  }

  private async read(tx: Tx, named: string, reason: string | null, most: number): Promise<Kept> {
    await this.rights.require(tx, 'run.replay', {}, {}, { list: true, reason });
    const run = await findRun(tx, named);
    if (!run) throw new NotFound();
    if (!FINISHED.includes(run.state) || run.resultHash === null)
      throw new RuleBroken('RUN_NOT_FINISHED', 'Only a run that has finished can be made again.');
    const rows = await readRows(tx, run.id);
    if (rows.length > most)
      throw new RuleBroken(
        'TOO_LONG_HERE',
        `A run of ${String(rows.length)} needs takes too long for a page. Ask whoever runs the service for: trellis replay-run ${run.reference}`,
      );
    await this.audit.record(tx, {
      act: 'run.replay',
      entity: `brokerage.match_run:${run.id}`,
      ...(reason === null || reason.trim() === '' ? {} : { details: { reason: reason.slice(0, 1_000) } }),
    });
    const { reference, engineHash } = run;
    const snapshot = await readSnapshotText(tx, this.blobs, run.snapshotHash);
    return { reference, engineHash, resultHash: run.resultHash, snapshot, rows };
  }
}

function isSame(one: ScoredRow, other: ScoredRow | undefined): boolean {
  return one.need === other?.need && one.packed === other.packed && one.checksum === other.checksum;
}
