import type { Problem } from '../problem.js';
import { APPROACH_KINDS, KEY_STAGES, MODES } from '../words.js';
import { bitsOf, lists, type ListRow, type Lists } from './lists.js';

/** What a need, its head or a broker says of one school. */
export const DECLINED = 1;
export const VETOED = 2;
/** In the list of `anyone but …` or `only …`. */
export const NAMED = 4;
export const WISHED = 8;

/** No limit of a school's own, no further theme. */
export const NONE = -1;

/** By place of the need. */
export interface NeedColumns {
  readonly many: number;
  readonly school: Int32Array;
  readonly hash: Uint32Array;
  /** Places of themes; of the second and third `NONE` where there is none. */
  readonly theme: Int32Array;
  readonly second: Int32Array;
  readonly third: Int32Array;
  /** Bits in the order of the words. */
  readonly stages: Uint8Array;
  readonly modes: Uint8Array;
  /** Metres, or `NONE`. */
  readonly travel: Int32Array;
  /** Half-days in the whole window. */
  readonly wanted: Int32Array;
  /** Place of its window, and of its set of weights. */
  readonly window: Int32Array;
  readonly set: Int32Array;
  /** Place of the word. */
  readonly approach: Uint8Array;
  readonly says: Lists;
}

export function packNeeds(problem: Problem, set: Int32Array): NeedColumns {
  const { needs, themeIndex, windows } = problem;
  const column = <To>(of: { from: (many: ArrayLike<number>) => To }, each: (at: number) => number): To =>
    of.from(needs.map((_, at) => each(at)));
  const theme = (id: string | undefined): number => (id === undefined ? NONE : (themeIndex.get(id) ?? NONE));
  const places = windowPlaces(problem);
  return {
    many: needs.length,
    school: problem.needSchool,
    hash: problem.needHash,
    theme: column(Int32Array, (at) => theme(needs[at]?.primaryTheme)),
    second: column(Int32Array, (at) => theme(needs[at]?.secondaryThemes[0])),
    third: column(Int32Array, (at) => theme(needs[at]?.secondaryThemes[1])),
    stages: column(Uint8Array, (at) => bitsOf(KEY_STAGES, needs[at]?.keyStages ?? [])),
    modes: column(Uint8Array, (at) => bitsOf(MODES, needs[at]?.modes ?? [])),
    travel: column(Int32Array, (at) => needs[at]?.travelMetres ?? NONE),
    wanted: column(Int32Array, (at) => {
      const { from, to } = windows[at] ?? { from: 0, to: 0 };
      return (needs[at]?.halfDaysWanted ?? 0) * (to - from);
    }),
    window: column(Int32Array, (at) => places.of[at] ?? 0),
    set,
    approach: column(Uint8Array, (at) => APPROACH_KINDS.indexOf(needs[at]?.approach.kind ?? 'anyone')),
    says: lists(needs.length, sayings(problem)),
  };
}

/** Windows that needs have, each once, and which of them is whose. */
export function windowPlaces({ windows }: Problem): {
  readonly all: Problem['windows'];
  readonly of: readonly number[];
} {
  const known = new Map<string, number>();
  const all: Problem['windows'][number][] = [];
  const of = windows.map((window) => {
    const name = `${String(window.from)} ${String(window.to)}`;
    const place = known.get(name) ?? all.push(window) - 1;
    known.set(name, place);
    return place;
  });
  return { all, of };
}

function sayings({ needs, schools, schoolIndex, declined, vetoed }: Problem): readonly ListRow[] {
  const ruled = (keys: ReadonlySet<number>, bits: number): ListRow[] =>
    [...keys].map((key) => ({ of: Math.floor(key / schools.length), place: key % schools.length, bits }));
  const named = (at: number, urns: readonly string[], bits: number): ListRow[] =>
    urns.map((urn) => ({ of: at, place: schoolIndex.get(urn) ?? NONE, bits }));
  return [
    ...ruled(declined, DECLINED),
    ...ruled(vetoed, VETOED),
    ...needs.flatMap(({ approach, wishes }, at) => [
      ...named(at, approach.schools, NAMED),
      ...named(at, wishes, WISHED),
    ]),
  ];
}
