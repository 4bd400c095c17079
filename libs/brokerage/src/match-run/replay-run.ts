import { NotFound, RuleBroken, type Actor, type AreaId } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { canonicalJson, type Plan } from '@app/matching';
import type { Blobs, Tx, UnitOfWork } from '@app/platform';
import { readCertificateText } from './certificates.js';
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
  /** Whether the plan was made again as well; without, `now` is over the rows as they come out and the plan as it was kept. */
  readonly solved: boolean;
  readonly proof: RunProof;
}

/** What the certificate that was kept with the run says of the plan that was kept. */
export type RunProof =
  /** `gap`: what the plan itself says that a better one might have. */
  | { readonly kind: 'proven'; readonly gap: boolean }
  | { readonly kind: 'refused'; readonly because: string }
  /** Of a run from before certificates were kept. */
  | { readonly kind: 'not_kept' };

export interface Replaying {
  readonly reason?: string | null;
  readonly most?: number;
  /** False: the plan is not made again, only held against its certificate. */
  readonly solve?: boolean;
}

interface Kept {
  readonly reference: string;
  readonly engineHash: string;
  readonly resultHash: string;
  readonly snapshot: string;
  readonly rows: readonly ScoredRow[];
  readonly plan: Plan;
  readonly certificateHash: string | null;
  readonly certificate: string | null;
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
    { reason = null, most = Infinity, solve = true }: Replaying = {},
  ): Promise<ReplayedRun> {
    const kept = await this.work.run(actor, area, (tx) => this.read(tx, named, reason, most));
    // Outside any transaction, and giving way to others between two needs.
    const problem = this.engine.open(kept.snapshot);
    const rows: ScoredRow[] = [];
    for (let at = 0; at < kept.rows.length; at += 1) {
      rows.push(...this.engine.score(problem, at, at + 1));
      await new Promise((others) => setImmediate(others));
    }
    // Without solving: by the certificate, which takes as long as scoring does.
    const plan = solve ? (await this.engine.conclude(problem, rows)).plan : canonicalJson(kept.plan);
    return {
      ...{ reference: kept.reference, needs: rows.length },
      sameEngine: kept.engineHash === this.engine.hash,
      otherRows: kept.rows.flatMap((row, at) => (isSame(row, rows[at]) ? [] : [at + 1])),
      ...{ kept: kept.resultHash, now: resultHash(rows, plan) },
      ...{ solved: solve, proof: this.proofOf(kept, problem, rows) },
    };
  }

  private proofOf(kept: Kept, problem: unknown, rows: readonly ScoredRow[]): RunProof {
    const { plan, certificate, certificateHash } = kept;
    if (certificateHash === null && plan.contradictions.length === 0) return { kind: 'not_kept' };
    const [because] = this.engine.prove(problem, rows, plan, certificate);
    return because === undefined ? { kind: 'proven', gap: plan.gap !== null } : { kind: 'refused', because };
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
    const { reference, engineHash, certificateHash, plan } = run;
    const snapshot = await readSnapshotText(tx, this.blobs, run.snapshotHash);
    const certificate = await readCertificateText(tx, this.blobs, certificateHash);
    const kept = { reference, engineHash, resultHash: run.resultHash, snapshot, rows };
    return { ...kept, plan: plan as Plan, certificateHash, certificate };
  }
}

function isSame(one: ScoredRow, other: ScoredRow | undefined): boolean {
  return one.need === other?.need && one.packed === other.packed && one.checksum === other.checksum;
}
