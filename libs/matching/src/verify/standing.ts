import type { Problem } from '../problem.js';

/** Room as the check counts it, from the snapshot's rows alone: what the solver has counted is not asked. */
export interface Standing {
  /** By place of the offer: partners it may still take. */
  readonly offerRoom: readonly number[];
  /** By place of the offer: fewer partners than this are none; 0 where that is no condition. */
  readonly offerFewest: readonly number[];
  /** By place of the school. */
  readonly schoolRoom: readonly number[];
  /** `need offer` of every lock. */
  readonly locks: ReadonlySet<string>;
}

export function standingOf({ snapshot, policy }: Problem): Standing {
  const { offers, schools, commitments, locks } = snapshot;
  const live = commitments.filter(({ state }) => state !== 'ended');
  const lockedOffers = new Set<string>(locks.map(({ offer }) => offer));
  const most = policy.own_health.live_pairings_most;
  const taken = countBy(live.map(({ offer }) => offer ?? ''));
  const supporting = countBy(live.map(({ supporter }) => supporter));
  return {
    offerRoom: offers.map(({ id, mostPartners }) => Math.max(0, mostPartners - (taken.get(id) ?? 0))),
    offerFewest: offers.map(({ id, fewestPartners }) => {
      const isStarted = (taken.get(id) ?? 0) > 0 || lockedOffers.has(id);
      return isStarted || fewestPartners < 2 ? 0 : fewestPartners;
    }),
    schoolRoom: schools.map(({ urn }) => Math.max(0, most - (supporting.get(urn) ?? 0))),
    locks: new Set(locks.map(({ need, offer }) => `${need} ${offer}`)),
  };
}

export function countBy(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
