import { RuleBroken } from '@app/kernel';
import type { PlanState } from './planned-visit.views.js';

const NEXT: Readonly<Record<PlanState, readonly PlanState[]>> = {
  planned: ['done', 'missed', 'cancelled'],
  done: [],
  missed: [],
  cancelled: [],
};

/** @throws RuleBroken VISIT_CANNOT_MOVE for a move that is not in the table. */
export function movePlan(from: PlanState, to: PlanState): PlanState {
  if (!NEXT[from].includes(to))
    throw new RuleBroken('VISIT_CANNOT_MOVE', `A visit that is ${from} cannot become ${to}.`);
  return to;
}
