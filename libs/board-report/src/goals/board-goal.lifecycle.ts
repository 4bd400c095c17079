import { RuleBroken } from '@app/kernel';

export const GOAL_STATES = ['draft', 'adopted', 'reviewed', 'closed'] as const;
export type GoalState = (typeof GOAL_STATES)[number];

/** A wording whose place a later one took goes through the same states: it can still be reviewed. */
const NEXT: Readonly<Record<GoalState, readonly GoalState[]>> = {
  draft: ['draft', 'adopted'],
  adopted: ['reviewed'],
  reviewed: ['closed'],
  closed: [],
};

export const canMoveGoal = (from: GoalState, to: GoalState): boolean => NEXT[from].includes(to);

/** @throws RuleBroken BOARD_GOAL_CANNOT_MOVE for a move that is not in the table. */
export function moveGoal(from: GoalState, to: GoalState): GoalState {
  if (!canMoveGoal(from, to))
    throw new RuleBroken(
      'BOARD_GOAL_CANNOT_MOVE',
      to === 'draft'
        ? 'What the Board adopted stands. Draft a new wording to take its place.'
        : `A goal that is ${from} cannot become ${to}.`,
    );
  return to;
}
