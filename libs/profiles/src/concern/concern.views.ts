import type { LocalDate, SchoolUrn } from '@app/kernel';
import type { ConcernState } from './concern.lifecycle.js';

/** As one of the two reads it. */
export interface ConcernView {
  readonly id: string;
  readonly urn: SchoolUrn;
  readonly school: string;
  readonly by: string;
  readonly raisedAt: Date;
  /** The last day on which its head can answer. */
  readonly dueOn: LocalDate;
  readonly state: ConcernState;
  readonly endedAt: Date | null;
  readonly version: number;
  readonly words: string;
  /** The reader left it. */
  readonly mine: boolean;
  readonly can: { readonly answer: boolean; readonly withdraw: boolean };
}

/** One line of somebody's own, and nothing of what it says. */
export type OwnConcern = Pick<ConcernView, 'id' | 'school' | 'raisedAt' | 'dueOn' | 'state'>;

/** That a word waits for its head: neither from whom, nor what it says. */
export type ConcernTask = Pick<ConcernView, 'id' | 'urn' | 'school' | 'dueOn'> & { readonly since: Date };
