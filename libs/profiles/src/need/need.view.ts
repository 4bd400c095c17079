import type { HalfTermId, LocalDate, NeedId, PersonId, Priority, SchoolUrn, ThemeId } from '@app/kernel';
import type { Approach, KeyStageName, Mode } from './need-wording.js';
import type { NeedState } from './need.lifecycle.js';

export interface PersonName {
  readonly id: PersonId;
  readonly name: string;
}

/** What this person may do with this need now: rights and the table of moves together. */
export interface NeedCan {
  readonly readDetail: boolean;
  /** An officer reads it after typing why. */
  readonly readDetailWithReason: boolean;
  readonly triage: boolean;
  readonly agree: boolean;
  readonly setApproach: boolean;
  readonly withdraw: boolean;
  readonly close: boolean;
}

/** Theme, phase, priority, state: what colleagues of the area may know. No text of it. */
export interface NeedSummary {
  readonly id: NeedId;
  readonly reference: string;
  readonly urn: SchoolUrn;
  readonly primaryTheme: ThemeId;
  readonly secondaryThemes: readonly ThemeId[];
  readonly keyStages: readonly KeyStageName[];
  readonly priority: Priority;
  readonly state: NeedState;
  /** In a head's words. */
  readonly stateWords: string;
  readonly nextWords: string;
  readonly owner: PersonName | null;
  readonly adviser: PersonName | null;
  /** Who acts beside the owner since `coveredOn`, because nobody was asked in time. */
  readonly cover: PersonName | null;
  readonly coveredOn: LocalDate | null;
  readonly nextDate: LocalDate | null;
  readonly waitingSince: LocalDate;
  readonly raisedAt: Date;
  readonly approachSet: boolean;
  readonly version: number;
  readonly can: NeedCan;
}

export interface NeedMoveView {
  readonly from: NeedState | null;
  readonly to: NeedState;
  /** A person's name, or "Trellis". */
  readonly by: string;
  readonly at: Date;
  readonly reason: string | null;
}

export interface NeedDetail extends NeedSummary {
  readonly sendThread: string;
  readonly wantedOutcome: string;
  readonly tried: string | null;
  /** In each half-term of the window. */
  readonly halfDaysWanted: number;
  readonly windowFrom: HalfTermId;
  readonly windowTo: HalfTermId;
  readonly partnersWanted: number;
  readonly modes: readonly Mode[];
  readonly travelKm: number | null;
  readonly earliestStart: LocalDate | null;
  readonly approach: Approach | null;
  readonly wishes: readonly SchoolUrn[];
  readonly agreedAt: Date | null;
  readonly closedReason: string | null;
  readonly moves: readonly NeedMoveView[];
}
