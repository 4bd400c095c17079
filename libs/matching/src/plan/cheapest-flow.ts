import type { FlowGraph } from './flow-graph.js';
import { NodeHeap } from './node-heap.js';
import { copyCosts, costs, putCosts, type Costs } from './ordered-cost.js';

/** All that a flow is at one moment; given back, everything is as it was. */
export interface FlowState {
  readonly room: Int32Array;
  readonly force: Float64Array;
  readonly potential: Costs;
}

/**
 * Keeps the flow in a graph at least cost: shortest augmenting paths with potentials (Edmonds and Karp 1972; Tomizawa
 * 1971), started from whatever flows already (Orlin's pseudoflows 1988). First every arc that would save something is
 * filled, or emptied where it costs; then what a node has too much of goes the shortest way to where it is short.
 *
 * So one method serves the first solve, each branch of a search and a plan after one change. Costs are whole numbers
 * compared place by place; that is an ordered group, which is all the method needs. Exact.
 */
export class CheapestFlow {
  /** Of each node: how dear a unit is there. With the flow settled no arc with room leads to a dearer unit. */
  readonly potential: Costs;
  private readonly excess: Int32Array;
  private readonly distance: Costs;
  private readonly heap: NodeHeap;
  /** Of each node in this search: 0 not seen, 1 seen, 2 settled. */
  private readonly state: Uint8Array;
  private readonly reachedBy: Int32Array;
  private readonly seen: Int32Array;
  private seenCount = 0;

  constructor(readonly graph: FlowGraph) {
    const { nodes } = graph;
    this.potential = costs(nodes);
    this.excess = new Int32Array(nodes);
    this.distance = costs(nodes);
    this.heap = new NodeHeap(nodes, this.distance);
    this.state = new Uint8Array(nodes);
    this.reachedBy = new Int32Array(nodes);
    this.seen = new Int32Array(nodes);
  }

  /** Potentials of an empty graph with which only the hub's own arcs save anything. Arcs lead to higher nodes or the hub. */
  priceAfresh(): void {
    for (let node = this.graph.nodes - 1; node > 0; node -= 1) this.priceNode(node, () => true);
  }

  /**
   * The lowest price of one node at which none of its arcs saves anything.
   *
   * @param priced whether the node at the other end has a price.
   */
  priceNode(node: number, priced: (node: number) => boolean): void {
    const { graph, potential } = this;
    const { cost } = graph;
    let isFirst = true;
    const end = graph.first[node + 1] ?? 0;
    for (let place = graph.first[node] ?? 0; place < end; place += 1) {
      const arc = graph.arcs[place] ?? 0;
      const to = graph.to[arc] ?? 0;
      if (arc % 2 === 1 || (graph.room[arc] ?? 0) === 0 || !priced(to)) continue;
      const force = (potential.force[to] ?? 0) - (cost.force[arc] ?? 0);
      const cover = (potential.cover[to] ?? 0) - (cost.cover[arc] ?? 0);
      const points = (potential.points[to] ?? 0) - (cost.points[arc] ?? 0);
      const hash = (potential.hash[to] ?? 0) - (cost.hash[arc] ?? 0);
      if (!isFirst && isLess(force, cover, points, hash, potential, node)) continue;
      isFirst = false;
      set(potential, node, force, cover, points, hash);
    }
  }

  /** The highest price of one node at which no arc that leads to it saves anything, from nodes that have a price. */
  priceByIncoming(node: number, priced: (node: number) => boolean): void {
    const { graph, potential } = this;
    const { cost } = graph;
    let isFirst = true;
    const end = graph.first[node + 1] ?? 0;
    for (let place = graph.first[node] ?? 0; place < end; place += 1) {
      const back = graph.arcs[place] ?? 0;
      const from = graph.to[back] ?? 0;
      if (back % 2 === 0 || !priced(from)) continue;
      const arc = back - 1;
      const force = (potential.force[from] ?? 0) + (cost.force[arc] ?? 0);
      const cover = (potential.cover[from] ?? 0) + (cost.cover[arc] ?? 0);
      const points = (potential.points[from] ?? 0) + (cost.points[arc] ?? 0);
      const hash = (potential.hash[from] ?? 0) + (cost.hash[arc] ?? 0);
      if (!isFirst && !isLess(force, cover, points, hash, potential, node)) continue;
      isFirst = false;
      set(potential, node, force, cover, points, hash);
    }
  }

  /** Gives the k-th arc another capacity; what flows beyond it is taken back, and settled later. */
  setCapacity(k: number, capacity: number): void {
    const { graph, excess } = this;
    const over = graph.flow(k) - capacity;
    if (over > 0) {
      const [from, to] = [graph.to[k * 2 + 1] ?? 0, graph.to[k * 2] ?? 0];
      graph.push(k * 2 + 1, over);
      excess[from] = (excess[from] ?? 0) + over;
      excess[to] = (excess[to] ?? 0) - over;
    }
    graph.room[k * 2] = capacity - graph.flow(k);
  }

  /** Puts units on the k-th arc without asking whether they balance. */
  carry(k: number, units: number): void {
    this.move(k * 2, units);
  }

  /** Makes what flows cheapest again, whatever has been changed. */
  settle(): void {
    const { graph, excess } = this;
    for (let arc = 0; arc < graph.to.length; arc += 1) {
      const room = graph.room[arc] ?? 0;
      if (room > 0 && this.saves(arc)) this.move(arc, room);
    }
    for (let node = 0; node < graph.nodes; node += 1) {
      while ((excess[node] ?? 0) > 0) {
        const target = this.findPath(node);
        if (target < 0) throw new Error('A unit has no way back, which no graph with a hub allows.');
        this.raisePotentials(target);
        this.fillPath(node, target);
      }
    }
  }

