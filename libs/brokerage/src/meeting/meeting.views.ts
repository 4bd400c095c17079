import type { NeedId, PersonId, SchoolUrn } from '@app/kernel';

export const MEETING_OUTCOMES = ['propose', 'rule_out', 'leave_open'] as const;
export type MeetingOutcome = (typeof MEETING_OUTCOMES)[number];

export interface MeetingLine {
  readonly reference: string;
  readonly run: string;
  readonly openedBy: string;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  readonly needs: number;
  readonly done: number;
  /** The first that nobody has talked about, of those this person may see; null where there is none or it is over. */
  readonly next: string | null;
}

export interface TurnView {
  readonly outcome: MeetingOutcome;
  readonly supporter: { readonly urn: SchoolUrn; readonly name: string } | null;
  readonly said: string | null;
  readonly by: string;
  readonly at: Date;
}

export interface MeetingNeed {
  readonly id: NeedId;
  /** Its place in the meeting, from 1. */
  readonly place: number;
  /** Null where this person has an interest in the school that asks, or in one that is listed: somebody else shows it. */
  readonly reference: string | null;
  readonly turn: TurnView | null;
}

export interface MeetingView extends MeetingLine {
  readonly version: number;
  readonly all: readonly MeetingNeed[];
}

/** A broker or adviser with an interest in a school of the case. */
export interface StepsOut {
  readonly id: PersonId;
  readonly name: string;
  /** Null while they have not been noted as gone. */
  readonly away: 'left' | 'absent' | null;
}

/** One need in front of the meeting. */
export interface MeetingTable extends MeetingNeed {
  readonly stepOut: readonly StepsOut[];
  readonly turns: readonly TurnView[];
}
