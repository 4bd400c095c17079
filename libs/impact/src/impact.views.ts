import type { PairingKind } from '@app/brokerage';
import type { LocalDate, SchoolUrn } from '@app/kernel';
import type { BetterWhen, Measured, OnePairingSays } from '@app/measurement';
import type { EvaluationState } from './evaluation/evaluation.lifecycle.js';

export const LEVELS = ['pupils', 'people', 'schools', 'partnership'] as const;
export type Level = (typeof LEVELS)[number];
export type Side = 'supporter' | 'school';
export const STILL_IN_USE = ['all', 'some', 'none'] as const;
export type StillInUse = (typeof STILL_IN_USE)[number];
export const WHICH = ['first', 'second'] as const;
export type Which = (typeof WHICH)[number];

/** Not heard or counted yet; with who signs off; with a second person; with the two heads again; signed off for good. */
export type SignOffState = 'not_yet' | 'waits' | 'waits_for_second' | 'sent_back' | 'signed';
export const SIGN_OFF_ANSWERS = ['sign', 'sign_noting', 'send_back'] as const;
export type SignOffAnswer = (typeof SIGN_OFF_ANSWERS)[number];

/** Who is compared and how, as it was fixed with the agenda. */
export interface ComparisonRule {
  readonly with: 'similar_schools';
  readonly counted: 'median';
  /** Counted schools below which nothing is shown. */
  readonly fewest: number;
  /** As they were similar on that day; empty where no published measure stood behind the objective. */
  readonly urns: readonly SchoolUrn[];
}

export interface LaterValue {
  readonly period: string;
  readonly measured: Measured;
  readonly source: string;
  readonly by: string;
  readonly at: Date;
}

/** One objective's measure, beside similar schools. */
export interface EvaluationView {
  readonly id: string;
  readonly objective: number;
  readonly outcome: string;
  readonly measure: string;
  readonly measureId: string | null;
  readonly betterWhen: BetterWhen | null;
  readonly unit: string | null;
  readonly baselineWords: string;
  readonly baseline: Measured | null;
  readonly baselinePeriod: string | null;
  readonly baselineSource: string | null;
  readonly target: string;
  readonly window: { readonly from: LocalDate; readonly to: LocalDate };
  readonly comparison: ComparisonRule;
  readonly lockedAt: Date;
  readonly state: EvaluationState;
  readonly version: number;
  /** Which agenda of the pairing fixed it, and from when to when that held; null while it does, or did when the work ended. */
  readonly agenda: { readonly number: number; readonly from: Date; readonly until: Date | null };
  /** A later agenda fixed this objective anew; this one stays to be read (I-11). */
  readonly replaced: boolean;
  readonly later: readonly LaterValue[];
  readonly says: OnePairingSays;
}

export interface SideWords {
  readonly side: Side;
  readonly school: string;
  readonly words: Readonly<Record<Level, string | null>>;
  readonly at: Date;
  readonly version: number;
}

export interface SustainView {
  readonly which: Which;
  readonly dueOn: LocalDate;
  readonly state: 'due' | 'done' | 'missed';
  readonly stillInUse: StillInUse | null;
  readonly words: string | null;
  readonly fadeOut: string | null;
}

export interface SignOffView {
  readonly state: SignOffState;
  /** Who signed it off or sent it back; null while nobody has. */
  readonly by: string | null;
  readonly at: Date | null;
  /** Why it was sent back, or what was seen differently. */
  readonly words: string | null;
  /** Who confirmed the chair's word. */
  readonly second: { readonly by: string; readonly at: Date; readonly words: string | null } | null;
}

export interface ImpactTask {
  readonly kind: 'say_what_changed' | 'look_back' | 'sign_off' | 'confirm_sign_off' | 'look_again';
  readonly reference: string;
  readonly asker: string;
  readonly supporter: string;
  readonly since: Date;
  /** Null where no clock runs. */
  readonly dueOn: LocalDate | null;
}

/** One that waits, in a list. */
export interface SignOffLine {
  readonly reference: string;
  readonly asker: string;
  readonly supporter: string;
  readonly since: Date;
  /** Who signed it off and waits for a second person. */
  readonly first: string | null;
}

/** What is read before it is signed off. */
export interface SignOffCase {
  /** Of the pairing. */
  readonly id: string;
  readonly impact: ImpactView;
  readonly version: number;
  /** This reader's word takes effect only with another's. */
  readonly needsSecond: boolean;
  readonly first: SignOffView | null;
}

export interface ImpactView {
  readonly reference: string;
  readonly kind: PairingKind;
  readonly asker: { readonly urn: SchoolUrn; readonly name: string };
  readonly supporter: { readonly urn: SchoolUrn; readonly name: string };
  readonly closedAt: Date | null;
  readonly said: readonly SideWords[];
  readonly evaluations: readonly EvaluationView[];
  readonly sustain: readonly SustainView[];
  readonly signOff: SignOffView;
  readonly process: {
    readonly visits: number;
    readonly answered: number;
    readonly given: number;
    readonly promised: number;
  };
  readonly can: {
    /** Whose words this head would say; null where they are head of neither side, or it is not over. */
    readonly sayAs: Side | null;
    readonly record: boolean;
    readonly check: Which | null;
    readonly signOff: boolean;
  };
}
