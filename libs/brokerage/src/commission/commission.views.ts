import type { AcademicYearId, LocalDate, SchoolUrn, TermName, ThemeId } from '@app/kernel';
import type { NobodyView } from '../views.js';
import type { CommissionState } from './commission.lifecycle.js';

/** Why no school of the area helps, in the words in which the run's page says it. */
export type CertificateTold = Pick<NobodyView, 'kind' | 'sentence' | 'rules' | 'without'>;

export interface Certificate extends CertificateTold {
  /** The run that gave it, like `R-0041`. */
  readonly run: string;
  readonly at: Date;
}

export interface CommissionLine {
  readonly reference: string;
  readonly need: string;
  readonly theme: ThemeId;
  readonly school: { readonly urn: SchoolUrn; readonly name: string };
  readonly state: CommissionState;
  /** In mind until it is awarded, then the one that delivers. */
  readonly supplier: string | null;
  readonly funder: string;
  /** What may be spent, whole pence. */
  readonly pence: number;
  /** What it was awarded for; null before. */
  readonly awardPence: number | null;
  readonly halfDays: number;
  readonly deliverBy: LocalDate;
  readonly draftedAt: Date;
  /** Of the clock that runs for it (C-12); null where none does. */
  readonly dueOn: LocalDate | null;
}

export interface CommissionStep {
  readonly to: CommissionState;
  readonly by: string;
  readonly at: Date;
  readonly note: string | null;
}

/** What brokers weigh; not for the head of the school, who reads what was commissioned and not who else might have helped. */
export interface CommissionGrounds {
  readonly certificate: Certificate;
  readonly routesTried: string;
  readonly quotes: string | null;
}

export interface CommissionView extends CommissionLine {
  readonly id: string;
  readonly specification: string;
  readonly deliverables: readonly string[];
  readonly paidPence: number | null;
  readonly grounds: CommissionGrounds | null;
  readonly steps: readonly CommissionStep[];
  readonly version: number;
  readonly can: {
    readonly change: boolean;
    readonly approve: boolean;
    readonly quote: boolean;
    readonly award: boolean;
    readonly begin: boolean;
    readonly accept: boolean;
    readonly pay: boolean;
    readonly cancel: boolean;
  };
  /** Why this person takes none of the steps that their post would let them take; null where nothing stands in the way. */
  readonly closedBecause: string | null;
}

export interface CommissionFilter {
  readonly states?: readonly CommissionState[];
}

export interface CommissionsPage {
  readonly total: number;
  /** Awarded by those listed together, whole pence. */
  readonly awardedPence: number;
  readonly lines: readonly CommissionLine[];
}

/** A request that a run leaves without anybody, and for which nothing is drafted yet. */
export interface CommissionWanted {
  readonly need: string;
  readonly theme: ThemeId;
  readonly school: { readonly urn: SchoolUrn; readonly name: string };
  /** By when help from outside should be approved (C-12). */
  readonly dueOn: LocalDate;
}

/** Of a term that is over. Null where too few schools stand behind the numbers. */
export interface CommissionTotals {
  readonly year: AcademicYearId;
  readonly term: TermName;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly count: number | null;
  /** What was awarded, whole pence. */
  readonly pence: number | null;
}
