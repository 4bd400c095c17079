import type { LocalDate, Priority, SchoolUrn, ThemeId } from '@app/kernel';
import type { HalfDays, KeyStageName, Mode } from '@app/profiles';
import type { DecidedKind } from '../pairing/pairing.views.js';
import type { ProposalState } from '../proposal/proposal.lifecycle.js';

export const SOUNDING_ANSWERS = ['yes', 'fewer_days', 'another_person', 'not_this_term'] as const;
export type SoundingAnswer = (typeof SOUNDING_ANSWERS)[number];

export const OFFER_ANSWERS = ['accept', 'meet', 'decline'] as const;
export type OfferAnswer = (typeof OFFER_ANSWERS)[number];

export const OUTCOMES = [
  'agreed',
  'agreed_with_conditions',
  'partly_agreed',
  'deferred',
  'declined',
  'withdrawn',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What a supporter is told before it knows who asks: enough to answer, nothing that names a school. */
export interface Told {
  readonly theme: ThemeId;
  readonly keyStages: readonly KeyStageName[];
  /** Null where the register knows none, or so few schools are in it that it would name one. */
  readonly district: string | null;
  readonly modes: readonly Mode[];
  readonly priority: Priority;
}

export interface DaysInHalfTerm {
  readonly halfTerm: string;
  readonly asked: number;
  /** Of the supporter now; null where it declared none. */
  readonly free: number | null;
  readonly askMe: boolean;
}

/** `/requests/Q-…`: for the supporting school, blind until the names are open. */
export interface RequestView {
  readonly id: string;
  readonly reference: string;
  readonly urn: SchoolUrn;
  readonly told: Told;
  readonly halfDays: HalfDays;
  readonly days: readonly DaysInHalfTerm[];
  readonly sentAt: Date;
  /** The last day for an answer; null once there is one. */
  readonly dueOn: LocalDate | null;
  readonly answer: SoundingAnswer | null;
  readonly answeredHalfDays: HalfDays | null;
  readonly person: string | null;
  /** Until then the days are kept; null where none are held. */
  readonly heldUntil: LocalDate | null;
  readonly state: ProposalState;
  /** Null until the asking school accepts or asks to meet. */
  readonly asker: { readonly urn: SchoolUrn; readonly name: string } | null;
  readonly version: number;
  readonly mayAnswer: boolean;
}

/** `/offers/O-…`: for the asking school, in words. */
export interface OfferToSchool {
  readonly id: string;
  readonly reference: string;
  readonly need: string;
  readonly urn: SchoolUrn;
  readonly supporter: { readonly urn: SchoolUrn; readonly name: string };
  readonly theme: ThemeId;
  readonly reasons: readonly string[];
  readonly halfDays: HalfDays;
  readonly person: string | null;
  readonly heldUntil: LocalDate | null;
  readonly state: ProposalState;
  readonly meetingAskedAt: Date | null;
  readonly answer: 'accepted' | 'declined' | null;
  readonly broker: string;
  readonly version: number;
  readonly mayAnswer: boolean;
}

export interface DecisionView {
  readonly id: string;
  readonly reference: string;
  readonly outcome: Outcome;
  /** Of the pairing that it begins, where it begins one. */
  readonly kind: DecidedKind;
  readonly reason: string | null;
  readonly conditions: string | null;
  readonly halfDays: HalfDays;
  readonly override: boolean;
  readonly overrideCost: number | null;
  /** Of the area's money, in whole pence. */
  readonly pence: number;
  readonly needsSecond: boolean;
  readonly until: LocalDate | null;
  readonly by: string;
  readonly at: Date;
  readonly approval: {
    readonly approved: boolean;
    readonly reason: string | null;
    readonly by: string;
    readonly at: Date;
  } | null;
}

/** `/proposals/P-…`: for brokers, advisers and officers, with everything in it. */
export interface ProposalCase {
  readonly id: string;
  readonly reference: string;
  readonly need: string;
  readonly theme: ThemeId;
  readonly asker: { readonly urn: SchoolUrn; readonly name: string };
  readonly supporter: { readonly urn: SchoolUrn; readonly name: string };
  /** That listed it, and the number of the matching policy it went by. */
  readonly run: { readonly reference: string; readonly policyNumber: number };
  readonly place: number;
  readonly points: number;
  readonly reasons: readonly string[];
  readonly reason: string | null;
  readonly halfDays: HalfDays;
  readonly state: ProposalState;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly request: {
    readonly reference: string;
    readonly sentAt: Date;
    readonly dueOn: LocalDate | null;
    readonly answer: SoundingAnswer | null;
    readonly answeredHalfDays: HalfDays | null;
    readonly person: string | null;
    readonly answeredAt: Date | null;
  } | null;
  readonly offer: {
    readonly reference: string;
    readonly madeAt: Date;
    readonly meetingAskedAt: Date | null;
    readonly answer: 'accepted' | 'declined' | null;
    readonly note: string | null;
    readonly answeredAt: Date | null;
  } | null;
  readonly heldUntil: LocalDate | null;
  /** The latest first. */
  readonly decisions: readonly DecisionView[];
  readonly pairing: string | null;
  readonly version: number;
  readonly can: { readonly soundOut: boolean; readonly decide: boolean; readonly takeBack: boolean };
}

/** `/board/decisions/D-…`: what a second person is shown while an act waits for them. */
export interface DecisionBrief {
  readonly decision: DecisionView;
  readonly proposal: string;
  readonly theme: ThemeId;
  readonly asker: { readonly urn: SchoolUrn; readonly name: string };
  readonly supporter: { readonly urn: SchoolUrn; readonly name: string };
  readonly place: number;
  readonly points: number;
  readonly mayApprove: boolean;
}
