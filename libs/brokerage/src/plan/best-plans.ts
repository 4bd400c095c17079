import { optimise, type Optimised, type Solving } from '@app/matching';
import { loadLinearSolver } from '@app/platform';
import type { Engine } from '../match-run/engine.js';
import type { OpenedPlan } from './open-plan.js';

/** Why a difference of two best plans is not told. */
export interface NotTold {
  readonly because: string;
  /** A what-if run would tell it. */
  readonly byRun: boolean;
}

/** What a page waits for; a larger area asks by a what-if run, which the queue answers. */
const MOST_NEEDS = 100;
/** Plans that stay ready to begin from. */
const KEPT = 2;

/** Plans of runs made once more, to begin others from: what a run keeps does not say where its search stood. */
export class BestPlans {
  private readonly best = new Map<string, Optimised>();

  constructor(
    private readonly engine: Engine,
    private readonly mostNeeds: number = MOST_NEEDS,
  ) {}

  /** Null where plans beside this one can be told at once. */
  whyNot({ problem, run, plan }: OpenedPlan): NotTold | null {
    if (run.engineHash !== this.engine.hash)
      return {
        because: 'This plan was made by another version of the program. Run again first.',
        byRun: false,
      };
    if (problem.needs.length > this.mostNeeds)
      return {
        because: `This is counted at once for up to ${String(this.mostNeeds)} needs; this plan has more, so that it takes a run of its own.`,
        byRun: true,
      };
    if (plan.contradictions.length > 0)
      return {
        because: 'Nobody is planned: a lock cannot stand. Lift it and run again.',
        byRun: false,
      };
    return null;
  }

  /** As the run's own plan was made: else differences would be those of methods. */
  async of({ run, problem }: OpenedPlan): Promise<{
    readonly before: Optimised;
    readonly solving: Solving;
  }> {
    const solving = { linear: await loadLinearSolver() };
    const before = this.best.get(run.snapshotHash) ?? optimise(problem.snapshot, solving);
    this.best.set(run.snapshotHash, before);
    const [oldest] = this.best.keys();
    if (this.best.size > KEPT && oldest !== undefined) this.best.delete(oldest);
    return { before, solving };
  }
}
