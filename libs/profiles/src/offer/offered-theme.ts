import type { LocalDate, ThemeId } from '@app/kernel';

export const DEPTHS = ['can_talk', 'can_host', 'can_work_alongside'] as const;
export type Depth = (typeof DEPTHS)[number];

/** Kinds are kept apart: what a school says itself is `declared`; every other kind names a document and its date. */
export const EVIDENCE_KINDS = [
  'declared',
  'data',
  'adviser_visit',
  'released_review',
  'inspection',
  'impact',
] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** One strength: what, how deep, and how it is known. Stored as it stands here. */
export interface OfferedTheme {
  readonly theme: ThemeId;
  readonly depth: Depth;
  readonly evidence: EvidenceKind;
  readonly howWeKnow: string | null;
  /** The day of the visit, review or data; for `declared` the day it was said. */
  readonly on: LocalDate;
}
