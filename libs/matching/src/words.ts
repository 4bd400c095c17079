// The closed lists of words that snapshots, policies and results share.

export const KEY_STAGES = ['EY', 'KS1', 'KS2', 'KS3', 'KS4', 'KS5'] as const;
export type KeyStage = (typeof KEY_STAGES)[number];

export const SETTINGS = ['mainstream', 'special', 'alternative_provision'] as const;
export type Setting = (typeof SETTINGS)[number];

export const MODES = ['in_person', 'remote', 'hybrid'] as const;
export type Mode = (typeof MODES)[number];

export const DEPTHS = ['can_talk', 'can_host', 'can_work_alongside'] as const;
export type Depth = (typeof DEPTHS)[number];

export const EVIDENCE_KINDS = [
  'declared',
  'data',
  'adviser_visit',
  'released_review',
  'inspection',
  'impact',
] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

export const SCHOOL_STATUSES = ['proposed_to_open', 'open', 'proposed_to_close', 'closed'] as const;
export type SchoolStatus = (typeof SCHOOL_STATUSES)[number];

export const APPROACH_KINDS = ['anyone', 'anyone_but', 'only'] as const;
export const CONFLICT_STATES = ['suspected', 'none', 'managed', 'barred'] as const;
export const COMMITMENT_STATES = ['held', 'live', 'ended'] as const;
