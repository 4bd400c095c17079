import type { LocalDate, SchoolUrn, ThemeId } from '@app/kernel';
import type { HalfDays, Mode } from '@app/profiles';
import type { ComparedMeasure } from '@app/schools';
import type { CoachingView } from '../coaching/coaching.views.js';
import type { ConsentOfPairing } from '../body-consent/consent.views.js';
import type { ReviewPointView } from '../review-point/review-point.views.js';
import type { StallView, TendingView } from '../tending/tending.views.js';
import type { SideWithoutHead } from '../without-head/without-head.views.js';
import type { PlannedVisitView } from '../visit/planned-visit.views.js';
import type { PairingState } from './pairing.lifecycle.js';
import type { Figure } from './read-figure.js';

export const CLOSING_OUTCOMES = ['met', 'part_met', 'not_met', 'ended_early'] as const;
export type ClosingOutcome = (typeof CLOSING_OUTCOMES)[number];

/** `light` is a day or less and has a way of its own; `project` is several schools. */
export type PairingKind = 'light' | 'support' | 'coaching' | 'project';
/** What a broker decides between. */
export const DECIDED_KINDS = ['support', 'coaching'] as const;
export type DecidedKind = (typeof DECIDED_KINDS)[number];

export const MOST_OBJECTIVES = 3;

/** One of at most three: what is to change, by what it is seen, from where, to where, by when. */
export interface Objective {
  readonly aim: string;
  readonly measure: string;
  readonly baseline: string;
  readonly target: string;
  readonly due: LocalDate;
  /** The published measure that tells it, if one does: similar schools are then looked at beside it. */
  readonly measureId?: ComparedMeasure | null;
  /** Where it stands now as a figure, for what comes later to be held against: frozen with the agenda (I-11). */
  readonly figure?: ObjectiveFigure | null;
}

export interface ObjectiveFigure extends Figure {
  /** Of how many pupils or lessons; a rate keeps its denominator (I-12). */
  readonly of: number | null;
  readonly period: string;
  readonly source: string;
}

/** Another came into force; or a change came to nothing. */
export type AgendaEnd = 'replaced' | 'declined' | 'taken_back' | 'work_over';

export interface AgendaView {
  /** The first, the second … that all three agreed. */
  readonly number: number;
  /** Why what stood before is to change; of the first, null. */
  readonly reason: string | null;
  /** Who wrote its last wording. */
  readonly by: string;
  readonly purpose: string;
  readonly inclusion: string;
  readonly exitRule: string;
  readonly confidentiality: string;
  readonly cadenceDays: number;
  /** When its last wording was written. */
  readonly draftedAt: Date;
  readonly objectives: readonly Objective[];
  readonly state: 'draft' | 'agreed' | 'varied' | 'closed';
  readonly agreed: {
    readonly supporter: Date | null;
    readonly school: Date | null;
    readonly broker: Date | null;
  };
  /** With the third agreement. */
  readonly inForceFrom: Date | null;
  /** Since when it holds no more, or that it came to nothing, by whom and why. */
  readonly ended: {
    readonly how: AgendaEnd;
    readonly at: Date;
    readonly by: string | null;
    readonly words: string | null;
  } | null;
  readonly version: number;
}

/** The agenda with what it belongs to; null before its first line. */
export interface AgendaOfPairing {
  /** Of the pairing. */
  readonly id: string;
  readonly pairing: string;
  readonly pairingState: PairingState;
  readonly agenda: AgendaView | null;
  /** What is proposed in its place, until all three have agreed it or somebody has ended it. */
  readonly change: AgendaView | null;
  /** Those that held before, and changes that came to nothing, the first before the last. */
  readonly earlier: readonly AgendaView[];
}

export type VisitState = 'with_school' | 'accurate' | 'inaccurate' | 'no_reply';

export interface VisitView {
  readonly id: string;
  readonly number: number;
  readonly heldOn: LocalDate;
  readonly mode: Mode;
  readonly halfDays: number;
  readonly summary: string;
  readonly actions: string | null;
  readonly by: string;
  readonly loggedAt: Date;
  readonly state: VisitState;
  readonly reply: string | null;
  readonly repliedAt: Date | null;
  readonly version: number;
  readonly mayReply: boolean;
  /** Its writer, until the school has answered. */
  readonly mayCorrect: boolean;
}

export interface PairingLine {
  readonly reference: string;
  readonly asker: { readonly urn: SchoolUrn; readonly name: string };
  readonly supporter: { readonly urn: SchoolUrn; readonly name: string };
  readonly theme: ThemeId;
  readonly kind: PairingKind;
  readonly state: PairingState;
  readonly nextDate: LocalDate | null;
  readonly gardener: string;
}

export interface ListedPairing extends PairingLine {
  /** The need it answers, for who may open everything that followed from it. */
  readonly followed: string | null;
}

export interface PairingView extends PairingLine {
  readonly id: string;
  readonly need: string;
  readonly proposal: string | null;
  readonly conditions: string | null;
  readonly person: string | null;
  readonly halfDays: HalfDays;
  /** Half-days given so far, of those promised. */
  readonly given: number;
  readonly promised: number;
  readonly madeAt: Date;
  readonly reasons: readonly string[];
  readonly decidedBy: string;
  readonly agenda: AgendaView | null;
  /** What is proposed in its place. */
  readonly change: AgendaView | null;
  /** Those that held before, and changes that came to nothing, the first before the last. */
  readonly earlierAgendas: readonly AgendaView[];
  readonly visits: readonly VisitView[];
  /** Visits that are to be, or were to be, the earliest first. */
  readonly planned: readonly PlannedVisitView[];
  /** Whose coaching it is, and when they met; null for every other kind. */
  readonly coaching: CoachingView | null;
  /** Of the schools' trusts, where the area requires them. */
  readonly consents: readonly ConsentOfPairing[];
  readonly pauseReason: string | null;
  readonly outcome: ClosingOutcome | null;
  readonly closedSummary: string | null;
  readonly thanks: string | null;
  readonly closedAt: Date | null;
  /** The latest first; the first may still wait. */
  readonly reviews: readonly ReviewPointView[];
  /** Where it went quiet, and nothing was done about it yet. */
  readonly stalls: readonly StallView[];
  /** What its gardener did, the latest first. */
  readonly tendings: readonly TendingView[];
  /** Sides of which nobody is in post as head, while it goes on. */
  readonly withoutHead: readonly SideWithoutHead[];
  /** Clocks that run, the next due first. */
  readonly clocks: readonly { readonly clock: string; readonly dueOn: LocalDate }[];
  readonly version: number;
  readonly can: {
    readonly draft: boolean;
    /** On whose side this person would agree; null where they may not, or have. */
    readonly agreeAs: 'supporter' | 'school' | 'broker' | null;
    /** Propose a change of what was agreed, or write their own anew. */
    readonly vary: boolean;
    /** On whose side this person would agree the change. */
    readonly agreeChangeAs: 'supporter' | 'school' | 'broker' | null;
    readonly declineChange: boolean;
    readonly takeBackChange: boolean;
    readonly logVisit: boolean;
    readonly callOff: boolean;
    readonly holdReview: boolean;
    readonly tend: boolean;
    readonly reassign: boolean;
    readonly pause: boolean;
    readonly resume: boolean;
    readonly close: boolean;
  };
}
