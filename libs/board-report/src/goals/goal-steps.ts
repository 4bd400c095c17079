import { NotFound, RuleBroken, StaleVersion, type Actor, type AreaId } from '@app/kernel';
import type { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { askedOnce, inArea, updateIfVersion, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { BoardGoalEntity } from './board-goal.entity.js';
import { moveGoal, type GoalState } from './board-goal.lifecycle.js';
import { goalResource } from './board-goal.policy.js';

export interface GoalInHand {
  readonly goal: string;
  /** As the person saw it. */
  readonly version: number;
}

export type GoalAct = 'board.goal.draft' | 'board.goal.adopt' | 'board.goal.review' | 'board.goal.close';
export type GoalChange = Partial<Omit<BoardGoalEntity, 'id' | 'areaId' | 'version' | 'state'>>;

const TO: Readonly<Record<GoalAct, GoalState>> = {
  'board.goal.draft': 'draft',
  'board.goal.adopt': 'adopted',
  'board.goal.review': 'reviewed',
  'board.goal.close': 'closed',
};

/** Steps shared by every verb that moves a goal. Who drafts and who signs is one row of the table for all that a Board puts in force. */
export class GoalSteps {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly rights: Rights,
  ) {}

  /** @throws NotFound, NotAllowed, StaleVersion; RuleBroken BOARD_GOAL_CANNOT_MOVE; what `changed` throws */
  async move(
    actor: Actor,
    area: AreaId,
    asked: GoalInHand,
    act: GoalAct,
    changed: (tx: Tx, goal: BoardGoalEntity) => GoalChange | Promise<GoalChange>,
    repeat?: Repeatable,
  ): Promise<void> {
    await this.work.run(actor, area, (tx) =>
      askedOnce(tx, repeat, async () => {
        await oneGoalAtATime(tx);
        const goal = await goalsOfArea(tx)
          .setLock('pessimistic_write')
          .andWhere('g.reference = :named', { named: asked.goal })
          .getOne();
        const action = act === 'board.goal.draft' ? 'policy.draft' : 'policy.sign';
        await this.rights.require(tx, action, goal ? goalResource(goal) : null);
        if (!goal) throw new NotFound();
        if (goal.version !== asked.version) throw new StaleVersion();
        const state = moveGoal(goal.state, TO[act]);
        const change = await changed(tx, goal);
        const version = await updateIfVersion(tx, BoardGoalEntity, goal.id, asked.version, {
          ...change,
          state,
        });
        await this.record(tx, act, goal.id, version, goal.reference);
      }),
    );
  }

  async record(tx: Tx, act: GoalAct, id: string, version: number, reference: string): Promise<void> {
    const entity = `board_report.goal:${id}:${String(version)}`;
    await this.audit.record(tx, { act, entity, schools: [], details: { goal: reference } });
  }
}

export function goalsOfArea(tx: Tx) {
  return tx.manager.createQueryBuilder(BoardGoalEntity, 'g').where(inArea(tx, 'g'));
}

/** Two wordings of one goal adopted at once would each have taken the other's place. */
export async function oneGoalAtATime(tx: Tx): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${tx.area}/board-goal`]);
}

/** Those that were adopted under the same key, in the order of their days. */
export async function adoptedUnder(tx: Tx, key: string): Promise<BoardGoalEntity[]> {
  return goalsOfArea(tx)
    .andWhere('g.goal = :key and g.adopted_on is not null', { key })
    .orderBy('g.adopted_on')
    .getMany();
}

/** @throws RuleBroken where a later wording stands in its place: there is nothing of it left to close. */
export async function requireInPlace(tx: Tx, goal: BoardGoalEntity): Promise<void> {
  const last = (await adoptedUnder(tx, goal.goal)).at(-1);
  if (last && last.id !== goal.id)
    throw new RuleBroken(
      'BOARD_GOAL_SUPERSEDED',
      `${last.reference} took its place on ${String(last.adoptedOn)}. Only what is in force can be closed.`,
    );
}
