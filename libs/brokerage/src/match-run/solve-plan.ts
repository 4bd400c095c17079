import type { Engine, ScoredRow } from './engine.js';

export interface PlanWork {
  readonly snapshot: string;
  readonly rows: readonly ScoredRow[];
}

export interface SolvedPlan {
  /** Canonical text. */
  readonly plan: string;
  readonly feasible: boolean;
  /** By which the plan can be checked without solving; null where nothing was planned. */
  readonly certificate: string | null;
}

/**
 * Makes the plan of a run's rows: in this thread or in one of its own.
 *
 * @throws whatever `stop` was aborted with, where it can be stopped.
 */
export type SolvePlan = (work: PlanWork, stop: AbortSignal) => Promise<SolvedPlan>;

/** Nothing else goes on meanwhile: for commands, which have nothing else to do. */
export function solveHere(engine: Engine): SolvePlan {
  return ({ snapshot, rows }) => engine.conclude(engine.open(snapshot), rows);
}
