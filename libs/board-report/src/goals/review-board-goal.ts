import { localDateOf, type Actor, type AreaId, type Clock } from '@app/kernel';
import type { Repeatable } from '@app/platform';
import { FieldReader } from '@app/profiles';
import type { GoalInHand, GoalSteps } from './goal-steps.js';

/** What the Board found when it looked back on a goal. One whose place another took is reviewed as well. */
export class ReviewBoardGoal {
  constructor(
    private readonly steps: GoalSteps,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound, NotAllowed, StaleVersion, BadInput; RuleBroken BOARD_GOAL_CANNOT_MOVE */
  async execute(
    actor: Actor,
    area: AreaId,
    asked: GoalInHand & { readonly note: string },
    repeat?: Repeatable,
  ): Promise<void> {
    await this.steps.move(
      ...([actor, area, asked, 'board.goal.review'] as const),
      (tx) => {
        const reader = new FieldReader();
        const reviewNote = reader.text('note', asked.note, 'what the Board found', 1_000);
        const reviewedOn = localDateOf(this.clock.now());
        return reader.finish({ reviewNote, reviewedOn, reviewedBy: tx.actor.id });
      },
      repeat,
    );
  }
}
