import type { HalfTermId, LocalDate, Priority, SchoolUrn, ThemeId } from '@app/kernel';

export const KEY_STAGES = ['EY', 'KS1', 'KS2', 'KS3', 'KS4', 'KS5'] as const;
export type KeyStageName = (typeof KEY_STAGES)[number];

export const MODES = ['in_person', 'remote', 'hybrid'] as const;
export type Mode = (typeof MODES)[number];

export type NeedPriority = Priority;

export const APPROACH_KINDS = ['anyone', 'anyone_but', 'only'] as const;
/** Who may be sounded out: the asking head's choice. `urns` is empty for `anyone`. */
export interface Approach {
  readonly kind: (typeof APPROACH_KINDS)[number];
  readonly urns: readonly SchoolUrn[];
}

/** What a head writes when asking for support. */
export interface NeedWording {
  readonly primaryTheme: ThemeId;
  readonly secondaryThemes: readonly ThemeId[];
  readonly keyStages: readonly KeyStageName[];
  /** What this means for pupils with special educational needs and disabilities (R80). */
  readonly sendThread: string;
  readonly priority: NeedPriority;
  readonly wantedOutcome: string;
  readonly tried: string | null;
  /** In each half-term of the window, 1 to 60. */
  readonly halfDaysWanted: number;
  readonly windowFrom: HalfTermId;
  readonly windowTo: HalfTermId;
  readonly partnersWanted: 1 | 2 | 3;
  readonly modes: readonly Mode[];
  /** How far in-person help may travel; null for no limit of the school's own. Kilometres. */
  readonly travelKm: number | null;
  readonly earliestStart: LocalDate | null;
  /** Schools it would like to work with: shown first among equals. At most five. */
  readonly wishes: readonly SchoolUrn[];
}
