import {
  decide,
  localDateOf,
  NotFound,
  requireAllowed,
  type AcademicYearId,
  type Clock,
  type LocalDate,
  type Matrix,
  type Resource,
} from '@app/kernel';
import type { Tx } from '@app/platform';
import type { MeasureId } from '@app/schools';
import type { BoardGoalEntity } from './board-goal.entity.js';
import { canMoveGoal, type GoalState } from './board-goal.lifecycle.js';
import { goalResource } from './board-goal.policy.js';
import { goalsOfArea } from './goal-steps.js';
import type { GoalsInForce } from './goals-in-force.js';
import type { Goal } from './goals.js';

export type GoalStep = 'rewrite' | 'adopt' | 'review' | 'close';

export interface GoalLine {
  readonly reference: string;
  readonly name: string;
  readonly state: GoalState;
  readonly adopted: { readonly on: LocalDate; readonly meeting: string } | null;
  /** The wording that took its place, and when. */
  readonly superseded: { readonly by: string; readonly on: LocalDate } | null;
}

export interface GoalView extends GoalLine {
  readonly id: string;
  readonly key: string;
  readonly wording: string;
  readonly aim: string;
  readonly owner: string;
  readonly measures: readonly MeasureId[];
  readonly fromYear: AcademicYearId;
  readonly toYear: AcademicYearId;
  readonly review: { readonly on: LocalDate; readonly note: string } | null;
  readonly closed: { readonly on: LocalDate; readonly because: string } | null;
  readonly version: number;
  readonly can: Readonly<Record<GoalStep, boolean>>;
}

export interface GoalsOfBoard {
  readonly goals: readonly {
    /** As it stands today. */
    readonly goal: Goal;
    /** Every wording that the reader may know of, the newest first. */
    readonly wordings: readonly GoalLine[];
    readonly mayDraft: boolean;
  }[];
}

const STEPS: Readonly<Record<GoalStep, readonly ['policy.draft' | 'policy.sign', GoalState]>> = {
  rewrite: ['policy.draft', 'draft'],
  adopt: ['policy.sign', 'adopted'],
  review: ['policy.sign', 'reviewed'],
  close: ['policy.sign', 'closed'],
};

/** The goals with every wording that they had. A draft is a paper of the Board: heads read what was adopted. */
export class BoardGoals {
  constructor(
    private readonly matrix: Matrix,
    private readonly clock: Clock,
    private readonly inForce: GoalsInForce,
  ) {}

  /** @throws NotFound */
  async all(tx: Tx): Promise<GoalsOfBoard> {
    const rows = await this.rows(tx);
    const mayDraft = this.may(tx, 'policy.draft', {});
    const goals = await this.inForce.on(tx, localDateOf(this.clock.now()));
    return {
      goals: goals.map((goal) => {
        const own = rows.filter((row) => row.goal === goal.key);
        const drafted = own.some(({ state }) => state === 'draft');
        const wordings = own.map((row) => lineOf(row, rows));
        return { goal, wordings, mayDraft: mayDraft && !drafted };
      }),
    };
  }

  /** @throws NotFound */
  async one(tx: Tx, named: string): Promise<GoalView> {
    const rows = await this.rows(tx);
    const row = rows.find(({ reference }) => reference === named);
    if (!row) throw new NotFound();
    const line = lineOf(row, rows);
    const can = (step: GoalStep): boolean => {
      const [action, to] = STEPS[step];
      const standing = step !== 'close' || line.superseded === null;
      return standing && canMoveGoal(row.state, to) && this.may(tx, action, goalResource(row));
    };
    const { id, goal: key, wording, aim, owner, measures, fromYear, toYear, version } = row;
    return {
      ...{ id, ...line, key, wording, aim, owner, measures, fromYear, toYear, version },
      review: row.reviewedOn && { on: row.reviewedOn, note: row.reviewNote ?? '' },
      closed: row.closedOn && { on: row.closedOn, because: row.closedBecause ?? '' },
      can: { rewrite: can('rewrite'), adopt: can('adopt'), review: can('review'), close: can('close') },
    };
  }

  /** What a new wording of a goal begins from: the one that stands today. @throws NotFound for a goal that there is not. */
  async start(tx: Tx, key: string): Promise<Goal> {
    requireAllowed(this.decided(tx, 'policy.draft', {}));
    const goals = await this.inForce.on(tx, localDateOf(this.clock.now()));
    const found = goals.find((goal) => goal.key === key);
    if (!found) throw new NotFound();
    return found;
  }

  /** The newest first. */
  private async rows(tx: Tx): Promise<BoardGoalEntity[]> {
    requireAllowed(this.decided(tx, 'policy.read', {}));
    const drafts = this.may(tx, 'board.papers.read', {});
    return goalsOfArea(tx)
      .andWhere('(:drafts or g.state <> :draft)', { drafts, draft: 'draft' })
      .orderBy('g.reference', 'DESC')
      .getMany();
  }

  private may(tx: Tx, action: string, resource: Resource): boolean {
    return this.decided(tx, action, resource).allowed;
  }

  private decided(tx: Tx, action: string, resource: Resource) {
    const about = { area: tx.area, ...resource };
    return decide(this.matrix, tx.actor, action, about, { now: this.clock.now() });
  }
}

function lineOf(row: BoardGoalEntity, rows: readonly BoardGoalEntity[]): GoalLine {
  const { reference, name, state, goal, adoptedOn, meeting } = row;
  const [next] = rows
    .filter((each) => each.goal === goal && adoptedOn !== null && (each.adoptedOn ?? '') > adoptedOn)
    .toSorted((a, b) => ((a.adoptedOn ?? '') < (b.adoptedOn ?? '') ? -1 : 1));
  return {
    ...{ reference, name, state },
    adopted: adoptedOn && { on: adoptedOn, meeting: meeting ?? '' },
    superseded: next?.adoptedOn ? { by: next.reference, on: next.adoptedOn } : null,
  };
}
