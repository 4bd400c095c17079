/** What a publication writes instead of a number: not applicable, unavailable, suppressed, rounds to zero, unreliable. */
const SYMBOLS = ['z', 'x', 'c', 'low', 'u'] as const;

export interface Figure {
  readonly value: number | null;
  /** Never both: a symbol is no number (I-12). */
  readonly symbol: (typeof SYMBOLS)[number] | null;
}

/** "24.1", "24.1%" or a symbol. @returns null for anything else. */
export function readFigure(text: string): Figure | null {
  const told = text.trim().toLowerCase();
  const symbol = SYMBOLS.find((each) => each === told);
  if (symbol !== undefined) return { value: null, symbol };
  const number = /^(-?\d{1,6}(?:\.\d{1,4})?) ?%?$/.exec(told)?.[1];
  return number === undefined ? null : { value: Number(number), symbol: null };
}
