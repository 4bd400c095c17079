import type { Problem } from '../problem.js';
import type { PlanGraph } from './plan-graph.js';
import type { Searched } from './search.js';

/** What a solve has found, as far as a certificate says it. */
interface Solved {
  readonly plan: PlanGraph;
  readonly searched: Searched;
  readonly shared: SharedProof | null;
}

/** What a unit is worth at one place: partners short of an opened offer's fewest, cover, points, hash. */
export type Price = readonly [force: number, cover: number, points: number, hash: number];

/** A pair by the problem's places. */
export type PairPlaces = readonly [need: number, offer: number];

/**
 * Prices that bound every plan of one part: those that start some offers and leave others, that give some needs one of their
 * group and others nobody, that have some pairs and do not have others. By the problem's places.
 */
export interface Bounded {
  readonly started: readonly number[];
  readonly left: readonly number[];
  readonly grouped: readonly number[];
  readonly bare: readonly number[];
  readonly within: readonly PairPlaces[];
  readonly without: readonly PairPlaces[];
  readonly needs: readonly Price[];
  /** Of needs with a group: what a further partner is worth, who may be anybody. By need. */
  readonly beside: readonly (readonly [need: number, price: Price])[];
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
  /** Where days were too few for a proof by parts: then there are none. */
  readonly shared: SharedProof | null;
}

/**
 * Prices of needs, in parts of 1,024 of a weight or a point: what each need keeps at its price and what each school could
 * gain at those prices, each by itself, are together never below the best plan.
 */
export interface SharedProof {
  readonly forWeight: readonly number[];
  /** For plans with at least so much weight; null where more might be met. */
  readonly forPoints: {
    readonly least: number;
    readonly perWeight: number;
    readonly prices: readonly number[];
  } | null;
}

export function certificateOf(
  { needs, offers, schools }: Problem,
  { plan, searched: { leaves }, shared }: Solved,
): Certificate {
  if (shared) return { schema: 'trellis.certificate/1', parts: [], shared };
  const pairs = new Map(plan.pairArcs.map(([arc, { need, offer }]) => [arc, [need, offer] as const]));
  const named = (arcs: readonly number[]): readonly PairPlaces[] =>
    arcs.flatMap((arc) => {
      const pair = pairs.get(arc);
      return pair ? [pair] : [];
    });
  return {
    schema: 'trellis.certificate/1',
    parts: leaves.map(({ decided, prices }): Bounded => {
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
        started: decided.started,
        left: decided.left,
        grouped: decided.grouped,
        bare: decided.bare,
        within: named(decided.within),
        without: named(decided.without),
        needs: needs.map((_, need) => price(plan.needNode(need))),
        beside: [...plan.groupArcs.keys()].map((need) => [need, price(plan.besideNode(need))] as const),
        offers: offers.map((_, offer) => price(plan.offerNode(offer))),
        schools: schools.map((_, school) => price(plan.schoolNode(school))),
      };
    }),
    shared: null,
  };
}
