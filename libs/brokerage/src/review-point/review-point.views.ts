import type { LocalDate } from '@app/kernel';

/** How an objective stands: three plain words, none of them a mark. */
export const STANDINGS = ['on_track', 'slower_than_planned', 'needs_a_talk'] as const;
export type Standing = (typeof STANDINGS)[number];

export interface ReviewPointView {
  readonly id: string;
  readonly number: number;
  readonly dueOn: LocalDate;
  readonly heldOn: LocalDate | null;
  /** One an objective, in the order of the agenda; null until it is held. */
  readonly standings: readonly Standing[] | null;
  /** Which agenda of the pairing that was; of one that waits, it says nothing yet. */
  readonly agendaNumber: number;
  readonly note: string | null;
  readonly by: string;
  readonly state: 'due' | 'held' | 'missed';
  readonly version: number;
}
