import { RuleBroken } from '@app/kernel';

export const INTERVENTION_STATES = ['planned', 'live', 'ended', 'withdrawn'] as const;
export type InterventionState = (typeof INTERVENTION_STATES)[number];

const NEXT: Readonly<Record<InterventionState, readonly InterventionState[]>> = {
  planned: ['live', 'withdrawn'],
  live: ['ended'],
  ended: [],
  withdrawn: [],
};

export const canMoveIntervention = (from: InterventionState, to: InterventionState): boolean =>
  NEXT[from].includes(to);

/** Something is still to come of it; what is over stands as it was written. */
export const OPEN_INTERVENTIONS = INTERVENTION_STATES.filter((state) => NEXT[state].length > 0);

/** @throws RuleBroken INTERVENTION_CANNOT_MOVE for a move that is not in the table. */
export function moveIntervention(from: InterventionState, to: InterventionState): InterventionState {
  if (!canMoveIntervention(from, to))
    throw new RuleBroken('INTERVENTION_CANNOT_MOVE', `What is ${from} cannot become ${to}.`);
  return to;
}

/** @throws RuleBroken INTERVENTION_CANNOT_MOVE where it is over. */
export function staysOpen(state: InterventionState): InterventionState {
  if (!OPEN_INTERVENTIONS.includes(state))
    throw new RuleBroken('INTERVENTION_CANNOT_MOVE', `What is ${state} can no longer be changed.`);
  return state;
}
