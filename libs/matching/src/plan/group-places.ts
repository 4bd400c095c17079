import type { Problem } from '../problem.js';
import type { Lock } from './locks.js';

/** A need whose group is not among its locks: its next partner is one of the group. By places in the problem. */
export interface GroupPlaces {
  readonly name: string;
  readonly schools: ReadonlySet<number>;
  /** Partners that anybody may be, once one is of the group. */
  readonly further: number;
}

/** By need, of those that have a place left beside the locks. */
export function groupPlaces(problem: Problem, locks: readonly Lock[]): ReadonlyMap<number, GroupPlaces> {
  const { snapshot, needs, needIndex, schoolIndex, offerSchool } = problem;
  const found = new Map<number, GroupPlaces>();
  for (const { need: id, name, schools: urns } of snapshot.groups ?? []) {
    const need = needIndex.get(id) ?? -1;
    const schools = new Set(urns.map((urn) => schoolIndex.get(urn) ?? -1));
    const own = locks.filter((lock) => lock.need === need);
    const free = (needs[need]?.partnersWanted ?? 0) - own.length;
    if (free <= 0 || own.some(({ offer }) => schools.has(offerSchool[offer] ?? -1))) continue;
    found.set(need, { name, schools, further: free - 1 });
  }
  return found;
}
