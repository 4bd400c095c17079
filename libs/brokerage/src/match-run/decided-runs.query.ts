import type { ZipPart } from '@app/audit';
import { decide, requireAllowed, type Actor, type AreaId, type Clock, type Matrix } from '@app/kernel';
import { inArea, type Blobs, type Tx, type UnitOfWork } from '@app/platform';
import { readRows } from './conclude-run.js';
import type { ScoredRow } from './engine.js';
import { readSnapshotText } from './read-run.js';
import { findRun } from './run-rows.js';

/** What a run was made of and what came out: enough to make it again anywhere. */
export interface DecidedRun {
  readonly run: string;
  readonly reference: string;
  /** Canonical text; its SHA-256 was sealed when the run was asked for. */
  readonly snapshot: string;
  readonly rows: readonly ScoredRow[];
  /** Of rows and plan; sealed when the run ended. */
  readonly plan: unknown;
}

/** The runs that decisions rest on, for whoever takes the whole audit log away: what is decided can be explained from it. */
export class DecidedRuns {
  constructor(
    private readonly work: UnitOfWork,
    private readonly matrix: Matrix,
    private readonly clock: Clock,
    private readonly blobs: Blobs,
  ) {}

  /** One after the other, each read in a transaction of its own. @throws NotAllowed for who may take a part of the log only. */
  async *all(actor: Actor, area: AreaId): AsyncGenerator<DecidedRun> {
    const ids = await this.work.run(actor, area, async (tx) => {
      const resource = { area: tx.area };
      requireAllowed(decide(this.matrix, actor, 'audit.export', resource, { now: this.clock.now() }));
      return tx.query<{ id: string }>(
        `select distinct p.run_id as id from brokerage.proposal p join brokerage.decision d on d.area_id = p.area_id and d.proposal_id = p.id
         where ${inArea(tx, 'p')} order by 1`,
      );
    });
    for (const { id } of ids) {
      const run = await this.work.run(actor, area, (tx) => this.one(tx, id));
      if (run) yield run;
    }
  }

  /** The same as parts of an export, one a run. */
  async *parts(actor: Actor, area: AreaId): AsyncGenerator<ZipPart> {
    for await (const run of this.all(actor, area))
      yield { name: `runs/${run.reference}.json`, content: [Buffer.from(`${JSON.stringify(run)}\n`)] };
  }

  private async one(tx: Tx, id: string): Promise<DecidedRun | null> {
    const run = await findRun(tx, id);
    if (!run) return null;
    const snapshot = await readSnapshotText(tx, this.blobs, run.snapshotHash);
    return { run: id, reference: run.reference, snapshot, rows: await readRows(tx, run.id), plan: run.plan };
  }
}
