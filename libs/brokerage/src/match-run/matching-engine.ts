import { concludePlan, openSnapshot, provePlan, scoreBlock, type Problem } from '@app/matching';
import type { NeedId } from '@app/kernel';
import { loadLinearSolver } from '@app/platform';
import type { Engine, ScoredRow } from './engine.js';

/** The engine of this installation: the pure core, known by the hash of its own files. */
export class MatchingEngine implements Engine {
  constructor(readonly hash: string) {}

  open(snapshot: string): Problem {
    return openSnapshot(snapshot);
  }

  score(problem: unknown, from: number, to: number): readonly ScoredRow[] {
    return scoreBlock(problem as Problem, from, to);
  }

  async conclude(
    problem: unknown,
    rows: readonly ScoredRow[],
  ): Promise<{ readonly plan: string; readonly feasible: boolean; readonly certificate: string | null }> {
    return concludePlan(problem as Problem, named(rows), { linear: await loadLinearSolver() });
  }

  prove(
    problem: unknown,
    rows: readonly ScoredRow[],
    plan: unknown,
    certificate: string | null,
  ): readonly string[] {
    return provePlan(problem as Problem, named(rows), plan, certificate);
  }
}

function named(rows: readonly ScoredRow[]): (ScoredRow & { readonly need: NeedId })[] {
  return rows.map((row) => ({ ...row, need: row.need as NeedId }));
}
