import type { GroupPlaces } from '../group-places.js';
import type { NeedRewards } from './need-rewards.js';
import type { Chosen } from './school-choices.js';
import type { Shared } from './share-days.js';
import { pointsOf } from './shared-plan.js';

interface Limits {
  /** Whether an offer is one of a need's group; true for a need without one. */
  readonly isOfGroup: (need: number, offer: number) => boolean;
  readonly fewestOf: (offer: number) => number;
}

/**
 * A plan that was shared out as if nobody had asked for a group, without what its needs may not keep: further partners where
 * none is of the group, and then offers left below their fewest. The prices stay a bound, since more was allowed to them.
 */
export function honourGroups(
  shared: Shared,
  groups: ReadonlyMap<number, GroupPlaces>,
  rewards: NeedRewards,
  { isOfGroup, fewestOf }: Limits,
): Shared {
  let chosen = shared.chosen;
  for (let before = -1; before !== chosen.length;) {
    before = chosen.length;
    const all = chosen;
    const grouped = new Set(
      all.filter(({ choice, offer }) => isOfGroup(choice.need, offer)).map(({ choice }) => choice.need),
    );
    chosen = all.filter(
      ({ choice, offer }) =>
        (!groups.has(choice.need) || grouped.has(choice.need)) &&
        all.filter((each) => each.offer === offer).length >= fewestOf(offer),
    );
  }
  if (chosen.length === shared.chosen.length) return shared;
  const weight = weightOf(chosen, rewards);
  // Prices for points speak of plans with as much weight as was shared out.
  const forPoints = weight < shared.weight ? null : shared.forPoints;
  return { ...shared, chosen, weight, points: pointsOf(chosen), forPoints };
}

function weightOf(chosen: readonly Chosen[], rewards: NeedRewards): number {
  const partners = new Map<number, number>();
  let sum = 0;
  for (const { choice } of chosen) {
    const at = partners.get(choice.need) ?? 0;
    sum += rewards.next(choice.need, at);
    partners.set(choice.need, at + 1);
  }
  return sum;
}
