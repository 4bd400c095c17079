import type { Problem } from '../problem.js';
import type { CheapestFlow } from './cheapest-flow.js';
import type { EligiblePair } from './eligible-pairs.js';
import type { Costs } from './ordered-cost.js';
import type { PlanGraph } from './plan-graph.js';

/** Offers by need, by the ids that outlive one problem. */
export type NamedPairs = ReadonlyMap<string, ReadonlySet<string>>;

/** Where a solve may begin: who was planned, who was weighed, and the prices, by the names that outlive one problem. */
export interface Started {
  /** Pairs that flowed. */
  readonly pairs: NamedPairs;
  /** Pairs that had an arc: whatever was added to the short lists, so that it need not be found again. */
  readonly listed: NamedPairs;
  /** Of each node by its name, shared by all problems. */
  readonly prices: ReadonlyMap<string, readonly [number, number, number, number]>;
}

/** What a settled graph passes on. */
export function startFrom(problem: Problem, plan: PlanGraph, room: Int32Array, prices: Costs): Started {
  const [pairs, listed] = [new Map<string, Set<string>>(), new Map<string, Set<string>>()];
  for (const [arc, pair] of plan.pairArcs) {
    name(problem, pair, listed);
    if ((room[arc * 2 + 1] ?? 0) > 0) name(problem, pair, pairs);
  }
  const nodes = Array.from({ length: plan.graph.nodes }, (_, node) => node);
  return {
    pairs,
    listed,
    prices: new Map(
      nodes.map((node) => [
        plan.nameOf(node),
        [prices.force[node] ?? 0, prices.cover[node] ?? 0, prices.points[node] ?? 0, prices.hash[node] ?? 0],
      ]),
    ),
  };
}

/** Of the pairs that are still possible those that were among these. */
export function pairsBefore(
  { needs, offers }: Problem,
  pairs: readonly EligiblePair[],
  before: NamedPairs,
): ReadonlySet<EligiblePair> {
  return new Set(
    pairs.filter(({ need, offer }) => before.get(needs[need]?.id ?? '')?.has(offers[offer]?.id ?? '')),
  );
}

/**
 * Prices from before. A node that is new gets one with which its own arcs save next to nothing: a need by the offers it
 * could have, an offer by the needs that could have it.
 */
export function pricesBefore(plan: PlanGraph, flow: CheapestFlow, { prices }: Started): void {
  const { potential } = flow;
  const isPriced = new Uint8Array(plan.graph.nodes);
  for (let node = 0; node < plan.graph.nodes; node += 1) {
    const known = prices.get(plan.nameOf(node));
    if (!known) continue;
    isPriced[node] = 1;
    [potential.force[node], potential.cover[node], potential.points[node], potential.hash[node]] = known;
  }
  const priced = (node: number): boolean => isPriced[node] === 1;
  const fresh = Array.from({ length: plan.graph.nodes }, (_, node) => node).filter((node) => !priced(node));
  const isOffer = (node: number): boolean => plan.meaning(node)?.kind === 'offer';
  for (const node of [...fresh].reverse()) {
    if (isOffer(node)) continue;
    flow.priceNode(node, priced);
    isPriced[node] = 1;
  }
  for (const node of fresh.filter(isOffer)) flow.priceByIncoming(node, priced);
}

/** Lets pairs flow, and through the nodes on their way as much as there is room for; the rest is settled. */
export function carryPairs(plan: PlanGraph, flow: CheapestFlow, used: ReadonlySet<EligiblePair>): void {
  const { graph } = plan;
  const units = new Int32Array(graph.nodes);
  const isPair = new Uint8Array(graph.to.length / 2);
  for (const [arc, pair] of plan.pairArcs) {
    isPair[arc] = 1;
    if (!used.has(pair)) continue;
    flow.carry(arc, 1);
    const [from, offer] = [graph.to[arc * 2 + 1] ?? 0, plan.offerNode(pair.offer)];
    for (const node of new Set([plan.askerNode(pair), from, offer])) units[node] = (units[node] ?? 0) + 1;
  }
  for (let arc = 0; arc < isPair.length; arc += 1) {
    if (isPair[arc] === 1) continue;
    const [from, to] = [graph.to[arc * 2 + 1] ?? 0, graph.to[arc * 2] ?? 0];
    const kind = plan.meaning(from)?.kind;
    // What leaves an offer or a school counts by where it comes from, what reaches a need or gate by where it goes.
    const node = kind === 'offer' || kind === 'school' ? from : to;
    const carried = Math.min(graph.capacity(arc), units[node] ?? 0);
    if (carried <= 0) continue;
    flow.carry(arc, carried);
    units[node] = (units[node] ?? 0) - carried;
    if (kind === 'offer') units[to] = (units[to] ?? 0) + carried;
    // From beside a need to it: further partners that are of its group.
    else if (from !== graph.hub && plan.meaning(to)?.kind === 'need')
      units[from] = (units[from] ?? 0) + carried;
  }
}

function name(
  { needs, offers }: Problem,
  { need, offer }: EligiblePair,
  into: Map<string, Set<string>>,
): void {
  const id = needs[need]?.id ?? '';
  const own = into.get(id) ?? new Set();
  into.set(id, own.add(offers[offer]?.id ?? ''));
}
