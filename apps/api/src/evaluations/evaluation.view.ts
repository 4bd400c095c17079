import type { EvaluationView, ImpactView } from '@app/impact';

/** What one objective changed beside similar schools. One pairing alone has no verdict. */
export type EvaluationAnswer = Omit<EvaluationView, 'version'> & { readonly pairing: string };

export function evaluationAnswer(impact: ImpactView, shown: EvaluationView): EvaluationAnswer {
  const { id, objective, outcome, measure, measureId, betterWhen, unit, baselineWords, baseline } = shown;
  const {
    baselinePeriod,
    baselineSource,
    target,
    window,
    comparison,
    lockedAt,
    replaced,
    state,
    later,
    says,
  } = shown;
  return {
    ...{ pairing: impact.reference, id, objective, outcome, measure, measureId, betterWhen, unit },
    ...{ baselineWords, baseline, baselinePeriod, baselineSource, target, window, comparison, lockedAt },
    ...{ replaced, state, later, says },
  };
}
