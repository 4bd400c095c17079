import { NotFound, type NeedId } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import type { CandidateRow, Need, Plan, Problem } from '@app/matching';
import type { Tx } from '@app/platform';
import type { NeedCase, NeedCases } from '@app/profiles';
import type { FinishedRuns } from '../match-run/finished-runs.js';
import { findRun, readCandidateRow, type RunRow } from '../match-run/run-rows.js';

/** The latest finished run that holds a need, opened at this need. */
export interface RunAtNeed {
  readonly run: RunRow;
  readonly problem: Problem;
  readonly row: CandidateRow;
  /** The need as the run saw it. */
  readonly asked: Need;
  readonly plan: Plan;
}

/** The one way to everything that a run says about a need: may they, which run, and a receipt that the school can see. */
export class LookAtNeed {
  constructor(
    private readonly audit: AuditTrail,
    private readonly rights: Rights,
    private readonly runs: FinishedRuns,
    private readonly needs: NeedCases,
  ) {}

  /**
   * @param reason what an officer typed.
   * @returns `at` null while no run has looked at it.
   * @throws NotFound for who may not know of the need, or has an interest in its school; NotAllowed REASON_REQUIRED.
   */
  async open(
    tx: Tx,
    id: NeedId,
    reason: string | null,
  ): Promise<{ readonly need: NeedCase; readonly at: RunAtNeed | null }> {
    const need = (await this.needs.read(tx, [id])).get(id);
    await this.rights.require(tx, 'run.read', need?.resource ?? null, {}, { reason });
    if (!need) throw new NotFound();
    const latest = await this.runs.latestFor(tx, id);
    await this.audit.record(tx, {
      act: 'run.read',
      entity: latest ? `brokerage.match_run:${latest.id}` : `profiles.need:${id}`,
      schools: [need.urn],
      ...(reason === null || reason.trim() === '' ? {} : { details: { reason: reason.slice(0, 1_000) } }),
    });
    if (!latest) return { need, at: null };
    const run = await findRun(tx, latest.id);
    const problem = await this.runs.problem(tx, latest);
    const row = await readCandidateRow(tx, latest.id, id, problem);
    const asked = problem.needs.find((each) => each.id === id);
    if (!run || !row || !asked) throw new NotFound();
    return { need, at: { run, problem, row, asked, plan: run.plan as Plan } };
  }
}
