import type { Problem } from '../problem.js';
import type { Searched } from './fewest.js';
import type { PlanGraph } from './plan-graph.js';

/** What a unit is worth at one place: partners short of an opened offer's fewest, cover, points, hash. */
export type Price = readonly [force: number, cover: number, points: number, hash: number];

/** Prices that bound every plan of one part: those that start some offers and leave others. By the problem's places. */
export interface Bounded {
  readonly started: readonly number[];
  readonly left: readonly number[];
  readonly needs: readonly Price[];
  readonly offers: readonly Price[];
  readonly schools: readonly Price[];
}

/**
 * The proof that no better plan exists (or how much better one could be): parts that are together all plans, each with
 * prices by which anybody can reckon a bound from the snapshot alone, without solving anything.
 */
export interface Certificate {
  readonly schema: 'trellis.certificate/1';
  readonly parts: readonly Bounded[];
}

export function certificateOf(
  { needs, offers, schools }: Problem,
  plan: PlanGraph,
  { leaves }: Searched,
): Certificate {
  return {
    schema: 'trellis.certificate/1',
    parts: leaves.map(({ started, left, prices }): Bounded => {
      const { force, cover, points, hash } = prices;
      const at = (list: Float64Array, node: number): number => {
        const price = (list[node] ?? 0) - (list[plan.graph.hub] ?? 0);
        return price === 0 ? 0 : price;
      };
      const price = (node: number): Price => [
        at(force, node),
        at(cover, node),
        at(points, node),
        at(hash, node),
      ];
      return {
        started,
        left,
        needs: needs.map((_, need) => price(plan.needNode(need))),
        offers: offers.map((_, offer) => price(plan.offerNode(offer))),
        schools: schools.map((_, school) => price(plan.schoolNode(school))),
      };
    }),
  };
}
