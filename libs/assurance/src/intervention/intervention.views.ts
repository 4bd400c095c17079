import type { ClosingOutcome, PairingState } from '@app/brokerage';
import type { LocalDate, SchoolUrn } from '@app/kernel';
import type { Basis, InterventionKind } from './intervention-kinds.js';
import type { InterventionState } from './intervention.lifecycle.js';

export const INTERVENTION_SUBJECTS = ['need', 'pairing'] as const;
export type InterventionSubject = (typeof INTERVENTION_SUBJECTS)[number];

export interface InterventionLine {
  readonly reference: string;
  readonly kind: InterventionKind;
  readonly basis: Basis;
  readonly restsOn: string;
  readonly funder: string;
  readonly pence: number;
  readonly halfDays: number;
  readonly about: { readonly kind: InterventionSubject; readonly reference: string };
  /** The school it is for. */
  readonly school: { readonly urn: SchoolUrn; readonly name: string };
  readonly startsOn: LocalDate;
  /** Expected, until it has ended. */
  readonly endsOn: LocalDate | null;
  readonly outcome: ClosingOutcome | null;
  readonly state: InterventionState;
}

export interface InterventionStep {
  readonly by: string;
  readonly at: Date;
}

export interface InterventionView extends InterventionLine {
  /** The need of the case. */
  readonly need: string;
  /** Those of its need that the reader may see, whatever became of them. */
  readonly pairings: readonly {
    readonly reference: string;
    readonly supporter: string;
    readonly state: PairingState;
    readonly outcome: ClosingOutcome | null;
  }[];
  readonly recorded: InterventionStep;
  /** Whoever changed it last. */
  readonly changed: InterventionStep | null;
  readonly begun: InterventionStep | null;
  readonly ended: (InterventionStep & { readonly cameOfIt: string }) | null;
  readonly withdrawn: (InterventionStep & { readonly because: string }) | null;
  readonly version: number;
  readonly can: {
    readonly change: boolean;
    readonly begin: boolean;
    readonly end: boolean;
    readonly withdraw: boolean;
  };
}

export interface InterventionFilter {
  readonly states?: readonly InterventionState[];
  readonly kind?: InterventionKind;
  readonly basis?: Basis;
  /** A part of the name of who funds it. */
  readonly funder?: string;
}

export interface InterventionsPage {
  readonly total: number;
  /** What all of them cost together, whole pence. */
  readonly pence: number;
  readonly lines: readonly InterventionLine[];
}
