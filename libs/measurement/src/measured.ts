/** What a publication writes instead of a number: not applicable, unavailable, suppressed, rounds to zero, unreliable. */
export const SYMBOLS = ['z', 'x', 'c', 'low', 'u'] as const;
export type ValueSymbol = (typeof SYMBOLS)[number];

/** One measured value of one school: a number, or the symbol that stands for it. Never both, and never one for the other (I-12). */
export type Measured =
  | {
      readonly kind: 'number';
      /** In the measure's own unit; a rate in per cent, 0 to 100. */
      readonly value: number;
      /** How many pupils or lessons the rate is of; null where it is no rate, or nobody wrote it down. */
      readonly denominator: number | null;
    }
  | { readonly kind: 'symbol'; readonly symbol: ValueSymbol };

export type BetterWhen = 'lower' | 'higher';

/** Why something cannot be worked out: said on the page in its place. */
export type NotWorkedOut =
  | 'NO_BASELINE'
  | 'NO_LATER_VALUE'
  | 'BASELINE_IS_A_SYMBOL'
  | 'LATER_VALUE_IS_A_SYMBOL'
  | 'TOO_FEW_SIMILAR_SCHOOLS'
  | 'NO_DENOMINATOR'
  | 'NOT_A_RATE';

export const isSymbol = (text: string): text is ValueSymbol => (SYMBOLS as readonly string[]).includes(text);
