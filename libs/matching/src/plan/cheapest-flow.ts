import type { FlowGraph } from './flow-graph.js';
import { NodeHeap } from './node-heap.js';
import { costs, type Costs } from './ordered-cost.js';

/**
 * Fills a graph with a flow of least cost: successive shortest augmenting paths with potentials (Edmonds and Karp 1972;
 * Tomizawa 1971), one unit a path. Every path from the source saves something, so the last flow is also the largest.
 *
 * Costs are whole numbers compared place by place; that is an ordered group, which is all the method needs. Exact.
 */
export function fillCheapest(graph: FlowGraph): void {
  const search = new Search(graph);
  while (search.findPath()) search.fillPath();
}

class Search {
  private readonly potential: Costs;
  private readonly distance: Costs;
  private readonly heap: NodeHeap;
  /** Of each node in this search: 0 not seen, 1 seen, 2 settled. */
  private readonly state: Uint8Array;
  private readonly reachedBy: Int32Array;
  private readonly seen: Int32Array;
  private seenCount = 0;
  private readonly isReachable: Uint8Array;

  constructor(private readonly graph: FlowGraph) {
    const { nodes } = graph;
    this.potential = costs(nodes);
    this.distance = costs(nodes);
    this.heap = new NodeHeap(nodes, this.distance);
    this.state = new Uint8Array(nodes);
    this.reachedBy = new Int32Array(nodes);
    this.seen = new Int32Array(nodes);
    this.isReachable = new Uint8Array(nodes);
    this.firstPotentials();
  }

  /** Shortest ways from the source while all arcs lead upward: one pass in the order of the nodes. */
  private firstPotentials(): void {
    const { graph, potential, isReachable } = this;
    isReachable[graph.source] = 1;
    for (let node = 0; node < graph.nodes; node += 1) {
      if (isReachable[node] === 0) continue;
      const end = graph.first[node + 1] ?? 0;
      for (let place = graph.first[node] ?? 0; place < end; place += 1) {
        const arc = graph.arcs[place] ?? 0;
        if ((graph.room[arc] ?? 0) === 0) continue;
        const to = graph.to[arc] ?? 0;
        const cover = (potential.cover[node] ?? 0) + (graph.cost.cover[arc] ?? 0);
        const points = (potential.points[node] ?? 0) + (graph.cost.points[arc] ?? 0);
        const hash = (potential.hash[node] ?? 0) + (graph.cost.hash[arc] ?? 0);
        if (isReachable[to] === 1 && !isLess(cover, points, hash, potential, to)) continue;
        isReachable[to] = 1;
        set(potential, to, cover, points, hash);
      }
    }
  }

  /** @returns false where the sink cannot be reached any more. */
  findPath(): boolean {
    const { graph, heap, state } = this;
    this.forget();
    this.see(graph.source, 0, 0, 0, -1);
    for (let node = heap.take(); node >= 0; node = heap.take()) {
      state[node] = 2;
      if (node === graph.sink) {
        this.raisePotentials();
        return true;
      }
      this.relax(node);
    }
    return false;
  }

  private relax(node: number): void {
    const { graph, state, distance, potential } = this;
    const { cost } = graph;
    const cover0 = (distance.cover[node] ?? 0) + (potential.cover[node] ?? 0);
    const points0 = (distance.points[node] ?? 0) + (potential.points[node] ?? 0);
    const hash0 = (distance.hash[node] ?? 0) + (potential.hash[node] ?? 0);
    const end = graph.first[node + 1] ?? 0;
    for (let place = graph.first[node] ?? 0; place < end; place += 1) {
      const arc = graph.arcs[place] ?? 0;
      if ((graph.room[arc] ?? 0) === 0) continue;
      const to = graph.to[arc] ?? 0;
      if (state[to] === 2) continue;
      const cover = cover0 + (cost.cover[arc] ?? 0) - (potential.cover[to] ?? 0);
      const points = points0 + (cost.points[arc] ?? 0) - (potential.points[to] ?? 0);
      const hash = hash0 + (cost.hash[arc] ?? 0) - (potential.hash[to] ?? 0);
      if (state[to] === 0 || isLess(cover, points, hash, distance, to))
        this.see(to, cover, points, hash, arc);
    }
  }

  private see(node: number, cover: number, points: number, hash: number, by: number): void {
    if (this.state[node] === 0) {
      this.state[node] = 1;
      this.seen[this.seenCount] = node;
      this.seenCount += 1;
    }
    set(this.distance, node, cover, points, hash);
    this.reachedBy[node] = by;
    this.heap.nearer(node);
  }

  /** Settled nodes move by how much nearer than the sink they were; that keeps every arc's reduced cost at 0 or more. */
  private raisePotentials(): void {
    const { potential, distance, graph, state } = this;
    const [cover, points, hash] = [
      distance.cover[graph.sink] ?? 0,
      distance.points[graph.sink] ?? 0,
      distance.hash[graph.sink] ?? 0,
    ];
    for (let at = 0; at < this.seenCount; at += 1) {
      const node = this.seen[at] ?? 0;
      if (state[node] !== 2) continue;
      potential.cover[node] = (potential.cover[node] ?? 0) + (distance.cover[node] ?? 0) - cover;
      potential.points[node] = (potential.points[node] ?? 0) + (distance.points[node] ?? 0) - points;
      potential.hash[node] = (potential.hash[node] ?? 0) + (distance.hash[node] ?? 0) - hash;
    }
  }

  fillPath(): void {
    const { graph } = this;
    for (let node = graph.sink; node !== graph.source;) {
      const arc = this.reachedBy[node] ?? 0;
      graph.room[arc] = (graph.room[arc] ?? 0) - 1;
      graph.room[arc ^ 1] = (graph.room[arc ^ 1] ?? 0) + 1;
      node = graph.to[arc ^ 1] ?? 0;
    }
  }

  private forget(): void {
    this.heap.clear();
    for (let at = 0; at < this.seenCount; at += 1) this.state[this.seen[at] ?? 0] = 0;
    this.seenCount = 0;
  }
}

function isLess(cover: number, points: number, hash: number, than: Costs, at: number): boolean {
  const byCover = cover - (than.cover[at] ?? 0);
  if (byCover !== 0) return byCover < 0;
  const byPoints = points - (than.points[at] ?? 0);
  if (byPoints !== 0) return byPoints < 0;
  return hash < (than.hash[at] ?? 0);
}

function set(where: Costs, at: number, cover: number, points: number, hash: number): void {
  where.cover[at] = cover;
  where.points[at] = points;
  where.hash[at] = hash;
}
