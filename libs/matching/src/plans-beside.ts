import { LivingPlan } from './living/living-plan.js';
import type { Paired } from './plan/plan.js';
import type { Solving } from './plan/solve.js';
import { reoptimise, type Optimised } from './reoptimise.js';
import type { Snapshot } from './snapshot/snapshot.js';

/**
 * Best plans of many snapshots that differ in little from one: asked for one after the other, in a network laid once. They are
 * not written out: reasons and alternates cost more than the change.
 */
export class PlansBeside {
  private living: LivingPlan | null = null;

  constructor(
    private readonly before: Optimised,
    private readonly solving: Solving,
  ) {}

  /** @throws as `buildProblem`. */
  of(snapshot: Snapshot): Paired {
    const living = (this.living ??= new LivingPlan(this.before.problem.snapshot, this.solving));
    living.become(snapshot);
    // What has to be searched for begins from the one plan, whatever was asked before.
    const pairs = living.planned();
    if (!pairs) return reoptimise(this.before, snapshot, this.solving).plan;
    return { pairs, points: pairs.reduce((sum, { points }) => sum + points, 0) };
  }
}
