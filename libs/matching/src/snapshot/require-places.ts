import { RuleBroken } from '@app/kernel';
import type { Snapshot } from './snapshot.js';

/**
 * Where the policy wants demand within the places on offer: from the fewest that offers start for to the most they take.
 *
 * @throws RuleBroken DEMAND_OUTSIDE_PLACES with the three totals.
 */
export function requirePlaces({ policy, needs, offers, commitments, locks }: Snapshot): void {
  if (policy.plan.demand !== 'within_places') return;
  const taken = (id: string): number =>
    commitments.filter(({ offer, state }) => offer === id && state !== 'ended').length;
  const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);
  const wanted = sum(needs.map(({ partnersWanted }) => partnersWanted));
  const most = sum(offers.map(({ id, mostPartners }) => Math.max(0, mostPartners - taken(id))));
  const fewest = sum(
    offers.map(({ id, fewestPartners }) =>
      taken(id) > 0 || locks.some(({ offer }) => offer === id) ? 0 : fewestPartners,
    ),
  );
  if (wanted >= fewest && wanted <= most) return;
  throw new RuleBroken(
    'DEMAND_OUTSIDE_PLACES',
    `Needs want ${String(wanted)} partners; offers start for ${String(fewest)} and take ${String(most)}.`,
  );
}