  keep(): FlowState {
    const { graph, potential } = this;
    return {
      room: graph.room.slice(),
      force: graph.cost.force.slice(),
      potential: copyCosts(potential),
    };
  }

  /** @param saved of a settled flow. */
  restore(saved: FlowState): void {
    this.graph.room.set(saved.room);
    this.graph.cost.force.set(saved.force);
    putCosts(this.potential, saved.potential);
    this.excess.fill(0);
  }

  private saves(arc: number): boolean {
    const { graph, potential } = this;
    const [from, to] = [graph.to[arc ^ 1] ?? 0, graph.to[arc] ?? 0];
    const reduced = (place: keyof Costs): number =>
      (graph.cost[place][arc] ?? 0) + (potential[place][from] ?? 0) - (potential[place][to] ?? 0);
    return (reduced('force') || reduced('cover') || reduced('points') || reduced('hash')) < 0;
  }

  private move(arc: number, units: number): void {
    const { graph, excess } = this;
    const [from, to] = [graph.to[arc ^ 1] ?? 0, graph.to[arc] ?? 0];
    graph.push(arc, units);
    excess[from] = (excess[from] ?? 0) - units;
    excess[to] = (excess[to] ?? 0) + units;
  }

  /** @returns the nearest node that is short, or -1. */
  private findPath(start: number): number {
    const { heap, state, excess } = this;
    this.forget();
    this.see(start, 0, 0, 0, 0, -1);
    for (let node = heap.take(); node >= 0; node = heap.take()) {
      state[node] = 2;
      if ((excess[node] ?? 0) < 0) return node;
      this.relax(node);
    }
    return -1;
  }

  private relax(node: number): void {
    const { graph, state, distance, potential } = this;
    const { cost } = graph;
    const force0 = (distance.force[node] ?? 0) + (potential.force[node] ?? 0);
    const cover0 = (distance.cover[node] ?? 0) + (potential.cover[node] ?? 0);
    const points0 = (distance.points[node] ?? 0) + (potential.points[node] ?? 0);
    const hash0 = (distance.hash[node] ?? 0) + (potential.hash[node] ?? 0);
    const end = graph.first[node + 1] ?? 0;
    for (let place = graph.first[node] ?? 0; place < end; place += 1) {
      const arc = graph.arcs[place] ?? 0;
      if ((graph.room[arc] ?? 0) === 0) continue;
      const to = graph.to[arc] ?? 0;
      if (state[to] === 2) continue;
      const force = force0 + (cost.force[arc] ?? 0) - (potential.force[to] ?? 0);
      const cover = cover0 + (cost.cover[arc] ?? 0) - (potential.cover[to] ?? 0);
      const points = points0 + (cost.points[arc] ?? 0) - (potential.points[to] ?? 0);
      const hash = hash0 + (cost.hash[arc] ?? 0) - (potential.hash[to] ?? 0);
      if (state[to] === 0 || isLess(force, cover, points, hash, distance, to))
        this.see(to, force, cover, points, hash, arc);
    }
  }

  private see(node: number, force: number, cover: number, points: number, hash: number, by: number): void {
    if (this.state[node] === 0) {
      this.state[node] = 1;
      this.seen[this.seenCount] = node;
      this.seenCount += 1;
    }
    set(this.distance, node, force, cover, points, hash);
    this.reachedBy[node] = by;
    this.heap.nearer(node);
  }

  /** Settled nodes move by how much nearer than the target they were; that keeps every arc's reduced cost at 0 or more. */
  private raisePotentials(target: number): void {
    const { potential, distance, state } = this;
    const places = ['force', 'cover', 'points', 'hash'] as const;
    for (const place of places) {
      const [moved, by] = [potential[place], distance[place]];
      const end = by[target] ?? 0;
      for (let at = 0; at < this.seenCount; at += 1) {
        const node = this.seen[at] ?? 0;
        if (state[node] === 2) moved[node] = (moved[node] ?? 0) + (by[node] ?? 0) - end;
      }
    }
  }

  private fillPath(start: number, target: number): void {
    const { graph, excess } = this;
    let units = Math.min(excess[start] ?? 0, -(excess[target] ?? 0));
    for (let node = target; node !== start; node = graph.to[(this.reachedBy[node] ?? 0) ^ 1] ?? 0)
      units = Math.min(units, graph.room[this.reachedBy[node] ?? 0] ?? 0);
    for (let node = target; node !== start;) {
      const arc = this.reachedBy[node] ?? 0;
      node = graph.to[arc ^ 1] ?? 0;
      this.move(arc, units);
    }
  }

  private forget(): void {
    this.heap.clear();
    for (let at = 0; at < this.seenCount; at += 1) this.state[this.seen[at] ?? 0] = 0;
    this.seenCount = 0;
  }
}

function isLess(
  force: number,
  cover: number,
  points: number,
  hash: number,
  than: Costs,
  at: number,
): boolean {
  const byForce = force - (than.force[at] ?? 0);
  if (byForce !== 0) return byForce < 0;
  const byCover = cover - (than.cover[at] ?? 0);
  if (byCover !== 0) return byCover < 0;
  const byPoints = points - (than.points[at] ?? 0);
  if (byPoints !== 0) return byPoints < 0;
  return hash < (than.hash[at] ?? 0);
}

function set(where: Costs, at: number, force: number, cover: number, points: number, hash: number): void {
  where.force[at] = force;
  where.cover[at] = cover;
  where.points[at] = points;
  where.hash[at] = hash;
}
