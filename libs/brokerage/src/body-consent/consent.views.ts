import type { LocalDate, SchoolUrn } from '@app/kernel';
import type { PairingState } from '../pairing/pairing.lifecycle.js';

export type ConsentState = 'asked' | 'given' | 'refused' | 'withdrawn';

/** As both schools and their broker see it. */
export interface ConsentOfPairing {
  readonly school: { readonly urn: SchoolUrn; readonly name: string };
  readonly state: ConsentState;
  readonly funder: string | null;
  readonly askedAt: Date;
  readonly answeredAt: Date | null;
}

/** What a trust sees of a pairing of its schools: that it exists, dates, days, and its own consent (I-39). */
export interface PairingOfBody {
  readonly reference: string;
  readonly asker: string;
  readonly supporter: string;
  readonly state: PairingState;
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
