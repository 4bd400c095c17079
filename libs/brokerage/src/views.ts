import type { HalfTermId, LocalDate, MatchRunId, NeedId, OfferId, SchoolUrn } from '@app/kernel';
import type {
  Change,
  ConditionCode,
  HoldCode,
  PartName,
  RefusalCode,
  UnmetReason,
  WhyNot,
} from '@app/matching';
import type { RunKind } from './match-run/match-run.entity.js';
import type { RunState } from './match-run/match-run.lifecycle.js';

/** What the progress of a run is told by; `done` of `total` needs are scored. */
export interface RunProgress {
  readonly id: MatchRunId;
  readonly reference: string;
  readonly state: RunState;
  readonly done: number;
  readonly total: number;
  readonly cancelAsked: boolean;
}

export interface RunSummary extends RunProgress {
  readonly kind: RunKind;
  readonly requestedAt: Date;
  readonly finishedAt: Date | null;
  readonly requestedBy: { readonly id: string; readonly name: string } | null;
  readonly policyNumber: number;
}

/** One need of a finished run, in short. */
export interface RunNeed {
  readonly need: NeedId;
  readonly reference: string;
  readonly urn: SchoolUrn;
  readonly school: string;
  readonly theme: string;
  readonly candidates: number;
  /** Schools of the area that are not listed, whatever the reason. */
  readonly refused: number;
  /** The best candidate that may be proposed. */
  readonly first: { readonly urn: SchoolUrn; readonly name: string; readonly points: number } | null;
  /** Who the plan gives it, when everybody's needs are weighed together. */
  readonly planned: readonly { readonly urn: SchoolUrn; readonly name: string; readonly points: number }[];
  /** Why the plan leaves it without (enough) partners; null where it does not. */
  readonly unmet: string | null;
}

/** How far the plan of a run may be from the best there is. */
export type PlanProof =
  | { readonly kind: 'best' }
  /** Not proven that no more needs could be met. */
  | { readonly kind: 'needs_open' }
  /** No more could be met; in whole points, at most so many more in all. */
  | { readonly kind: 'points_open'; readonly points: number };

export interface RunView extends RunSummary {
  /** Null until the run is complete, and where locks contradict the rules. */
  readonly proof: PlanProof | null;
  readonly snapshotHash: string;
  readonly policyHash: string;
  readonly engineHash: string;
  readonly resultHash: string | null;
  /** Of what proves the plan, kept beside it; null until the run is complete, and for runs from before it was kept. */
  readonly certificateHash: string | null;
  readonly failure: string | null;
  /** Empty until the run is complete. */
  readonly needs: readonly RunNeed[];
}

export interface CandidatePart {
  readonly part: PartName;
  /** Whole points; null where the part is not known. */
  readonly points: number | null;
  readonly of: number;
  /** Why, as one phrase: "11.4 km in a straight line". */
  readonly because: string;
}

export interface CandidateView {
  readonly place: number;
  readonly offer: OfferId;
  readonly urn: SchoolUrn;
  readonly name: string;
  /** 0 to 1,000; shown as 78.6 of 100. */
  readonly points: number;
  readonly parts: readonly CandidatePart[];
  readonly freeHalfDays: number;
  readonly askMe: boolean;
  readonly holds: readonly HoldCode[];
  readonly conditions: readonly ConditionCode[];
  readonly wished: boolean;
  /** Since when who looks after the school has confirmed what it declares; null where nobody has. Told now, not in the run. */
  readonly wordConfirmedAt: Date | null;
  /** In the plan of this run. */
  readonly planned: boolean;
  /** What stands in the way of proposing it now, in a sentence; null where nothing does. */
  readonly mayNotPropose: string | null;
}

export interface RefusedView {
  readonly urn: SchoolUrn;
  readonly name: string;
  readonly because: readonly { readonly code: RefusalCode | 'NO_OFFER'; readonly sentence: string }[];
}

export interface ChoiceView {
  readonly kind: 'propose' | 'veto' | 'defer';
  readonly urn: SchoolUrn | null;
  readonly name: string | null;
  readonly reason: string | null;
  readonly until: LocalDate | null;
  readonly by: string;
  readonly at: Date;
}

export interface ProposalView {
  readonly id: string;
  readonly reference: string;
  readonly urn: SchoolUrn;
  readonly name: string;
  readonly place: number;
  readonly points: number;
  readonly state: string;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly reason: string | null;
}

/** Who could help with one need: everything of the latest finished run that holds it. */
export interface NeedCandidatesView {
  /** Null while no run has looked at this need. */
  readonly run: (RunSummary & { readonly snapshotHash: string }) | null;
  readonly candidates: readonly CandidateView[];
  /** Every other school of the area, by name, each with its reasons. */
  readonly refused: readonly RefusedView[];
  readonly choices: readonly ChoiceView[];
  readonly proposals: readonly ProposalView[];
  /** Half-terms whose days were counted. */
  readonly halfTerms: readonly HalfTermId[];
  /** Why the plan of the run leaves it without (enough) partners; null where it does not. */
  readonly nobody: NobodyView | null;
}

/** With what would have to change for the next ones to be first. */
export interface WholeNeedCandidatesView extends NeedCandidatesView {
  readonly next: readonly WhyNotView[];
}

/** One thing that somebody could change, verified by scoring again: `if Quarry Lane School had 2 days more in spring 1`. */
export interface ChangeView {
  readonly kind: Change['kind'];
  readonly if: string;
}

/** Why a school is not the first that is listed. */
export interface WhyNotView {
  readonly urn: SchoolUrn;
  readonly name: string;
  readonly standing: WhyNot['standing'];
  readonly place: number | null;
  /** Null where a rule refuses it. */
  readonly points: number | null;
  /** Points that the first has more. */
  readonly behindBy: number | null;
  /** Where the two differ: points of the first, less its own. */
  readonly apart: readonly { readonly part: PartName; readonly points: number }[];
  /** Every rule that refuses it, and what must be recorded first. */
  readonly because: readonly {
    readonly code: RefusalCode | HoldCode | 'NO_OFFER';
    readonly sentence: string;
  }[];
  /** Each alone would make it first: of each kind the smallest. */
  readonly toBeFirst: readonly ChangeView[];
  /** Where a rule refuses it: each alone would let it be listed. */
  readonly toBeListed: readonly ChangeView[];
}

/** As one run saw it. */
export interface WhyNotSchoolView extends WhyNotView {
  /** Its reference. */
  readonly run: string;
}

export interface NobodyView {
  readonly kind: UnmetReason['kind'];
  /** Partners it goes without. */
  readonly missing: number;
  readonly sentence: string;
  /** The fewest rules that keep everybody out; empty for every other kind. */
  readonly rules: readonly RefusalCode[];
  /** What becomes possible without them, in a sentence. */
  readonly without: string | null;
  readonly schools: readonly { readonly urn: SchoolUrn; readonly name: string }[];
}
