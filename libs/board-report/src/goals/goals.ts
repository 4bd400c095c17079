import type { AcademicYearId, LocalDate } from '@app/kernel';
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

/** When and where the Board made a wording its own. */
export interface Adoption {
  readonly reference: string;
  readonly on: LocalDate;
  readonly meeting: string;
  /** What the Board wants to see: a target or a direction, in its words. */
  readonly aim: string;
  readonly from: AcademicYearId;
  readonly to: AcademicYearId;
  /** It still counts what belongs to it, under the last name that it had. */
  readonly closed: { readonly on: LocalDate; readonly because: string } | null;
}

export interface Goal {
  /** Of the map `goals` in the area's themes. */
  readonly key: string;
  readonly name: string;
  /** The Board's own, or the words of the paper that set it. */
  readonly wording: string;
  readonly measures: readonly GoalMeasure[];
  readonly unknown: readonly Unknown[];
  /** Absent where no Board has adopted a wording: then it is the installation's template. */
  readonly adopted?: Adoption;
}

export interface Goals {
  readonly version: string;
  /** In the order of their keys. */
  readonly goals: readonly Goal[];
}
