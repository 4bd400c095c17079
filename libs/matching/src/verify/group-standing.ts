import type { Plan } from '../plan/plan.js';
import type { Problem } from '../problem.js';

/** What the check reads of a need's group, from the snapshot alone. */
export interface GroupStanding {
  readonly schools: ReadonlySet<string>;
  readonly locked: number;
  /** Places beside its locks. */
  readonly free: number;
}

/** By place of the need, of those that wait for one of their group: it is not among their locks, and a place is left. */
export function waitingForGroup({
  snapshot,
  needs,
  needIndex,
  offers,
}: Problem): ReadonlyMap<number, GroupStanding> {
  const schoolOf = new Map<string, string>(offers.map(({ id, school }) => [id, school]));
  const waiting = new Map<number, GroupStanding>();
  for (const { need, schools } of snapshot.groups ?? []) {
    const at = needIndex.get(need) ?? -1;
    const group = new Set<string>(schools);
    const locked = snapshot.locks.filter((lock) => lock.need === need);
    const free = (needs[at]?.partnersWanted ?? 0) - locked.length;
    const isServed = locked.some(({ offer }) => group.has(schoolOf.get(offer) ?? ''));
    if (free > 0 && !isServed) waiting.set(at, { schools: group, locked: locked.length, free });
  }
  return waiting;
}

/** Needs that were given somebody, and nobody of the group that they are to have one of. */
export function brokenGroups(problem: Problem, { pairs }: Pick<Plan, 'pairs'>): readonly string[] {
  return [...waitingForGroup(problem)].flatMap(([at, { schools }]) => {
    const id = problem.needs[at]?.id;
    const given = pairs.filter(({ need, locked }) => need === id && !locked);
    const isKept = given.length === 0 || given.some(({ supporter }) => schools.has(supporter));
    return isKept ? [] : [`Need ${id ?? ''} has partners and none of its group.`];
  });
}
