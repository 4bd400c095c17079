/** How many days a school can give in one half-term, as a head says it: days, not half-days. "Ask me" books none. */
export const BANDS = ['0', '1-2', '3-5', 'more', 'ask_me'] as const;
export type Band = (typeof BANDS)[number];

/** More than this in one half-term is a slip of the pen: ten people for four weeks. */
export const MOST_HALF_DAYS = 400;

/** Half-days that can be booked where no exact number is given: the band's lower end, whole days. "More" is six days. */
const LOWER_END: Readonly<Record<Band, number>> = { '0': 0, '1-2': 2, '3-5': 6, more: 12, ask_me: 0 };

export function bookableHalfDays(band: Band): number {
  return LOWER_END[band];
}

/** The band that an exact number of half-days falls in: 5 half-days are two and a half days, so "3-5". */
export function bandOf(halfDays: number): Exclude<Band, 'ask_me'> {
  if (halfDays === 0) return '0';
  if (halfDays <= 4) return '1-2';
  return halfDays <= 10 ? '3-5' : 'more';
}
