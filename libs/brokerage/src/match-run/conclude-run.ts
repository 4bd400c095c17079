import { createHash } from 'node:crypto';
import { setTimeout as later } from 'node:timers/promises';
import type { AreaId, Clock, MatchRunId, NeedId } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { systemActor } from '@app/identity';
import type { Plan } from '@app/matching';
import { inArea, type Blobs, type Tx, type UnitOfWork } from '@app/platform';
import type { CertifyNeeds } from '../commission/certify-needs.js';
import { keepCertificate } from './certificates.js';
import { endRun } from './end-run.js';
import type { Engine, ScoredRow } from './engine.js';
import { EngineChanged, readRun, readSnapshotText } from './read-run.js';
import { keepLease } from './run-lease.js';
import { solveHere, type PlanWork, type SolvedPlan, type SolvePlan } from './solve-plan.js';

interface WorkToPlan extends PlanWork {
  /** A what-if run certifies nothing. */
  readonly isAdvice: boolean;
}

type End = 'ended' | 'not_ready' | 'nothing';

/** Between two looks at the cancel flag while the plan is made; each also keeps the lease, which is far longer. */
const LOOK_MS = 1_000;

/** Checks every packed row against its checksum, solves the plan in one process, and ends the run with its result hash. */
export class ConcludeRun {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly blobs: Blobs,
    private readonly engine: Engine,
    private readonly clock: Clock,
    private readonly certify: CertifyNeeds,
  ) {}

  /** @param solve by itself where the process has other work meanwhile; then the run can be cancelled until its plan is there. */
  async execute(
    area: AreaId,
    id: MatchRunId,
    token: number,
    solve: SolvePlan = solveHere(this.engine),
  ): Promise<End> {
    const actor = systemActor('worker', area);
    const look = <Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> =>
      this.work.run(actor, area, work);
    const found = await look((tx) => this.read(tx, id, token));
    if (typeof found === 'string') return found;
    // Solved outside any transaction: a large area takes longer than one may stand idle.
    const solved = await this.solve(solve, found, () => look((tx) => this.mayGoOn(tx, id, token)));
    if (typeof solved === 'string') return solved;
    await look(async (tx) => {
      const plan = JSON.parse(solved.plan) as Plan;
      const ended = await endRun(tx, this.audit, this.clock, id, token, {
        state: solved.feasible ? 'complete' : 'infeasible',
        plan,
        resultHash: resultHash(found.rows, solved.plan),
        certificateHash: await keepCertificate(tx, this.blobs, solved.certificate),
      });
      if (ended && found.isAdvice)
        await this.certify.given(
          tx,
          found.rows.map(({ need }) => need as NeedId),
          plan,
        );
    });
    return 'ended';
  }

  private async solve(
    solve: SolvePlan,
    work: PlanWork,
    mayGoOn: () => Promise<End | null>,
  ): Promise<SolvedPlan | End> {
    const stop = new AbortController();
    const solving = solve(work, stop.signal);
    const settled = solving.then(
      () => true,
      () => true,
    );
    const wait = async (): Promise<boolean> => {
      const timer = new AbortController();
      const waited = later(LOOK_MS, false, { signal: timer.signal }).catch(() => false);
      const done = await Promise.race([settled, waited]);
      timer.abort();
      return done;
    };
    while (!(await wait())) {
      const end = await mayGoOn();
      if (end === null) continue;
      stop.abort();
      await settled;
      return end;
    }
    return solving;
  }

  /** @returns null where it may; else how it ends for this holder. */
  private async mayGoOn(tx: Tx, id: MatchRunId, token: number): Promise<End | null> {
    if (!(await keepLease(tx, id, token))) return 'nothing';
    const run = await readRun(tx, id);
    if (run?.state !== 'running') return 'nothing';
    return run.cancelAsked ? this.cancel(tx, id, token) : null;
  }

  private async cancel(tx: Tx, id: MatchRunId, token: number): Promise<End> {
    await endRun(tx, this.audit, this.clock, id, token, { state: 'cancelled' });
    return 'ended';
  }

  private async read(tx: Tx, id: MatchRunId, token: number): Promise<End | WorkToPlan> {
    const run = await readRun(tx, id);
    if (run?.state !== 'running') return 'nothing';
    if (run.engineHash !== this.engine.hash) throw new EngineChanged();
    if (run.cancelAsked) return this.cancel(tx, id, token);
    const rows = await readRows(tx, id);
    if (rows.length !== run.needs) return 'not_ready'; // a shard gave way to a newer holder, which concludes instead
    const snapshot = await readSnapshotText(tx, this.blobs, run.snapshotHash);
    return { snapshot, rows, isAdvice: run.kind !== 'what_if' };
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
