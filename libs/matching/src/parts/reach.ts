import { metresApart } from '../distance.js';
import { greater, percent, type Fraction } from '../fraction.js';
import type { ReachFact } from '../pair-score.js';
import type { Policy } from '../policy.js';
import type { Problem } from '../problem.js';
import type { Need, Offer, School } from '../snapshot/snapshot.js';
import type { Measured } from './part.js';

/** Straight line in whole metres; null where a school has no coordinates, which is not 0. */
export function metresBetween(one: School, other: School): number | null {
  if (one.easting === null || one.northing === null) return null;
  if (other.easting === null || other.northing === null) return null;
  return metresApart(one.easting - other.easting, one.northing - other.northing);
}

/** Neither side is asked to travel further than it said; the policy's limit stands where neither said anything. */
export function travelLimit(need: Need, offer: Offer, policy: Policy): number {
  const own = [need.travelMetres, offer.travelMetres].filter((metres) => metres !== null);
  return own.length === 0 ? policy.reach.limit_metres : Math.min(...own);
}

export function bothRemote(need: Need, offer: Offer): boolean {
  return need.modes.includes('remote') && offer.modes.includes('remote');
}

/**
 * In person: 1 up to `full_metres`, falling in a straight line to 0 at the travel limit. Remote: the policy's share at any
 * distance. Where both ways are open, the better one. Not known where only travel is left and a place is unknown.
 */
export function reach(
  { policy }: Problem,
  need: Need,
  offer: Offer,
  asker: School,
  supporter: School,
): Measured<ReachFact> {
  const metres = metresBetween(asker, supporter);
  const limitMetres = travelLimit(need, offer, policy);
  const remote = bothRemote(need, offer);
  const onlyRemote = remote && !mayMeet(need, offer);
  const travelled = metres === null || onlyRemote ? null : inPerson(metres, limitMetres, policy);
  const byScreen = remote ? percent(policy.reach.remote) : null;
  return {
    share: travelled && byScreen ? greater(travelled, byScreen) : (travelled ?? byScreen),
    fact: { part: 'reach', metres, limitMetres, remote },
  };
}

/** Hybrid help is partly in person: one side's hybrid meets the other's visits. */
function mayMeet(need: Need, offer: Offer): boolean {
  const visits = (modes: Need['modes']): boolean => modes.includes('in_person') || modes.includes('hybrid');
  return visits(need.modes) && visits(offer.modes);
}

function inPerson(metres: number, limit: number, { reach: { full_metres: full } }: Policy): Fraction {
  if (metres > limit) return { over: 0, under: 1 };
  if (metres <= full) return { over: 1, under: 1 };
  return { over: limit - metres, under: limit - full };
}
