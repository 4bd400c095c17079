import type { SchoolUrn } from '@app/kernel';

/** Records that the figures of one academic year are counted from. Each belongs to one goal, or to none. */
export interface YearRecords {
  readonly needs: readonly CountedNeed[];
  readonly pairings: readonly CountedPairing[];
  readonly evaluations: readonly CountedEvaluation[];
  readonly schools: readonly CountedSchool[];
}

export interface CountedNeed {
  readonly reference: string;
  readonly urn: SchoolUrn;
  readonly goal: string | null;
  readonly stands: 'going_on' | 'met_inside' | 'met_outside' | 'ended';
  readonly district: string;
  /** Half-days, for each partner wanted; nought for one that was withdrawn. */
  readonly wanted: number;
  /** Working days from open to decided; null where none was decided. */
  readonly waited: number | null;
}

export interface CountedPairing {
  readonly reference: string;
  readonly asker: SchoolUrn;
  readonly supporter: SchoolUrn;
  /** Of the school that asked. */
  readonly district: string;
  readonly goal: string | null;
  readonly stands: 'going_on' | 'met' | 'part_met' | 'not_met' | 'ended_early';
  /** Half-days of all its half-terms. */
  readonly promised: number;
  readonly delivered: number;
}

/** One objective that an agenda fixed a measure for. */
export interface CountedEvaluation {
  readonly pairing: string;
  readonly urn: SchoolUrn;
  readonly goal: string | null;
  readonly later: boolean;
}

/** A school that is open today, and whether it supports or is supported. */
export interface CountedSchool {
  readonly urn: SchoolUrn;
  readonly district: string;
  readonly linked: boolean;
}
