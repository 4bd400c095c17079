import { planFrom } from './assign.js';
import type { CandidateRow } from './candidate-row.js';
import { certificateOf, type Certificate } from './plan/certificate.js';
import { contradictions } from './plan/contradictions.js';
import { locksOf } from './plan/locks.js';
import { contradicted, type Plan } from './plan/plan.js';
import { isProven } from './plan/gap.js';
import { solve, type Solving } from './plan/solve.js';
import { startFrom, type Started } from './plan/warm-start.js';
import { buildProblem, type Problem } from './problem.js';
import { rescore } from './rescore.js';
import type { Snapshot } from './snapshot/snapshot.js';

/** A plan with all that the next one may begin from. */
export interface Optimised {
  readonly problem: Problem;
  readonly rows: readonly CandidateRow[];
  readonly plan: Plan;
  /** Null where locks contradict the rules. */
  readonly certificate: Certificate | null;
  readonly started: Started | null;
  /** Pairs that were scored for it. */
  readonly pairsScored: number;
}

/** Scores everything and plans from the beginning. @throws as `buildProblem`. */
export function optimise(snapshot: Snapshot, solving: Solving = {}): Optimised {
  return plan(null, buildProblem(snapshot), solving);
}

/**
 * The plan of a snapshot that differs in little from an earlier one: only what the difference reaches is scored again, and
 * the flow is settled from where it stood. The plan is the same as `optimise` gives, to the byte; its prices need not be.
 *
 * @throws as `buildProblem`.
 */
export function reoptimise(before: Optimised, snapshot: Snapshot, solving: Solving = {}): Optimised {
  return plan(before, buildProblem(snapshot), solving);
}

function plan(before: Optimised | null, problem: Problem, solving: Solving): Optimised {
  const { rows, pairs: pairsScored } = rescore(before, problem);
  const locks = locksOf(problem);
  const broken = contradictions(problem, locks);
  if (broken.length > 0) {
    const none = { certificate: null, started: before?.started ?? null };
    return { problem, rows, plan: contradicted(broken), pairsScored, ...none };
  }
  const from = before?.started ?? null;
  let solved = solve(problem, rows, locks, from ? { ...solving, from } : solving);
  // Where a search ends early, what it has found depends on where it began.
  const isSearched = solved.searched.cost !== null;
  if (isSearched && !isProven(solved.searched) && from) solved = solve(problem, rows, locks, solving);
  const { root } = solved.searched;
  return {
    problem,
    rows,
    plan: planFrom(problem, rows, locks, solved),
    certificate: certificateOf(problem, solved),
    started: startFrom(problem, solved.plan, root.room, root.potential),
    pairsScored,
  };
}
