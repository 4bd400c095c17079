import { localDateOf, type Actor, type AreaId, type Clock } from '@app/kernel';
import type { Repeatable } from '@app/platform';
import { FieldReader } from '@app/profiles';
import { requireInPlace, type GoalInHand, type GoalSteps } from './goal-steps.js';

/** The Board has done with a goal and puts none in its place. What belongs to it is counted as before. */
export class CloseBoardGoal {
  constructor(
    private readonly steps: GoalSteps,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound, NotAllowed, StaleVersion, BadInput; RuleBroken BOARD_GOAL_CANNOT_MOVE, BOARD_GOAL_SUPERSEDED */
  async execute(
    actor: Actor,
    area: AreaId,
    asked: GoalInHand & { readonly because: string },
    repeat?: Repeatable,
  ): Promise<void> {
    await this.steps.move(
      ...([actor, area, asked, 'board.goal.close'] as const),
      async (tx, goal) => {
        await requireInPlace(tx, goal);
        const reader = new FieldReader();
        const closedBecause = reader.text('because', asked.because, 'why it is closed', 500);
        const closedOn = localDateOf(this.clock.now());
        return reader.finish({ closedBecause, closedOn, closedBy: tx.actor.id });
      },
      repeat,
    );
  }
}
