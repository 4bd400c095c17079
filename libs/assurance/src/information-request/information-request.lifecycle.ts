import { RuleBroken } from '@app/kernel';

export const INFORMATION_STATES = ['received', 'heads_told', 'released', 'refused'] as const;
export type InformationState = (typeof INFORMATION_STATES)[number];

const NEXT: Readonly<Record<InformationState, readonly InformationState[]>> = {
  received: ['heads_told', 'refused'],
  heads_told: ['released', 'refused'],
  released: [],
  refused: [],
};

export const canMoveInformation = (from: InformationState, to: InformationState): boolean =>
  NEXT[from].includes(to);

/** Somebody still waits for the answer. */
export const OPEN_INFORMATION = INFORMATION_STATES.filter((state) => NEXT[state].length > 0);

/** @throws RuleBroken INFORMATION_CANNOT_MOVE for a move that is not in the table. */
export function moveInformation(from: InformationState, to: InformationState): InformationState {
  if (!canMoveInformation(from, to))
    throw new RuleBroken(
      'INFORMATION_CANNOT_MOVE',
      `An information request that is ${from.replaceAll('_', ' ')} cannot become ${to.replaceAll('_', ' ')}.`,
    );
  return to;
}
