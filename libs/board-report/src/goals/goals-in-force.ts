import type { LocalDate } from '@app/kernel';
import type { Tx } from '@app/platform';
import { MEASURES, type MeasureId } from '@app/schools';
import type { BoardGoalEntity } from './board-goal.entity.js';
import { goalsOfArea } from './goal-steps.js';
import type { Adoption, Goal, GoalMeasure, Goals } from './goals.js';

/** Said of a figure for which the template has no caveat of its own. */
const ANY_FIGURE = 'One school’s figure moves from year to year';

/** A step of queries and verbs that decide for themselves: the four goals as the Board had them on a day. */
export class GoalsInForce {
  constructor(private readonly template: Goals) {}

  /** Of the four goals, in their order: requests are counted under them whatever they are called. */
  get keys(): readonly string[] {
    return this.template.goals.map(({ key }) => key);
  }

  /** The last wording that was adopted by then, for each; the template's where there is none. */
  async on(tx: Tx, day: LocalDate): Promise<Goal[]> {
    const adopted = await goalsOfArea(tx)
      .andWhere('g.adopted_on <= :day', { day })
      .orderBy('g.adopted_on', 'DESC')
      .getMany();
    return this.template.goals.map((goal) => {
      const row = adopted.find((each) => each.goal === goal.key);
      return row ? this.worded(goal, row, day) : goal;
    });
  }

  private worded(goal: Goal, row: BoardGoalEntity, day: LocalDate): Goal {
    const { name, wording, measures } = row;
    return {
      ...{ key: goal.key, name, wording, unknown: goal.unknown },
      measures: measures.map((measure) => this.withCaveat(measure)),
      adopted: adoptionOf(row, day),
    };
  }

  private withCaveat(measure: MeasureId): GoalMeasure {
    const known = this.template.goals
      .flatMap(({ measures }) => measures)
      .find((each) => each.measure === measure);
    return known ?? { measure, caveat: withoutStop(MEASURES[measure].caveat ?? ANY_FIGURE) };
  }
}

function adoptionOf(row: BoardGoalEntity, day: LocalDate): Adoption {
  const { reference, adoptedOn, meeting, aim, fromYear, toYear, closedOn, closedBecause } = row;
  const closed = closedOn !== null && closedOn <= day ? { on: closedOn, because: closedBecause ?? '' } : null;
  return {
    ...{ reference, on: adoptedOn ?? day, meeting: meeting ?? '' },
    ...{ aim, from: fromYear, to: toYear, closed },
  };
}

const withoutStop = (text: string): string => text.replace(/\.$/, '');
