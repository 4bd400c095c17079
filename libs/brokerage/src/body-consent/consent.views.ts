import type { LocalDate, SchoolUrn } from '@app/kernel';
import type { PairingState } from '../pairing/pairing.lifecycle.js';
import type { ProjectState } from '../project/project-state.js';

export type ConsentState = 'asked' | 'given' | 'refused' | 'withdrawn';

/** As the schools of the work and their broker see it. */
export interface ConsentOfPairing {
  readonly school: { readonly urn: SchoolUrn; readonly name: string };
  readonly state: ConsentState;
  readonly funder: string | null;
  readonly askedAt: Date;
  readonly answeredAt: Date | null;
}

/** What a trust sees of work of its schools: that it exists, dates, days, and its own consent (I-39). */
export interface PairingOfBody {
  readonly reference: string;
  /** A pairing of two, or a project of several schools. */
  readonly kind: 'pairing' | 'project';
  /** Those who receive, and those who give: of a project, names of several schools. */
  readonly asker: string;
  readonly supporter: string;
  /** Each once. */
  readonly schools: readonly string[];
  readonly state: PairingState | ProjectState;
  readonly madeOn: LocalDate;
  readonly nextDate: LocalDate | null;
  readonly promised: number;
  readonly given: number;
  readonly consent: {
    readonly id: string;
    readonly state: ConsentState;
    readonly askedAt: Date;
    readonly answeredAt: Date | null;
    readonly funder: string | null;
    readonly version: number;
    readonly mayAnswer: boolean;
    readonly mayWithdraw: boolean;
  } | null;
}
