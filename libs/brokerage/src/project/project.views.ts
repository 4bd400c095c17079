import type { LocalDate, SchoolUrn, ThemeId } from '@app/kernel';
import type { HalfDays, Mode } from '@app/profiles';
import type { ConsentOfPairing } from '../body-consent/consent.views.js';
import type { SideWithoutHead } from '../without-head/without-head.views.js';
import type { ClosingOutcome, Objective } from '../pairing/pairing.views.js';
import type { PlannedVisitView } from '../visit/planned-visit.views.js';
import type { ProjectState } from './project-state.js';

/** A project begins with at least so many schools: of two it would be a pairing. */
export const FEWEST_SCHOOLS = 3;
export const MOST_SCHOOLS = 12;

export const PROJECT_PARTS = ['supporter', 'supported', 'both'] as const;
/** What a school does in it: gives, receives, or both, as among peers. */
export type ProjectPart = (typeof PROJECT_PARTS)[number];

export type TakingPart = 'asked' | 'taking_part' | 'declined' | 'lapsed' | 'left';

export const SCHOOL_OUTCOMES = ['met', 'part_met', 'not_met'] as const;
export type SchoolOutcome = (typeof SCHOOL_OUTCOMES)[number];

/** What all of them agree to, as an agenda does between two. */
export interface ProjectAgenda {
  readonly purpose: string;
  readonly inclusion: string;
  readonly exitRule: string;
  readonly confidentiality: string;
  readonly cadenceDays: number;
  readonly objectives: readonly Objective[];
}

export interface ProjectSchoolView {
  /** Of its place in the project. */
  readonly id: string;
  readonly urn: SchoolUrn;
  readonly name: string;
  readonly part: ProjectPart;
  readonly state: TakingPart;
  /** Asked of it; once it takes part, what it gives. */
  readonly halfDays: HalfDays;
  /** Half-days given so far, of those promised. */
  readonly given: number;
  readonly promised: number;
  readonly askedAt: Date;
  readonly answerBy: LocalDate;
  readonly answeredAt: Date | null;
  readonly leftAt: Date | null;
  readonly leftNote: string | null;
  readonly outcome: SchoolOutcome | null;
  readonly words: string | null;
  readonly wordsAt: Date | null;
  readonly version: number;
  /** The reader holds a post at this school. */
  readonly mine: boolean;
  readonly can: { readonly answer: boolean; readonly leave: boolean; readonly say: boolean };
}

export interface ProjectSessionView {
  readonly number: number;
  readonly heldOn: LocalDate;
  readonly mode: Mode;
  readonly summary: string;
  readonly given: Readonly<Record<string, number>>;
  readonly by: string;
  readonly loggedAt: Date;
}

export interface ProjectLine {
  readonly reference: string;
  readonly theme: ThemeId;
  readonly purpose: string;
  readonly state: ProjectState;
  readonly nextDate: LocalDate | null;
  readonly gardener: string;
  /** Those that the reader may know of, by name. */
  readonly schools: readonly Pick<ProjectSchoolView, 'urn' | 'name' | 'part' | 'state'>[];
}

export interface ProjectView extends Omit<ProjectLine, 'schools'>, ProjectAgenda {
  readonly id: string;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly beganBy: string | null;
  readonly beganAt: Date | null;
  readonly pauseReason: string | null;
  readonly outcome: ClosingOutcome | null;
  readonly closedSummary: string | null;
  readonly thanks: string | null;
  readonly closedAt: Date | null;
  readonly wordsBy: LocalDate | null;
  readonly version: number;
  readonly schools: readonly ProjectSchoolView[];
  /** Asked, and not named to this reader before their own head said yes. */
  readonly unnamed: number;
  /** The latest first. */
  readonly sessions: readonly ProjectSessionView[];
  /** Dates that were set for sessions, the earliest first. */
  readonly planned: readonly PlannedVisitView[];
  /** Of the trusts of its schools, where the area requires them. */
  readonly consents: readonly ConsentOfPairing[];
  /** Schools of which nobody is in post as head, while it goes on. */
  readonly withoutHead: readonly SideWithoutHead[];
  /** What still stands between it and its beginning, or its going on. */
  readonly lacks: readonly ProjectLack[];
  readonly can: {
    readonly draft: boolean;
    readonly ask: boolean;
    readonly begin: boolean;
    readonly log: boolean;
    readonly callOff: boolean;
    readonly pause: boolean;
    readonly close: boolean;
    readonly reassign: boolean;
  };
}

export type ProjectLack = 'SCHOOLS' | 'GIVER' | 'RECEIVER' | 'DAYS' | 'BARRED' | 'CONSENT';
