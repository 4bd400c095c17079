import type { HalfTermId, LocalDate, NeedId, OfferId, Priority, SchoolUrn, ThemeId } from '@app/kernel';
import type { MeasureName, Policy } from '../policy.js';
import type {
  APPROACH_KINDS,
  COMMITMENT_STATES,
  CONFLICT_STATES,
  Depth,
  EvidenceKind,
  KeyStage,
  Mode,
  SchoolStatus,
  Setting,
} from '../words.js';

/** Of the form below. A run stores its snapshot; an engine that reads another form refuses it by name. */
export const SNAPSHOT_SCHEMA = 'trellis.snapshot/1';

/** A half-term that has not ended, both days included. */
export interface HalfTerm {
  readonly id: HalfTermId;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** A published figure of a school, or the reason why there is none: exactly one of `millionths` and `symbol` is null. */
export interface ContextValue {
  readonly measure: MeasureName;
  /** The figure in the measure's own unit times 1,000,000: 15.4 percent is 15,400,000. */
  readonly millionths: number | null;
  /** Like `suppressed`: kept, and never turned into a number. */
  readonly symbol: string | null;
  /** Like `2023/24`. */
  readonly year: string;
  readonly source: string;
}

/** The register as it stood, with what the area has recorded standing before it. */
export interface School {
  readonly urn: SchoolUrn;
  readonly status: SchoolStatus;
  readonly keyStages: readonly KeyStage[];
  readonly setting: Setting;
  /** Metres of the British National Grid, both or neither. */
  readonly easting: number | null;
  readonly northing: number | null;
  /** Equal for schools of one trust. */
  readonly trust: string | null;
  /** False where a blank may hide a trust. */
  readonly trustKnown: boolean;
  /** Equal for schools of one federation. */
  readonly federation: string | null;
  /** True while the school is without a head: by policy its offers rest. */
  readonly headVacancy: boolean;
  /** At most one value for each measure. */
  readonly context: readonly ContextValue[];
}

/** Who may be sounded out: the asking head's choice. `schools` is empty for `anyone`. */
export interface Approach {
  readonly kind: (typeof APPROACH_KINDS)[number];
  readonly schools: readonly SchoolUrn[];
}

export interface Need {
  readonly id: NeedId;
  readonly school: SchoolUrn;
  readonly primaryTheme: ThemeId;
  /** At most two. */
  readonly secondaryThemes: readonly ThemeId[];
  readonly keyStages: readonly KeyStage[];
  readonly priority: Priority;
  /** In each half-term of the window. */
  readonly halfDaysWanted: number;
  readonly windowFrom: HalfTermId;
  readonly windowTo: HalfTermId;
  /** 0 to 3; a need that wants 0 gets none. */
  readonly partnersWanted: number;
  readonly modes: readonly Mode[];
  /** Null for no limit of the school's own: then the policy's stands. */
  readonly travelMetres: number | null;
  readonly approach: Approach;
  /** Schools it would like to work with: first among equals. */
  readonly wishes: readonly SchoolUrn[];
  readonly earliestStart: LocalDate | null;
  readonly waitingSince: LocalDate;
}

export interface OfferedTheme {
  readonly theme: ThemeId;
  readonly depth: Depth;
  readonly evidence: EvidenceKind;
  /** Whether the school said how it knows; the words themselves stay with it. */
  readonly howKnown: boolean;
  /** The day of the visit, review or data. */
  readonly on: LocalDate;
}

export interface Offer {
  readonly id: OfferId;
  readonly school: SchoolUrn;
  readonly themes: readonly OfferedTheme[];
  readonly keyStages: readonly KeyStage[];
  readonly modes: readonly Mode[];
  readonly travelMetres: number | null;
  readonly notWith: readonly SchoolUrn[];
  /** At once, those already there included. */
  readonly mostPartners: number;
  /** Fewer are not worth starting for: a plan gives an offer that has nobody yet none, or at least so many. */
  readonly fewestPartners: number;
  /** The supporter's own pause. Nobody is told why. */
  readonly resting: boolean;
}

/** Half-days of one supporter in one half-term, shared by all its offers. */
export interface Days {
  readonly school: SchoolUrn;
  readonly halfTerm: HalfTermId;
  readonly declared: number;
  /** Bookable: 0 to declared. */
  readonly free: number;
  /** None is bookable yet, and the school is listed all the same. */
  readonly askMe: boolean;
}

/** Between two schools, in either order. */
export interface Conflict {
  readonly school: SchoolUrn;
  readonly other: SchoolUrn;
  /** Like `governance`. */
  readonly kind: string;
  readonly state: (typeof CONFLICT_STATES)[number];
}

/** A pairing, or a proposal that already holds a place. */
export interface Commitment {
  readonly id: string;
  readonly supporter: SchoolUrn;
  readonly asker: SchoolUrn;
  /** Null where it rests on no standing offer. */
  readonly offer: OfferId | null;
  readonly state: (typeof COMMITMENT_STATES)[number];
  /** Given or promised in this academic year. */
  readonly halfDays: number;
}

/** How often a supporter has been asked in this academic year. */
export interface Sounding {
  readonly supporter: SchoolUrn;
  readonly times: number;
}

/** Evaluated pairings of a supporter, and in how many of them what was agreed was met. */
export interface TrackRecord {
  readonly supporter: SchoolUrn;
  readonly evaluated: number;
  readonly met: number;
}

/** A supporter that said no to a need, or that a broker ruled out for it. */
export interface NeedAndSupporter {
  readonly need: NeedId;
  readonly supporter: SchoolUrn;
}

/** A need is to have at least one partner of a group, or none: a broker's rule, at most one for a need. */
export interface GroupRule {
  readonly need: NeedId;
  /** For people, like `special schools`. */
  readonly name: string;
  /** The group's supporters, at least one. */
  readonly schools: readonly SchoolUrn[];
}

export interface NeedAndOffer {
  readonly need: NeedId;
  readonly offer: OfferId;
}

/** Everything a run may read, frozen. Rows stand in any order: `canonicalSnapshot` gives the one text that is hashed. */
export interface Snapshot {
  readonly schema: typeof SNAPSHOT_SCHEMA;
  readonly runDate: LocalDate;
  /** In order, the one that holds the run's date or comes next first. */
  readonly halfTerms: readonly HalfTerm[];
  /** Themes in force. */
  readonly themes: readonly ThemeId[];
  readonly policy: Policy;
  readonly schools: readonly School[];
  readonly needs: readonly Need[];
  readonly offers: readonly Offer[];
  readonly days: readonly Days[];
  readonly conflicts: readonly Conflict[];
  readonly commitments: readonly Commitment[];
  readonly soundings: readonly Sounding[];
  readonly trackRecords: readonly TrackRecord[];
  readonly declines: readonly NeedAndSupporter[];
  readonly vetoes: readonly NeedAndSupporter[];
  /** Pairs that a broker has fixed. */
  readonly locks: readonly NeedAndOffer[];
  /** Absent where there is none, so that snapshots from before there were groups keep their text. */
  readonly groups?: readonly GroupRule[];
  /** The plan now in force, which is disturbed no more than the points are worth. */
  readonly currentPlan: readonly NeedAndOffer[];
}
