import type { LocalDate, SchoolUrn } from '@app/kernel';
import type { InformationState } from './information-request.lifecycle.js';
import type { Exemption, InformationKind, KindAnswer } from './record-kinds.js';

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
  /** Every kind of record, and what was said of it: null where nobody has yet. */
  readonly kinds: readonly KindView[];
  readonly summary: string | null;
  readonly answer: string | null;
  readonly told: readonly ToldSchool[];
  readonly answered: { readonly by: string; readonly at: Date } | null;
  readonly version: number;
  readonly can: {
    readonly prepare: boolean;
    readonly tell: boolean;
    readonly comment: boolean;
    readonly release: boolean;
  };
}

export interface KindView {
  readonly kind: InformationKind;
  readonly say: KindAnswer | null;
  readonly exemption: Exemption | null;
  readonly because: string | null;
}

/** A school that a request touches: when its head was told, until when they may comment, and what they said. */
export interface ToldSchool {
  readonly urn: SchoolUrn;
  readonly name: string;
  readonly toldAt: Date | null;
  readonly commentBy: LocalDate | null;
  readonly comment: { readonly text: string; readonly by: string; readonly at: Date } | null;
}

/** What waits for a person, told without a word of what was asked. */
export interface InformationTask {
  readonly kind: 'prepare' | 'comment' | 'release';
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
