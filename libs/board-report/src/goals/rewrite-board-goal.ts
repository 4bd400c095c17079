import type { Actor, AreaId, Clock } from '@app/kernel';
import type { Repeatable } from '@app/platform';
import { readGoalWords, type GoalWords } from './goal-words.js';
import type { GoalInHand, GoalSteps } from './goal-steps.js';

/** Changes a wording that the Board has not adopted yet. */
export class RewriteBoardGoal {
  constructor(
    private readonly steps: GoalSteps,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound, NotAllowed, StaleVersion, BadInput; RuleBroken BOARD_GOAL_CANNOT_MOVE */
  async execute(
    actor: Actor,
    area: AreaId,
    asked: GoalInHand & GoalWords,
    repeat?: Repeatable,
  ): Promise<void> {
    await this.steps.move(
      ...([actor, area, asked, 'board.goal.draft'] as const),
      (tx, { writtenBy }) => ({
        ...readGoalWords(asked),
        writtenBy: [...new Set([...writtenBy, tx.actor.id])],
        writtenAt: this.clock.now(),
      }),
      repeat,
    );
  }
}
