import { RuleBroken } from '@app/kernel';

export const FINDING_STATES = ['opened', 'answered', 'opinion_given', 'closed', 'withdrawn'] as const;
export type FindingState = (typeof FINDING_STATES)[number];

const NEXT: Readonly<Record<FindingState, readonly FindingState[]>> = {
  opened: ['answered', 'withdrawn'],
  answered: ['opinion_given', 'withdrawn'],
  opinion_given: ['closed'],
  closed: [],
  withdrawn: [],
};

export const canMoveFinding = (from: FindingState, to: FindingState): boolean => NEXT[from].includes(to);

/** Something is still to be done about it. */
export const OPEN_FINDINGS = FINDING_STATES.filter((state) => NEXT[state].length > 0);

/** @throws RuleBroken FINDING_CANNOT_MOVE for a move that is not in the table. */
export function moveFinding(from: FindingState, to: FindingState): FindingState {
  if (!canMoveFinding(from, to))
    throw new RuleBroken(
      'FINDING_CANNOT_MOVE',
      `A finding that is ${from.replaceAll('_', ' ')} cannot become ${to.replaceAll('_', ' ')}.`,
    );
  return to;
}
