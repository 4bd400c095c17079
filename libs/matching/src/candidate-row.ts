import type { NeedId, OfferId, SchoolUrn } from '@app/kernel';
import type { PartName } from './policy.js';
import type { ConditionCode, HoldCode, RefusalCode } from './refusal.js';

export interface Candidate {
  /** From 1; a school stands once in the order, with the offer of its that answers best. */
  readonly place: number;
  readonly offer: OfferId;
  readonly supporter: SchoolUrn;
  readonly points: number;
  readonly parts: Readonly<Record<PartName, number | null>>;
  readonly holds: readonly HoldCode[];
  readonly conditions: readonly ConditionCode[];
  readonly wished: boolean;
}

export interface RefusedOffer {
  readonly offer: OfferId;
  readonly supporter: SchoolUrn;
  /** Never empty, in the order of the codes. */
  readonly because: readonly RefusalCode[];
}

/** Everybody who could answer one need, and everybody who could not with all the reasons. */
export interface CandidateRow {
  readonly index: number;
  readonly need: NeedId;
  /** Each school once, best first: a total order. */
  readonly candidates: readonly Candidate[];
  /** Further offers of the schools above; `place` is their school's. */
  readonly otherOffers: readonly Candidate[];
  /** By offer id. */
  readonly refused: readonly RefusedOffer[];
}

/** One need's row as a run keeps it: canonical text and its checksum. */
export interface ScoredRow {
  /** Place of the need in the snapshot's canonical order, from 0. */
  readonly index: number;
  readonly need: NeedId;
  readonly packed: string;
  /** FNV-1a, 64 bits, of the text: 16 hexadecimal digits. It finds damage, not deceit. */
  readonly checksum: string;
}
