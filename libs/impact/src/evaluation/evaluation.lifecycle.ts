import { RuleBroken } from '@app/kernel';

export const EVALUATION_STATES = [
  ...(['registered', 'baseline_locked', 'void', 'waiting_for_data'] as const),
  ...(['estimated', 'moderated', 'published', 'superseded'] as const),
] as const;
export type EvaluationState = (typeof EVALUATION_STATES)[number];

const NEXT: Readonly<Record<EvaluationState, readonly EvaluationState[]>> = {
  registered: ['baseline_locked', 'void'],
  baseline_locked: ['waiting_for_data'],
  waiting_for_data: ['estimated'],
  estimated: ['moderated'],
  moderated: ['published'],
  published: ['superseded'],
  void: [],
  superseded: [],
};

/** @throws RuleBroken EVALUATION_CANNOT_MOVE for a move that is not in the table. */
export function moveEvaluation(from: EvaluationState, to: EvaluationState): EvaluationState {
  if (!NEXT[from].includes(to))
    throw new RuleBroken(
      'EVALUATION_CANNOT_MOVE',
      `What is measured and ${from.replaceAll('_', ' ')} cannot become ${to.replaceAll('_', ' ')}.`,
    );
  return to;
}
