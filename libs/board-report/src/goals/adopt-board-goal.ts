import { localDateOf, type Actor, type AreaId, type Clock } from '@app/kernel';
import type { Repeatable } from '@app/platform';
import { FieldReader } from '@app/profiles';
import { adoptedUnder, type GoalInHand, type GoalSteps } from './goal-steps.js';

/** The chair records that the Board adopted a wording. From its day on it is the goal, in place of the one before. */
export class AdoptBoardGoal {
  constructor(
    private readonly steps: GoalSteps,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound, NotAllowed, StaleVersion, BadInput; RuleBroken BOARD_GOAL_CANNOT_MOVE */
  async execute(
    actor: Actor,
    area: AreaId,
    asked: GoalInHand & { readonly meeting: string; readonly on: string },
    repeat?: Repeatable,
  ): Promise<void> {
    await this.steps.move(
      ...([actor, area, asked, 'board.goal.adopt'] as const),
      async (tx, goal) => {
        const last = (await adoptedUnder(tx, goal.goal)).at(-1);
        const reader = new FieldReader();
        const on = reader.date('on', asked.on, 'the day of the meeting');
        if (on > localDateOf(this.clock.now())) reader.say('on', 'Enter a day that is not in the future');
        const since = last?.closedOn ?? last?.adoptedOn ?? null;
        if (since !== null && on <= since)
          reader.say('on', `Enter a day after ${since}, the last that the Board decided on this goal`);
        const meeting = reader.text('meeting', asked.meeting, 'the meeting that adopted it', 120);
        return reader.finish({ meeting, adoptedOn: on, adoptedBy: tx.actor.id });
      },
      repeat,
    );
  }
}
