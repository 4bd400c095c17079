import type { LocalDate } from '@app/kernel';

/** What a gardener can do about a pairing that went quiet (SSAT): ask both, add something, bring somebody in, close. */
export const FOUR_ACTS = ['nudge', 'resource', 'connect', 'close'] as const;
/** `none`: nothing was wrong, and why. */
export const TENDING_ACTS = [...FOUR_ACTS, 'none'] as const;
export type TendingAct = (typeof TENDING_ACTS)[number];

/** Clocks whose end says that a pairing went quiet; and a review point at which somebody wanted a talk. */
export const STALL_CLOCKS = ['C-3', 'C-7', 'C-10', 'C-11'] as const;
export type StallRule = (typeof STALL_CLOCKS)[number] | 'needs_a_talk';

export interface StallView {
  readonly rule: StallRule;
  readonly since: LocalDate;
}

export interface TendingView {
  readonly act: TendingAct;
  readonly note: string;
  readonly by: string;
  readonly doneAt: Date;
}
