import type { ComparedPlan, PlanAtNeedView, PlanComparison, TermPlanView } from '@app/brokerage';
import { matchRunAnswer, type MatchRunAnswer } from '../match-runs/match-run.view.js';

export type PlanAnswer = Omit<TermPlanView, 'run' | 'whatIfs'> & {
  readonly run: MatchRunAnswer;
  /** What was supposed of late, the latest first. */
  readonly whatIfs: readonly MatchRunAnswer[];
};

// Picked name by name: what a query carries beyond its view never leaves with it.

export function planAnswer(plan: TermPlanView): PlanAnswer {
  const { proof, needs, competing, brokenLocks, fewestDropped, onOffer, marksChanged, leftOut } = plan;
  return {
    run: matchRunAnswer(plan.run),
    ...{ proof, needs, competing, brokenLocks, fewestDropped, onOffer, marksChanged, leftOut },
    whatIfs: plan.whatIfs.map(matchRunAnswer),
  };
}

export type PlanAtNeedAnswer = Omit<PlanAtNeedView, 'run'> & { readonly run: MatchRunAnswer };

export function planAtNeedAnswer({ run, need, choices }: PlanAtNeedView): PlanAtNeedAnswer {
  return { run: matchRunAnswer(run), need, choices };
}

type OneOfTwo = Omit<ComparedPlan, 'run'> & { readonly run: MatchRunAnswer };

export type ComparisonAnswer = Omit<PlanComparison, 'a' | 'b'> & {
  readonly a: OneOfTwo;
  readonly b: OneOfTwo;
};

export function comparisonAnswer({ a, b, read, changed }: PlanComparison): ComparisonAnswer {
  return { a: oneOfTwo(a), b: oneOfTwo(b), read, changed };
}

function oneOfTwo({ run, totals, proof, brokenLocks }: ComparedPlan): OneOfTwo {
  return { run: matchRunAnswer(run), totals, proof, brokenLocks };
}
