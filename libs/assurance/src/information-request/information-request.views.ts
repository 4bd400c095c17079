import type { LocalDate, SchoolUrn } from '@app/kernel';
import type { InformationState } from './information-request.lifecycle.js';

export interface InformationLine {
  readonly reference: string;
  readonly asked: string;
  readonly receivedOn: LocalDate;
  /** The day by which it is answered (C-22). */
  readonly dueOn: LocalDate;
  /** That day went by, and nobody has answered. */
  readonly late: boolean;
  readonly state: InformationState;
  readonly schools: readonly { readonly urn: SchoolUrn; readonly name: string }[];
}

export interface InformationView extends InformationLine {
  readonly registered: { readonly by: string; readonly at: Date };
  /** For those who may register one alone: nobody else has to know who asked. */
  readonly requester: { readonly name: string; readonly reach: string } | null;
  readonly version: number;
  readonly can: { readonly prepare: boolean };
}

/** What waits for a person, told without a word of what was asked. */
export interface InformationTask {
  readonly kind: 'prepare';
  readonly reference: string;
  readonly since: Date;
  readonly dueOn: LocalDate;
}

export interface LateInformation {
  readonly reference: string;
  readonly dueOn: LocalDate;
  /** Its page is theirs to open: that it is late, every officer may know. */
  readonly mayRead: boolean;
}
