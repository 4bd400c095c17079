import type { OfferId, SchoolUrn } from '@app/kernel';
import { difference, type PartnersOf } from './override-price.js';
import type { Solving } from './plan/solve.js';
import { PlansBeside } from './plans-beside.js';
import type { Optimised } from './reoptimise.js';
import type { Problem } from './problem.js';

/** What one more partner would bring if this supporter could take it: which capacity the area lacks most. */
export interface SlotPrice {
  readonly offer: OfferId;
  readonly supporter: SchoolUrn;
  /** Needs that would have a partner more. */
  readonly gaining: readonly PartnersOf[];
  /** Needs that would have one fewer, because a weightier one takes theirs. */
  readonly losing: readonly PartnersOf[];
  readonly points: number;
  /** By priority and waiting: what the place is worth before any points. */
  readonly weight: number;
}

/**
 * Exact: the best plan with the place less the best plan without it. Offers for which it changes nothing are left out;
 * the dearest come first. Only the guard of a supporter's own health stays what it is.
 */
export function slotPrices(before: Optimised, solving: Solving = {}): readonly SlotPrice[] {
  return [...eachSlotPrice(before, solving)].filter((price) => price !== null).sort(byWorth);
}

/** The dearest first. */
export function byWorth(a: SlotPrice, b: SlotPrice): number {
  return b.weight - a.weight || b.points - a.points || (a.offer < b.offer ? -1 : 1);
}

/** One offer after the other, so that whoever has other work can do it in between; null where nothing changes. */
export function* eachSlotPrice(before: Optimised, solving: Solving = {}): Generator<SlotPrice | null> {
  const { problem } = before;
  const plans = new PlansBeside(before, solving);
  for (const [at, { id, school }] of problem.offers.entries()) {
    if (!mayMatter(before, at)) continue;
    const { snapshot } = problem;
    const offers = snapshot.offers.map((each) =>
      each.id === id ? { ...each, mostPartners: each.mostPartners + 1 } : each,
    );
    const plan = plans.of({ ...snapshot, offers });
    const { points, gaining, losing } = difference(before.plan, plan);
    const isNothing = points === 0 && gaining.length === 0 && losing.length === 0;
    const weight = weightOf(problem, gaining) - weightOf(problem, losing);
    yield isNothing ? null : { offer: id, supporter: school, gaining, losing, points, weight };
  }
}

/** A place more changes nothing where one is free, or where the prices already say that it is worth nothing. */
function mayMatter({ problem, plan, certificate }: Optimised, offer: number): boolean {
  const slots = problem.supporters.slotsLeft[offer] ?? 0;
  const used = plan.pairs.filter((pair) => pair.offer === problem.offers[offer]?.id).length;
  if (used < slots) return false;
  const [part, ...others] = certificate?.parts ?? [];
  // An offer without any place has no pairs yet, so nothing has priced it.
  if (slots === 0 || !part || others.length > 0) return true;
  const [own, school] = [part.offers[offer], part.schools[problem.offerSchool[offer] ?? -1]];
  const saves = own?.map((price, place) => price - (school?.[place] ?? 0)).find((value) => value !== 0) ?? 0;
  return saves < 0;
}

/** What partners count together, by priority and waiting. */
export function weightOf({ needWeight, needIndex }: Problem, needs: readonly PartnersOf[]): number {
  return needs.reduce(
    (sum, { need, partners }) => sum + partners * (needWeight[needIndex.get(need) ?? -1] ?? 0),
    0,
  );
}
