import type { Resource } from '@app/kernel';
import { pairingResource, type PairingParties } from '../pairing/pairing.policy.js';
import type { CoachingPlace } from './coaching.views.js';

interface Two {
  readonly coachPersonId: string | null;
  readonly coachedPersonId: string | null;
}

/** The pairing with the two whose notes are theirs: by person, whatever post or school they have. */
export function coachingResource(pairing: PairingParties, two: Two | null): Resource {
  const parties = [two?.coachPersonId, two?.coachedPersonId].filter((each) => typeof each === 'string');
  return { ...pairingResource(pairing), parties };
}

/** One side of it alone: a head names somebody of their own school, and never of the other. */
export function placeResource(pairing: PairingParties, place: CoachingPlace): Resource {
  const { supported, supporting, ...rest } = pairingResource(pairing);
  const side = place === 'coach' ? { supporting } : { supported };
  return { ...rest, ...side };
}
