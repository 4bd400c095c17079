import { CONDITION_CODES, HOLD_CODES, REFUSAL_CODES, type RefusalCode } from '../refusal.js';

/** Refusals as bits, in the order of their codes: the form of a packed row. */
export function refusalBit(code: RefusalCode): number {
  return 1 << REFUSAL_CODES.indexOf(code);
}

/** Words of a candidate that are kept as bits, lowest first. The order is part of a packed row's form. */
export const FLAGS = [...HOLD_CODES, ...CONDITION_CODES, 'WISHED'] as const;

export function flagBit(flag: (typeof FLAGS)[number]): number {
  return 1 << FLAGS.indexOf(flag);
}
