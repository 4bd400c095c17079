import type { HalfTermId, NeedId, SchoolUrn } from '@app/kernel';
import type { DaysOfHalfTerm } from '@app/matching';
import type { NeedState } from '@app/profiles';
import type { PlanProof, RunSummary } from '../views.js';
import type { GroupKind, MarkKind } from './plan-mark.entity.js';

/** A lock, a bar or a group that stands, with who says so and why. */
export interface MarkView {
  readonly id: string;
  readonly kind: MarkKind | 'group';
  readonly need: NeedId;
  /** Null for a group. */
  readonly urn: SchoolUrn | null;
  /** Of the school; of a group by its setting nothing, else its schools. */
  readonly name: string;
  readonly group: GroupKind | null;
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
}

/** What names a need on a page of the plan. */
export interface NamedNeed {
  readonly need: NeedId;
  readonly reference: string;
  readonly urn: SchoolUrn;
  readonly school: string;
  readonly theme: string;
}

export interface PlannedPartner {
  readonly urn: SchoolUrn;
  readonly name: string;
  readonly points: number;
  readonly locked: boolean;
  /** In each half-term of the need's window. */
  readonly days: readonly DaysOfHalfTerm[];
}

export interface PlanNeed extends NamedNeed {
  /** As it stands now; the plan may be older. */
  readonly state: NeedState | null;
  /** Half-terms in which help could still be given. */
  readonly halfTerms: readonly HalfTermId[];
  readonly partnersWanted: number;
  /** Schools that may be proposed for it. */
  readonly listed: number;
  readonly partners: readonly PlannedPartner[];
  /** Why it goes without (enough) partners; null where it does not. */
  readonly unmet: { readonly missing: number; readonly because: string } | null;
  readonly marks: readonly MarkView[];
}

/** Needs that want the same supporters, together more than those can give. Of others' needs the number alone. */
export interface CompetingNeeds {
  readonly needs: readonly NamedNeed[];
  readonly others: number;
  readonly supporters: readonly { readonly urn: SchoolUrn; readonly name: string }[];
  readonly wanted: number;
  readonly places: number;
}

/** A lock that left nothing to plan. */
export interface BrokenLock {
  readonly need: NamedNeed;
  readonly urn: SchoolUrn;
  readonly name: string;
  readonly because: string;
}

/** A supporter that starts for several partners or none, where the plan found nobody that it could have. */
export interface DroppedFewest {
  readonly urn: SchoolUrn;
  readonly name: string;
  readonly fewestPartners: number;
}

/** One run's plan as one person may see it: of needs in which they have an interest, nothing. */
export interface TermPlanView {
  readonly run: RunSummary;
  readonly proof: PlanProof | null;
  readonly needs: readonly PlanNeed[];
  readonly competing: readonly CompetingNeeds[];
  readonly brokenLocks: readonly BrokenLock[];
  /** Offers that nobody could be planned with, by school: how many partners they call worth starting for was no condition. */
  readonly fewestDropped: readonly DroppedFewest[];
  /** Half-days that supporters had free when the run read them, by half-term. */
  readonly onOffer: readonly { readonly halfTerm: HalfTermId; readonly halfDays: number }[];
  /** Pairs that are locked, barred or ruled out otherwise now than when the run read them. */
  readonly marksChanged: number;
  /** What was supposed of late, the latest first. */
  readonly whatIfs: readonly RunSummary[];
  /** Needs that are open and that the run did not look at. */
  readonly leftOut: readonly NamedNeed[];
}

/** One need in the plan, and whom a broker could lock or bar for it. */
export interface PlanAtNeedView {
  readonly run: RunSummary;
  readonly need: PlanNeed;
  /** As listed, best first. */
  readonly choices: readonly { readonly urn: SchoolUrn; readonly name: string; readonly points: number }[];
}

/** A need that has other partners than before. */
export interface ChangedNeed extends NamedNeed {
  readonly before: readonly PlannedPartner[];
  readonly after: readonly PlannedPartner[];
}

/** Of the needs that the reader may know. */
export interface PlanTotals {
  readonly needs: number;
  /** With a partner at least. */
  readonly placed: number;
  readonly partners: number;
  /** Of these pairs together. */
  readonly points: number;
  readonly halfDays: number;
}

/** What a choice against the plan would cost. */
export type OverrideQuote =
  | {
      readonly kind: 'priced';
      /** Of all pairs together: below 0 where the plan would have fewer. */
      readonly points: number;
      /** Of the changed ones: those with fewer partners than before, and with more. */
      readonly losing: readonly ChangedNeed[];
      readonly gaining: readonly ChangedNeed[];
      readonly changed: readonly ChangedNeed[];
      readonly before: PlanTotals;
      readonly after: PlanTotals;
    }
  /** No plan could honour it. */
  | { readonly kind: 'cannot'; readonly because: string }
  /** `byRun`: a what-if run would tell it. */
  | { readonly kind: 'not_priced'; readonly because: string; readonly byRun: boolean };

/** One of two plans side by side. */
export interface ComparedPlan {
  readonly run: RunSummary;
  readonly totals: PlanTotals;
  readonly proof: PlanProof | null;
  readonly brokenLocks: readonly BrokenLock[];
}

/** What one of two runs read that the other did not; of needs that the reader may know. */
export interface ReadApart {
  readonly marks: readonly {
    readonly kind: MarkKind;
    readonly need: NamedNeed;
    readonly urn: SchoolUrn;
    readonly name: string;
    readonly only: 'a' | 'b';
  }[];
  /** A partner of which a need is to have, or nobody. */
  readonly groups: readonly {
    readonly need: NamedNeed;
    readonly schools: readonly { readonly urn: SchoolUrn; readonly name: string }[];
    readonly only: 'a' | 'b';
  }[];
  /** Bookable half-days. */
  readonly days: readonly {
    readonly urn: SchoolUrn;
    readonly name: string;
    readonly halfTerm: HalfTermId;
    readonly a: number;
    readonly b: number;
  }[];
  readonly needs: readonly (NamedNeed & { readonly only: 'a' | 'b' })[];
  /** Anything else: offers, schools, conflicts, what was asked and promised, the policy, the day. */
  readonly otherwise: boolean;
}

export interface PlanComparison {
  readonly a: ComparedPlan;
  readonly b: ComparedPlan;
  readonly read: ReadApart;
  /** Needs of both, with other partners: before in a, after in b. */
  readonly changed: readonly ChangedNeed[];
}

/** Whom one more of something would serve, and who would have a partner fewer because a weightier need takes theirs. */
export interface WhoGains {
  readonly gaining: readonly NamedNeed[];
  readonly losing: readonly NamedNeed[];
  /** Needs that the reader may not know. */
  readonly others: number;
}

interface WorthAt extends WhoGains {
  readonly urn: SchoolUrn;
  readonly name: string;
  /** Of all pairs together, more than now. */
  readonly points: number;
}

/** What one more place or half-day at each supporter would bring, the dearest first. Where it brings nothing it is left out. */
export type CapacityWorth =
  | {
      readonly kind: 'told';
      readonly places: readonly WorthAt[];
      readonly halfDays: readonly (WorthAt & { readonly halfTerm: HalfTermId })[];
    }
  | { readonly kind: 'not_told'; readonly because: string };
