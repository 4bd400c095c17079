import type { LocalDate, PersonId } from '@app/kernel';
import type { Mode } from '@app/profiles';

export const PLACES = ['coach', 'coached'] as const;
/** On which of the two places somebody is: of the supporting school, or of the school that asked. */
export type CoachingPlace = (typeof PLACES)[number];

/** What everybody reads of it who may read the pairing. */
export interface SessionView {
  readonly number: number;
  readonly heldOn: LocalDate;
  readonly mode: Mode;
  readonly minutes: number;
  readonly halfDays: number;
}

/** When they meet next, or were to meet: what it is about is nobody else's. */
export interface PlannedSessionView {
  readonly number: number;
  readonly heldOn: LocalDate;
  readonly mode: Mode;
  readonly plannedAt: Date;
  readonly state: 'planned' | 'done' | 'cancelled';
  readonly endedAt: Date | null;
  readonly version: number;
}

/** Coaching as part of its pairing: who, and when they met; nothing of what was said. */
export interface CoachingView {
  readonly coach: string | null;
  readonly coached: string | null;
  /** The latest first. */
  readonly sessions: readonly SessionView[];
  /** Days that were set, the first planned first; the last may be ahead. */
  readonly planned: readonly PlannedSessionView[];
  /** The reader is one of the two. */
  readonly mine: boolean;
  readonly can: {
    /** The places whose person the reader may name. */
    readonly name: readonly CoachingPlace[];
    readonly logSession: boolean;
  };
}

export interface NoteView {
  readonly by: string;
  readonly at: Date;
  readonly text: string;
}

/** What two people keep between them. */
export interface NotesOfTwo {
  readonly coach: string | null;
  readonly coached: string | null;
  /** It ended, and with it the year begins after which nothing of it is left. */
  readonly endedAt: Date | null;
  readonly deletedOn: LocalDate | null;
  readonly sessions: readonly (SessionView & { readonly notes: readonly NoteView[] })[];
}

/** The page of the two, for each pair in which the reader is one. */
export interface CoachingNotesView {
  readonly pairing: string;
  readonly supporter: string;
  readonly asker: string;
  readonly place: CoachingPlace;
  /** What goes on first, then what ended last. */
  readonly pairs: readonly NotesOfTwo[];
  /** The session that is planned, where one is. */
  readonly next: PlannedSessionView | null;
  /** Notes that go if the reader asks: all of them, or those that the reader wrote. */
  readonly mineToDelete: number;
  readonly can: {
    readonly write: boolean;
    /** One of the two may be a colleague who reads nothing else of the pairing. */
    readonly readPairing: boolean;
  };
}

/** One line of somebody's own list. */
export interface OwnCoaching {
  readonly pairing: string;
  readonly with: string | null;
  readonly place: CoachingPlace;
}

/** Whom a head may name. */
export interface ToName {
  readonly pairing: string;
  readonly version: number;
  readonly place: CoachingPlace;
  readonly school: string;
  readonly now: PersonId | null;
  readonly people: readonly { readonly id: PersonId; readonly name: string }[];
}
