import { NotFound, RuleBroken, type NeedId } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import type { CandidateRow, Plan, Problem } from '@app/matching';
import type { Tx } from '@app/platform';
import type { NeedCase, NeedCases } from '@app/profiles';
import { FINISHED, type FinishedRuns } from '../match-run/finished-runs.js';
import { findRun, readCandidateRows, type RunRow } from '../match-run/run-rows.js';
import type { Namer, Namers } from '../namers.js';
import type { NamedNeed } from './plan.views.js';

/** A finished run with its plan, and whom of its needs this person may know. */
export interface OpenedPlan {
  readonly run: RunRow;
  readonly problem: Problem;
  readonly rows: readonly CandidateRow[];
  readonly plan: Plan;
  readonly namer: Namer;
  readonly cases: ReadonlyMap<NeedId, NeedCase>;
  /** By id, in the order of the run. Without those of schools in which the reader has an interest (I-4). */
  readonly seen: ReadonlyMap<NeedId, NamedNeed>;
}

/** The one way to a plan: may they, which run, and a receipt that the schools can see. */
export class OpenPlan {
  constructor(
    private readonly runs: FinishedRuns,
    private readonly needs: NeedCases,
    private readonly namers: Namers,
    private readonly rights: Rights,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * @param named a run's reference; null for the latest of all open needs.
   * @returns null where nothing was planned yet.
   * @throws NotFound; NotAllowed REASON_REQUIRED; RuleBroken RUN_NOT_FINISHED
   */
  async open(tx: Tx, named: string | null, reason: string | null): Promise<OpenedPlan | null> {
    await this.rights.require(tx, 'run.read', {}, {}, { list: true, reason });
    const reference = named ?? (await this.runs.latestPlan(tx))?.id ?? null;
    if (reference === null) return null;
    const run = await findRun(tx, reference);
    if (!run) throw new NotFound();
    if (!FINISHED.includes(run.state))
      throw new RuleBroken('RUN_NOT_FINISHED', `Run ${run.reference} has no plan: it is not complete.`);
    const problem = await this.runs.problem(tx, run);
    const namer = await this.namers.of(tx);
    const cases = await this.needs.read(tx, run.needIds);
    const seen = seenBy(tx.actor.interests, problem, cases, namer);
    await this.audit.record(tx, {
      act: 'run.read',
      entity: `brokerage.match_run:${run.id}`,
      schools: [...new Set([...seen.values()].map(({ urn }) => urn))],
      ...(reason === null || reason.trim() === '' ? {} : { details: { reason: reason.slice(0, 1_000) } }),
    });
    const rows = await readCandidateRows(tx, run.id, problem);
    return { run, problem, rows, plan: run.plan as Plan, namer, cases, seen };
  }
}

function seenBy(
  interests: readonly string[],
  { needs }: Problem,
  cases: ReadonlyMap<NeedId, NeedCase>,
  namer: Namer,
): Map<NeedId, NamedNeed> {
  const hidden = new Set(interests);
  const seen = needs
    .filter(({ school }) => !hidden.has(school))
    .map(({ id, school, primaryTheme }): [NeedId, NamedNeed] => [
      id,
      {
        ...{ need: id, reference: cases.get(id)?.reference ?? id.slice(-8), urn: school },
        ...{ school: namer.school(school), theme: namer.theme(primaryTheme) },
      },
    ]);
  return new Map(seen);
}
