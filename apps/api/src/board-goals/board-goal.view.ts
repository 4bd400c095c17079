import type { Goal, GoalLine, GoalsOfBoard, GoalView } from '@app/board-report';

export interface BoardGoalLine {
  /** Of the four, by its number. */
  readonly goal: string;
  /** As it stands today: the wording that the Board adopted last, else the installation's template. */
  readonly name: string;
  readonly wording: string;
  readonly measures: Goal['measures'];
  /** What the Board would want to know and this service does not hold. */
  readonly unknown: Goal['unknown'];
  /** Null where no Board has adopted a wording. */
  readonly adopted: Goal['adopted'] | null;
  /** Every wording that the reader may know of, the newest first. */
  readonly wordings: readonly GoalLine[];
  readonly mayDraft: boolean;
}

export function boardGoalLine({ goal, wordings, mayDraft }: GoalsOfBoard['goals'][number]): BoardGoalLine {
  const { key, name, wording, measures, unknown, adopted = null } = goal;
  return {
    ...{ goal: key, name, wording, measures, unknown, adopted, mayDraft },
    wordings: wordings.map((line) => {
      const { reference, state, superseded } = line;
      return { ...{ reference, name: line.name, state, adopted: line.adopted, superseded } };
    }),
  };
}

/** One wording of one goal. */
export type BoardGoalAnswer = Omit<GoalView, 'id' | 'key' | 'can'> & { readonly goal: string };

export function boardGoalAnswer(goal: GoalView): BoardGoalAnswer {
  const { reference, key, name, wording, aim, owner, measures, fromYear, toYear } = goal;
  const { state, adopted, superseded, review, closed, version } = goal;
  return {
    ...{ reference, goal: key, name, wording, aim, owner, measures, fromYear, toYear },
    ...{ state, adopted, superseded, review, closed, version },
  };
}
