import type { LocalDate, SchoolUrn } from '@app/kernel';
import type { SampleKind } from './find-sample.js';
import type { FindingState } from './finding.lifecycle.js';

export interface FindingStep {
  readonly by: string;
  readonly at: Date;
}

export interface FindingLine {
  readonly reference: string;
  readonly sample: { readonly kind: SampleKind; readonly reference: string };
  /** The school that asked; null for a match run. */
  readonly school: { readonly urn: SchoolUrn; readonly name: string } | null;
  readonly question: string;
  readonly state: FindingState;
  /** Whose move it is: null where nobody has one. */
  readonly waitsFor: 'case' | 'officer' | null;
  /** The day by which the answer is asked for; null once it is there. */
  readonly dueOn: LocalDate | null;
  readonly openedAt: Date;
}

export interface FindingView extends FindingLine {
  readonly opened: FindingStep;
  readonly answer: (FindingStep & { readonly text: string }) | null;
  readonly opinion: (FindingStep & { readonly text: string }) | null;
  readonly closed: FindingStep | null;
  readonly withdrawn: (FindingStep & { readonly text: string }) | null;
  readonly version: number;
  readonly can: {
    readonly answer: boolean;
    readonly opinion: boolean;
    readonly close: boolean;
    readonly withdraw: boolean;
  };
}

export interface FindingTask {
  readonly reference: string;
  readonly sample: string;
  readonly school: string | null;
  readonly since: Date;
  readonly dueOn: LocalDate;
}
