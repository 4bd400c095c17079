/** As many strengths as a school may name. */
export const MOST_STRENGTHS = 20;
export const HALF_TERMS = [1, 2, 3, 4, 5, 6] as const;

const strengthFields = (row: number): string[] =>
  ['theme', 'depth', 'evidence', 'how', 'on'].map((field) => `${field}${String(row)}`);

export const STRENGTH_ROWS: readonly number[] = Array.from({ length: MOST_STRENGTHS }, (_, at) => at + 1);

/** The fields of each question, in their order. `seen…` is the version of the days that the person saw. */
export const FIELDS = {
  help: ['school', 'appetite', 'pauseKind', 'pauseWords'],
  strengths: STRENGTH_ROWS.flatMap(strengthFields),
  days: HALF_TERMS.flatMap((n) => [`band${String(n)}`, `exact${String(n)}`, `seen${String(n)}`]),
  conditions: ['people', 'keyStages', 'modes', 'travel', 'partners', 'notWith', 'conditions'],
  check: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

const LISTS: readonly string[] = ['keyStages', 'modes', 'notWith'];

/**
 * Every answer of the journey by its name. The rows of strengths and half-terms make them many, so they are listed, not
 * written out, and what is wrong with them is found in `declare.faults.ts`.
 */
export class DeclareForm {
  constructor() {
    for (const name of Object.values(FIELDS).flat())
      Object.assign(this, { [name]: LISTS.includes(name) ? [] : undefined });
  }
}
