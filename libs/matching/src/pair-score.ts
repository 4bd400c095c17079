import type { HalfTermId, LocalDate, SchoolUrn, ThemeId } from '@app/kernel';
import type { MeasureName, PartName } from './policy.js';
import type { ConditionCode, HoldCode, Refusal } from './refusal.js';
import type { Depth, EvidenceKind, KeyStage, Mode, Setting } from './words.js';

export type ThemeNearness = 'same' | 'sibling' | 'area';

/** The offered theme that answers an asked one best. */
export interface ThemeAnswer {
  readonly asked: ThemeId;
  readonly offered: ThemeId;
  readonly nearness: ThemeNearness;
  readonly depth: Depth;
  readonly evidence: EvidenceKind;
  readonly howKnown: boolean;
  readonly on: LocalDate;
}

export interface ThemeFitFact {
  readonly part: 'theme_fit';
  /** Null where nothing that is offered lies in the area of the theme. */
  readonly primary: ThemeAnswer | null;
  readonly secondary: readonly ThemeAnswer[];
}
export interface SimilarContextFact {
  readonly part: 'similar_context';
  /** Published for both schools: those the distance rests on, by name. */
  readonly measures: readonly {
    readonly measure: MeasureName;
    readonly year: string;
    readonly source: string;
  }[];
  /** Schools with the same measures that are nearer to the asking one, of how many; null where it is not known. */
  readonly nearer: number | null;
  readonly compared: number | null;
  readonly least: number;
}
export interface KeyStageFact {
  readonly part: 'key_stage_and_setting';
  readonly served: readonly KeyStage[];
  readonly asked: readonly KeyStage[];
  readonly setting: Setting;
  readonly supporterSetting: Setting;
}
export interface FreeCapacityFact {
  readonly part: 'free_capacity';
  readonly halfTerms: readonly HalfTermId[];
  /** Half-days in the window, all its half-terms together. */
  readonly declared: number;
  readonly free: number;
  readonly wanted: number;
  readonly left: number;
  readonly askMe: boolean;
}
export interface ReachFact {
  readonly part: 'reach';
  /** Straight line; null where a school has no coordinates. */
  readonly metres: number | null;
  readonly limitMetres: number;
  readonly remote: boolean;
}
export interface ModeFact {
  readonly part: 'mode';
  readonly answer: 'wanted' | 'hybrid' | 'other';
  readonly asked: readonly Mode[];
  readonly offered: readonly Mode[];
}
export interface FairShareFact {
  readonly part: 'fair_share';
  readonly asked: number;
  readonly askedMost: number;
  /** Half-days in this academic year. */
  readonly given: number;
  readonly givenMost: number;
}
export interface TrackRecordFact {
  readonly part: 'track_record';
  readonly evaluated: number;
  readonly met: number;
  /** Evaluated pairings of all supporters together. */
  readonly pooled: number;
  readonly leastPooled: number;
}
export type PartFact =
  | ThemeFitFact
  | SimilarContextFact
  | KeyStageFact
  | FreeCapacityFact
  | ReachFact
  | ModeFact
  | FairShareFact
  | TrackRecordFact;

export interface ScoredPart {
  readonly part: PartName;
  /** The most this part can bring. */
  readonly of: number;
  /** Null: not known. It counts as nothing in the sum, and the other parts are not rescaled. */
  readonly points: number | null;
  readonly fact: PartFact;
}

/** How well an offer answers a need, or every rule that refuses the pair, which is not the same as 0. */
export type PairScore =
  | { readonly kind: 'refused'; readonly because: readonly Refusal[] }
  | {
      readonly kind: 'scored';
      /** 0 to 1,000: the sum of the known parts. */
      readonly points: number;
      /** What the known parts could have brought: 1,000 where nothing is missing. */
      readonly of: number;
      /** All eight, in the order of the policy. */
      readonly parts: readonly ScoredPart[];
      /** Empty, or why it may not be proposed yet. */
      readonly holds: readonly HoldCode[];
      readonly conditions: readonly ConditionCode[];
      /** The asking school named it. */
      readonly wished: boolean;
      readonly supporter: SchoolUrn;
    };
