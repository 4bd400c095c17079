import type { AcademicYearId, LocalDate, SchoolUrn } from '@app/kernel';
import type { DeclaredNeed, NeedState } from '@app/profiles';
import type { OpenedKind, OpeningPurpose, OpeningVerdict } from './break-glass-kinds.js';
import type { OpeningState } from './break-glass.lifecycle.js';

/** As it stands by the database's clock: `over` from the moment at which it ran out. */
export type OpeningNow = Exclude<OpeningState, 'ended'> | 'over';

export interface OpeningLine {
  readonly reference: string;
  readonly school: { readonly urn: SchoolUrn; readonly name: string };
  readonly kind: OpenedKind;
  readonly purpose: OpeningPurpose;
  readonly words: string;
  readonly minutes: number;
  readonly now: OpeningNow;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly answeredBy: string | null;
  readonly answeredAt: Date | null;
  readonly endsAt: Date | null;
  /** Null while it goes on, and where it ran out by itself. */
  readonly endedBy: string | null;
  readonly endedAt: Date | null;
  readonly reviewedBy: string | null;
  readonly reviewedAt: Date | null;
  readonly verdict: OpeningVerdict | null;
  readonly reviewWords: string | null;
  /** The day by which it must be reviewed; null where nothing was opened, or it was. */
  readonly reviewBy: LocalDate | null;
}

export interface OpeningView extends OpeningLine {
  readonly version: number;
  readonly can: {
    readonly answer: boolean;
    readonly end: boolean;
    readonly read: boolean;
    readonly review: boolean;
  };
}

export interface OpenedNeed {
  readonly reference: string;
  readonly state: NeedState;
  readonly theme: string;
  readonly raisedAt: Date;
  readonly sendThread: string;
  readonly wantedOutcome: string;
  readonly tried: string | null;
}

export interface OpenedDeclaration {
  readonly year: AcademicYearId;
  readonly submittedAt: Date;
  readonly needs: readonly DeclaredNeed[];
}

export interface OpenedPairing {
  readonly reference: string;
  readonly state: string;
  readonly supported: string;
  readonly supporting: string;
  readonly since: Date;
}

export interface OpenedRecordsView {
  readonly opening: OpeningLine;
  readonly needs: readonly OpenedNeed[];
  readonly declarations: readonly OpenedDeclaration[];
  readonly pairings: readonly OpenedPairing[];
}
