import type { LocalDate } from '@app/kernel';
import type { Mode } from '@app/profiles';

export const PLAN_STATES = ['planned', 'done', 'missed', 'cancelled'] as const;
export type PlanState = (typeof PLAN_STATES)[number];

/** A visit that is to be, or was to be: when, how, where. What it is about stands with the pairing. */
export interface PlannedVisitView {
  readonly id: string;
  /** The pairing's first, second, … plan; a record of a visit has a number of its own. */
  readonly number: number;
  readonly heldOn: LocalDate;
  /** By the wall clock of the United Kingdom, like `14:30`. */
  readonly startsAt: string;
  readonly minutes: number;
  readonly mode: Mode;
  readonly place: string | null;
  readonly state: PlanState;
  /** Why it was called off or missed. */
  readonly reason: string | null;
  readonly by: string;
  readonly plannedAt: Date;
  readonly endedAt: Date | null;
  readonly version: number;
}
