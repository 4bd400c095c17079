/** Every hard rule by its name. The order is that of packed rows: new codes are added at the end, none is removed. */
export const REFUSAL_CODES = [
  'OWN_SCHOOL',
  'BARRED_CONFLICT',
  'SAME_RESPONSIBLE_BODY',
  'CONFLICT_UNRESOLVED',
  'DECLINED_THIS_NEED',
  'NOT_APPROACHABLE',
  'NOT_WITH',
  'KEY_STAGE_NOT_SERVED',
  'THEME_FIT_BELOW_FLOOR',
  'TOO_FAR_AND_NO_REMOTE',
  'NO_DAYS_IN_WINDOW',
  'NO_PARTNER_SLOT',
  'SUPPORTER_RESTING',
  'SCHOOL_CLOSED',
  'VETOED_BY_BROKER',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** Why a pair is ruled out, with the fact that shows it where there is one. */
export type Refusal =
  | { readonly code: 'THEME_FIT_BELOW_FLOOR'; readonly points: number; readonly floor: number }
  | { readonly code: 'TOO_FAR_AND_NO_REMOTE'; readonly metres: number; readonly limitMetres: number }
  | { readonly code: Exclude<RefusalCode, 'THEME_FIT_BELOW_FLOOR' | 'TOO_FAR_AND_NO_REMOTE'> };

/** Listed, but not to be proposed, and in no plan, until somebody records what is missing. */
export const HOLD_CODES = ['BODY_UNKNOWN'] as const;
export type HoldCode = (typeof HOLD_CODES)[number];

/** Allowed under conditions that both sides know. */
export const CONDITION_CODES = ['CONFLICT_MANAGED', 'SAME_BODY_MANAGED'] as const;
export type ConditionCode = (typeof CONDITION_CODES)[number];
