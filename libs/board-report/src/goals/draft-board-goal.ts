import { BadInput, type Actor, type AreaId, type Clock } from '@app/kernel';
import type { Rights } from '@app/identity';
import { askedOnce, type IdSource, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { BoardGoalEntity } from './board-goal.entity.js';
import { readGoalWords, type GoalWords } from './goal-words.js';
import { goalsOfArea, oneGoalAtATime, type GoalSteps } from './goal-steps.js';
import type { Goals } from './goals.js';

/** Writes a wording of a goal for the Board to adopt. Nothing is in force by it. */
export class DraftBoardGoal {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly rights: Rights,
    private readonly steps: GoalSteps,
    private readonly template: Goals,
  ) {}

  /** @returns its reference. @throws NotFound, NotAllowed, BadInput */
  async execute(
    actor: Actor,
    area: AreaId,
    asked: GoalWords & { readonly goal: string },
    repeat?: Repeatable,
  ): Promise<string> {
    return this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: GoalWords & { readonly goal: string }): Promise<string> {
    await this.rights.require(tx, 'policy.draft', {});
    const { goal } = asked;
    if (!this.template.goals.some(({ key }) => key === goal))
      throw new BadInput([{ path: 'goal', message: 'Choose one of the four goals' }]);
    const words = readGoalWords(asked);
    await oneGoalAtATime(tx);
    const before = await goalsOfArea(tx).andWhere('g.goal = :goal', { goal }).getMany();
    const draft = before.find(({ state }) => state === 'draft');
    if (draft)
      throw new BadInput([
        {
          path: 'goal',
          message: `A draft of this goal is there already: ${draft.reference}. Change that one`,
        },
      ]);
    const reference = `G${goal}-${String(before.length + 1).padStart(3, '0')}`;
    const id = this.ids.next();
    await tx.manager.insert(BoardGoalEntity, {
      ...{ id, areaId: tx.area, reference, goal, ...words },
      ...{ writtenBy: [tx.actor.id], writtenAt: this.clock.now(), state: 'draft', version: 1 },
    });
    await this.steps.record(tx, 'board.goal.draft', id, 1, reference);
    return reference;
  }
}
