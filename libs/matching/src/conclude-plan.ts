import { DomainError } from '@app/kernel';
import { assignCertified } from './assign.js';
import type { CandidateRow, ScoredRow } from './candidate-row.js';
import { RowDamaged, unpackRow } from './pack-row.js';
import type { Solving } from './plan/solve.js';
import type { Problem } from './problem.js';
import { canonicalJson } from './snapshot/canonical-json.js';
import { verifyPlan } from './verify/verify-plan.js';

/** The solver's plan did not pass the independent check: a fault of the program. Nothing may be published from it. */
export class PlanNotVerified extends DomainError {
  readonly code = 'PLAN_NOT_VERIFIED';
  constructor(readonly faults: readonly string[]) {
    super(`The plan did not pass its check: ${faults[0] ?? 'no reason was given'}`);
  }
}

export interface ConcludedPlan {
  /** Canonical JSON of a `Plan`. */
  readonly plan: string;
  /** False where nobody could be planned, or locks contradict the rules: an answer with reasons. */
  readonly feasible: boolean;
  /** Canonical JSON of a `Certificate`, by which anybody can check the plan without solving; null where nothing was planned. */
  readonly certificate: string | null;
}

/**
 * The plan of a run from the rows that its shards have left, checked before it is given.
 *
 * @param rows one for each need of the problem, in any order.
 * @throws RowDamaged where a row is missing, twice or not what was written.
 * @throws PlanNotVerified where the check finds a fault.
 */
export function concludePlan(
  problem: Problem,
  rows: readonly ScoredRow[],
  solving: Solving = {},
): ConcludedPlan {
  const unpacked = inOrder(problem, rows);
  const { plan, certificate } = assignCertified(problem, unpacked, solving);
  const faults = verifyPlan(problem, unpacked, plan, certificate);
  if (faults.length > 0) throw new PlanNotVerified(faults);
  return {
    plan: canonicalJson(plan),
    feasible: plan.state === 'complete',
    certificate: certificate && canonicalJson(certificate),
  };
}

/** Every need's row, unpacked. @throws RowDamaged */
export function inOrder(problem: Problem, rows: readonly ScoredRow[]): readonly CandidateRow[] {
  const sorted = [...rows].sort((a, b) => a.index - b.index);
  problem.needs.forEach((_, at) => {
    if (sorted[at]?.index !== at) throw new RowDamaged(at, 'it is missing');
  });
  const beyond = sorted[problem.needs.length];
  if (beyond) throw new RowDamaged(beyond.index, 'the run has no such need');
  return sorted.map((row) => unpackRow(problem, row));
}
