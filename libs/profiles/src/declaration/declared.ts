import type { ThemeId } from '@app/kernel';

export const APPETITES = [
  'actively_offering',
  'open_to_approach',
  'not_this_term',
  'already_committed',
] as const;
export type Appetite = (typeof APPETITES)[number];

/** Says no for now: its offers rest, nobody asks and nobody reminds. */
export function isResting(appetite: Appetite): boolean {
  return appetite === 'not_this_term' || appetite === 'already_committed';
}

export const PAUSE_KINDS = ['staffing', 'new_head', 'inspection_due', 'rest', 'other'] as const;
export type PauseKind = (typeof PAUSE_KINDS)[number];

export const URGENCIES = ['watch', 'this_year', 'now'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** What a school says it needs, before anybody asks for support: no request yet. */
export interface DeclaredNeed {
  readonly theme: ThemeId;
  readonly urgency: Urgency;
  readonly reason: string | null;
}
