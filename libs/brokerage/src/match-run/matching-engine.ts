import { concludePlan, openSnapshot, scoreBlock, type Problem } from '@app/matching';
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
  ): Promise<{ readonly plan: string; readonly feasible: boolean }> {
    const kept = rows.map((row) => ({ ...row, need: row.need as NeedId }));
    return concludePlan(problem as Problem, kept, { linear: await loadLinearSolver() });
  }
}
