import type { Priority } from '@app/kernel';
import type { Depth } from './words.js';

export const PARTS = [
  'theme_fit',
  'similar_context',
  'key_stage_and_setting',
  'free_capacity',
  'reach',
  'mode',
  'fair_share',
  'track_record',
] as const;
export type PartName = (typeof PARTS)[number];

/** Points that a part can bring, whole numbers that sum to 1,000. */
export type Weights = Readonly<Record<PartName, number>>;

/** Measures of context that schools publish; `disadvantaged` to `ehcp` in percent of pupils, `roll` in pupils. */
export const MEASURES = [
  'ks1_prior',
  'ks2_prior',
  'disadvantaged',
  'polar4',
  'stability',
  'sen_support',
  'eal',
  'idaci',
  'ehcp',
  'roll',
  'fsm',
] as const;
export type MeasureName = (typeof MEASURES)[number];

/** What evidence is worth by its kind; `declared` alone is split by whether the school said how it knows. */
export const EVIDENCE_WORTH = [
  'released_review',
  'adviser_visit',
  'impact',
  'inspection',
  'data',
  'declared_how_known',
  'declared',
] as const;
export type EvidenceWorth = (typeof EVIDENCE_WORTH)[number];

/** A measure's weight against the others of its set, and the standard deviation that is one unit, in millionths. */
export interface MeasureWeight {
  readonly weight: number;
  readonly sd: number;
}
export type MeasureWeights = Readonly<Partial<Record<MeasureName, MeasureWeight>>>;

export const DEMANDS = ['any', 'within_places'] as const;
export type Demand = (typeof DEMANDS)[number];

/**
 * What a Board signs: how pairs are weighed and ruled out. The keys are those of `config/policy/default.yaml`, so that
 * the document that was signed and the value that is used are one. Whole numbers throughout; shares are percent.
 */
export interface Policy {
  readonly version: string;
  readonly weights: Weights;
  /** Instead of `weights`, by theme (`att.persistent`) or by area (`att`); the theme's own come first. */
  readonly weights_by_theme: Readonly<Record<string, Weights>>;
  /** Fewer points for the theme asked for first than this, and nothing else can make up for it. */
  readonly floors: { readonly theme_fit: number };
  readonly theme_fit: {
    readonly nearness: { readonly same: number; readonly sibling: number; readonly area: number };
    /** Areas whose aspects are subjects of their own: nearness there is `area`, not `sibling`. */
    readonly apart: readonly string[];
    readonly depth: Readonly<Record<Depth, number>>;
    readonly evidence: Readonly<Record<EvidenceWorth, number>>;
    /** By academic years passed: this year, last year, … the last stands for all before. */
    readonly recency: readonly number[];
    /** What both secondary themes together may add. */
    readonly secondary_most: number;
  };
  readonly similar_context: {
    readonly least_measures: number;
    /** For a school that serves key stage 3 or 4. */
    readonly secondary: MeasureWeights;
    readonly primary: MeasureWeights;
  };
  /** Share that stands where a special or alternative setting would be supported by another kind. */
  readonly setting: { readonly unlike: number };
  /** Share of declared half-days that is enough to have left. */
  readonly free_capacity: { readonly enough_left: number };
  readonly reach: { readonly full_metres: number; readonly limit_metres: number; readonly remote: number };
  readonly mode: { readonly wanted: number; readonly hybrid: number; readonly other: number };
  /** Times asked and half-days given in a year at which the part is 0. */
  readonly fair_share: {
    readonly asked_most: number;
    readonly given_most: number;
    /** Points by which a school may better its own match by what it declares (I-29); a policy from before has no such word. */
    readonly own_gain_most?: number;
  };
  readonly track_record: {
    /** Evaluated pairings that must be pooled before anybody has points; never under five. */
    readonly least_pooled: number;
    /** Pairings of the average kind that every record is mixed with. */
    readonly shrink: number;
    readonly cap: number;
  };
  readonly same_body: 'bar' | 'manage' | 'allow';
  readonly own_health: {
    readonly live_pairings_most: number;
    readonly rest_on_head_vacancy: boolean;
  };
  readonly plan: {
    readonly priority: Readonly<Record<Priority, number>>;
    /** Days of waiting that weigh as much as the priority itself. */
    readonly waiting_doubles_after_days: number;
    readonly waiting_counts_at_most_days: number;
    /** Candidates named beside the planned one. */
    readonly alternates: number;
    /** Parts of which a pair must have points, be it none, to be planned; absent: a pair is planned whatever is not known of it. */
    readonly must_be_known?: readonly PartName[];
    /** `within_places`: needs that want fewer or more partners than offers have places for are refused as a whole. Absent: `any`. */
    readonly demand?: Demand;
  };
}
