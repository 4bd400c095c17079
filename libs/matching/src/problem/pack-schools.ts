import { isOpen } from '../context/context-ranks.js';
import { share } from '../fraction.js';
import { fairShare } from '../parts/fair-share.js';
import { isSecondary } from '../parts/similar-context.js';
import { trackRecord } from '../parts/track-record.js';
import type { Weights } from '../policy.js';
import type { Problem } from '../problem.js';
import type { School } from '../snapshot/snapshot.js';
import { SETTINGS } from '../words.js';
import { lists, type Lists } from './lists.js';
import { packContext, type ContextColumns } from './pack-context.js';
import { NONE, windowPlaces } from './pack-needs.js';

/** What stands between two schools. */
export const BARRED = 1;
export const UNRESOLVED = 2;
export const MANAGED = 4;

export const SAME_BODY = ['bar', 'manage', 'allow'] as const;

/** By place of the school. */
export interface SchoolColumns {
  readonly many: number;
  readonly open: Uint8Array;
  /** Metres of the National Grid; `NONE` where the school has no place. */
  readonly easting: Int32Array;
  readonly northing: Int32Array;
  /** Equal for schools of one trust, of one federation; `NONE` for none. */
  readonly trust: Int32Array;
  readonly federation: Int32Array;
  readonly academy: Uint8Array;
  readonly trustKnown: Uint8Array;
  readonly setting: Uint8Array;
  /** Compared as a secondary school. */
  readonly secondary: Uint8Array;
  readonly conflicts: Lists;
  /** Place in `SAME_BODY`. */
  readonly sameBody: number;
  /** By window, then school: half-days declared and free in the whole of it, and whether it could be asked at all. */
  readonly declared: Int32Array;
  readonly free: Int32Array;
  readonly anyDays: Uint8Array;
  /** By set of weights, then school: points it brings to every pair. */
  readonly fairShare: Int16Array;
  readonly trackRecord: Int16Array;
  readonly secondaryContext: ContextColumns;
  readonly primaryContext: ContextColumns;
}

export function packSchools(problem: Problem, sets: readonly Weights[]): SchoolColumns {
  const { policy, schools } = problem;
  const flags = (each: (school: School) => boolean): Uint8Array =>
    Uint8Array.from(schools, (school) => Number(each(school)));
  return {
    many: schools.length,
    open: flags(isOpen),
    easting: placed(schools, ({ easting }) => easting),
    northing: placed(schools, ({ northing }) => northing),
    trust: numbered(schools.map(({ trust }) => trust)),
    federation: numbered(schools.map(({ federation }) => federation)),
    academy: flags(({ trust, trustKnown }) => trust !== null || !trustKnown),
    trustKnown: flags(({ trustKnown }) => trustKnown),
    setting: Uint8Array.from(schools, ({ setting }) => SETTINGS.indexOf(setting)),
    secondary: flags(isSecondary),
    conflicts: conflictLists(problem),
    sameBody: SAME_BODY.indexOf(policy.same_body),
    ...daysByWindow(problem),
    ...pointsOfSchools(problem, sets),
    secondaryContext: packContext(schools, policy.similar_context.secondary, policy),
    primaryContext: packContext(schools, policy.similar_context.primary, policy),
  };
}

/** By school: the others that it has a conflict with, as bits; each pair stands in both lists. */
export function conflictLists({ schools, conflicts }: Problem): Lists {
  return lists(
    schools.length,
    [...conflicts].flatMap(([key, { barred, unresolved, managed }]) => {
      const [one, other] = [Math.floor(key / schools.length), key % schools.length];
      const bits = (barred ? BARRED : 0) | (unresolved ? UNRESOLVED : 0) | (managed ? MANAGED : 0);
      return [
        { of: one, place: other, bits },
        { of: other, place: one, bits },
      ];
    }),
  );
}

/** Whole points, by set of weights, then school. */
export function pointsOfSchools(
  problem: Problem,
  sets: readonly Weights[],
): Pick<SchoolColumns, 'fairShare' | 'trackRecord'> {
  const perSet = (each: (set: Weights, school: number) => number): Int16Array =>
    Int16Array.from(sets.flatMap((set) => problem.schools.map((_, school) => each(set, school))));
  return {
    fairShare: perSet((set, at) => share(set.fair_share, fairShare(problem, at).share ?? NEVER)),
    trackRecord: perSet((set, at) => share(set.track_record, trackRecord(problem, at).share ?? NEVER)),
  };
}

/** Both parts are always known. */
const NEVER = { over: 0, under: 1 };

function placed(schools: readonly School[], of: (school: School) => number | null): Int32Array {
  return Int32Array.from(schools, (school) =>
    school.easting === null || school.northing === null ? NONE : (of(school) ?? NONE),
  );
}

function numbered(names: readonly (string | null)[]): Int32Array {
  const known = new Map<string, number>();
  return Int32Array.from(names, (name) => {
    if (name === null) return NONE;
    const number = known.get(name) ?? known.size;
    known.set(name, number);
    return number;
  });
}

/** Half-days in the windows of needs: by window, then school. */
export function daysByWindow(problem: Problem): Pick<SchoolColumns, 'declared' | 'free' | 'anyDays'> {
  const { all } = windowPlaces(problem);
  const many = problem.schools.length;
  const [declared, free, anyDays] = [
    new Int32Array(all.length * many),
    new Int32Array(all.length * many),
    new Uint8Array(all.length * many),
  ];
  all.forEach((window, at) => {
    for (let school = 0; school < many; school += 1) {
      const days = problem.days.sums(school, window);
      declared[at * many + school] = days.declared;
      free[at * many + school] = days.free;
      anyDays[at * many + school] = Number(problem.days.any(school, window));
    }
  });
  return { declared, free, anyDays };
}
