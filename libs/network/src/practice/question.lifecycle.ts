import { RuleBroken } from '@app/kernel';

export const QUESTION_STATES = ['asked', 'routed', 'answered', 'closed', 'withdrawn'] as const;
export type QuestionState = (typeof QUESTION_STATES)[number];

const NEXT: Readonly<Record<QuestionState, readonly QuestionState[]>> = {
  asked: ['routed', 'answered', 'withdrawn'],
  routed: ['answered', 'withdrawn'],
  answered: ['closed'],
  closed: [],
  withdrawn: [],
};

export function canMoveQuestion(from: QuestionState, to: QuestionState): boolean {
  return NEXT[from].includes(to);
}

/** @throws RuleBroken QUESTION_CANNOT_MOVE for a move that the table does not hold. */
export function moveQuestion(from: QuestionState, to: QuestionState): QuestionState {
  if (canMoveQuestion(from, to)) return to;
  throw new RuleBroken('QUESTION_CANNOT_MOVE', `A question that is ${from} cannot become ${to}.`);
}
