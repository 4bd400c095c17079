import type { MeasureId } from '@app/schools';

/** A published figure of a goal, and what to know before comparing it. */
export interface GoalMeasure {
  readonly measure: MeasureId;
  readonly caveat: string;
}

/** What the Board would want to know and this service does not hold. */
export interface Unknown {
  readonly what: string;
  readonly why: string;
}

export interface Goal {
  /** Of the map `goals` in the area's themes. */
  readonly key: string;
  readonly name: string;
  /** The words of the paper that set it. */
  readonly wording: string;
  readonly measures: readonly GoalMeasure[];
  readonly unknown: readonly Unknown[];
}

export interface Goals {
  readonly version: string;
  /** In the order of their keys. */
  readonly goals: readonly Goal[];
}
