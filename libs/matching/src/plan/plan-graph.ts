import type { Problem } from '../problem.js';
import type { EligiblePair } from './eligible-pairs.js';
import { FlowGraph, type Arc } from './flow-graph.js';
import { roomOf, Tally, type Lock } from './locks.js';
import { costOfPoints, firstPartnerFactor } from './ordered-cost.js';

/**
 * The plan as a flow: source → need → (need with one school) → offer → supporting school → sink. A need takes a school
 * once, an offer no more partners than it has room for, a school no more than its own health allows.
 */
export interface PlanGraph {
  readonly graph: FlowGraph;
  /** Place of the arc of each pair, with the pair; locked ones have none. */
  readonly pairArcs: readonly (readonly [arc: number, pair: EligiblePair])[];
  needNode(need: number): number;
  /** The need or offer that a node stands for, or null. */
  meaning(node: number): { readonly kind: 'need' | 'offer'; readonly at: number } | null;
}

export function planGraph(
  problem: Problem,
  pairs: readonly EligiblePair[],
  locks: readonly Lock[],
): PlanGraph {
  const { needs, offers, schools, offerSchool } = problem;
  const locked = new Tally();
  for (const { need, offer } of locks) {
    locked.add(`need ${String(need)}`);
    locked.add(`offer ${String(offer)}`);
    locked.add(`school ${String(offerSchool[offer] ?? -1)}`);
    locked.add(gateName(need, offerSchool[offer] ?? -1));
  }
  const free = pairs.filter(({ need, offer }) => locked.of(gateName(need, offerSchool[offer] ?? -1)) === 0);
  const gates = new Map<string, number>();
  const perGate = new Tally();
  for (const { need, offer } of free) {
    const name = gateName(need, offerSchool[offer] ?? -1);
    if (perGate.add(name) === 2) gates.set(name, gates.size);
  }
  const firstGate = 1 + needs.length;
  const firstOffer = firstGate + gates.size;
  const firstSchool = firstOffer + offers.length;
  const sink = firstSchool + schools.length;
  const arcs: Arc[] = [];
  const pairArcs: (readonly [number, EligiblePair])[] = [];

  const factor = firstPartnerFactor(
    problem.needWeight,
    needs.map(({ partnersWanted }) => partnersWanted),
  );
  needs.forEach(({ partnersWanted }, need) => {
    const weight = problem.needWeight[need] ?? 0;
    const taken = locked.of(`need ${String(need)}`);
    const [from, to] = [0, 1 + need];
    if (taken === 0 && partnersWanted > 0) arcs.push({ from, to, capacity: 1, cover: -weight * factor });
    const further = partnersWanted - Math.max(1, taken);
    if (further > 0) arcs.push({ from, to, capacity: further, cover: -weight });
  });
  const gateLaid = new Set<string>();
  for (const pair of free) {
    const name = gateName(pair.need, offerSchool[pair.offer] ?? -1);
    const gate = gates.get(name);
    if (gate !== undefined && !gateLaid.has(name)) {
      gateLaid.add(name);
      arcs.push({ from: 1 + pair.need, to: firstGate + gate, capacity: 1 });
    }
    pairArcs.push([arcs.length, pair]);
    arcs.push({
      from: gate === undefined ? 1 + pair.need : firstGate + gate,
      to: firstOffer + pair.offer,
      capacity: 1,
      points: costOfPoints(pair.points, pair.kept),
      hash: pair.hash,
    });
  }
  offers.forEach((_, offer) => {
    const capacity = (problem.supporters.slotsLeft[offer] ?? 0) - locked.of(`offer ${String(offer)}`);
    const to = firstSchool + (offerSchool[offer] ?? 0);
    if (capacity > 0) arcs.push({ from: firstOffer + offer, to, capacity });
  });
  schools.forEach((_, school) => {
    const capacity = roomOf(problem, school) - locked.of(`school ${String(school)}`);
    if (capacity > 0) arcs.push({ from: firstSchool + school, to: sink, capacity });
  });
  return {
    graph: new FlowGraph(sink + 1, arcs),
    pairArcs,
    needNode: (need) => 1 + need,
    meaning: (node) => {
      if (node >= 1 && node < firstGate) return { kind: 'need', at: node - 1 };
      if (node >= firstOffer && node < firstSchool) return { kind: 'offer', at: node - firstOffer };
      return null;
    },
  };
}

function gateName(need: number, school: number): string {
  return `gate ${String(need)} ${String(school)}`;
}
