import { costs, type Costs } from './ordered-cost.js';

export interface Arc {
  readonly from: number;
  readonly to: number;
  readonly capacity: number;
  readonly cover?: number;
  readonly points?: number;
  readonly hash?: number;
}

/**
 * Nodes and arcs of a flow. Arc 2k is the k-th given, arc 2k + 1 its way back; `room` is what an arc can still carry.
 * Arcs lead from lower to higher nodes, node 0 being the source and the last one the sink.
 */
export class FlowGraph {
  readonly to: Int32Array;
  readonly room: Int32Array;
  readonly cost: Costs;
  /** Arcs of node v: `arcs[first[v]]` up to `arcs[first[v + 1] - 1]`. */
  readonly first: Int32Array;
  readonly arcs: Int32Array;

  constructor(
    readonly nodes: number,
    given: readonly Arc[],
  ) {
    const size = given.length * 2;
    this.to = new Int32Array(size);
    this.room = new Int32Array(size);
    this.cost = costs(size);
    this.first = new Int32Array(nodes + 1);
    this.arcs = new Int32Array(size);
    given.forEach((arc, at) => this.lay(arc, at * 2));
    this.order(given);
  }

  get source(): number {
    return 0;
  }

  get sink(): number {
    return this.nodes - 1;
  }

  /** Whether the k-th given arc carries anything. */
  carries(k: number): boolean {
    return (this.room[k * 2 + 1] ?? 0) > 0;
  }

  private lay({ from, to, capacity, cover = 0, points = 0, hash = 0 }: Arc, at: number): void {
    if (from >= to) throw new RangeError('Arcs lead from lower to higher nodes.');
    this.to[at] = to;
    this.to[at + 1] = from;
    this.room[at] = capacity;
    this.cost.cover[at] = cover;
    this.cost.points[at] = points;
    this.cost.hash[at] = hash;
    this.cost.cover[at + 1] = -cover;
    this.cost.points[at + 1] = -points;
    this.cost.hash[at + 1] = -hash;
  }

  private order(given: readonly Arc[]): void {
    for (const { from, to } of given) {
      this.first[from + 1] = (this.first[from + 1] ?? 0) + 1;
      this.first[to + 1] = (this.first[to + 1] ?? 0) + 1;
    }
    for (let node = 0; node < this.nodes; node += 1)
      this.first[node + 1] = (this.first[node + 1] ?? 0) + (this.first[node] ?? 0);
    const next = this.first.slice(0, this.nodes);
    const put = (node: number, arc: number): void => {
      const place = next[node] ?? 0;
      this.arcs[place] = arc;
      next[node] = place + 1;
    };
    given.forEach(({ from, to }, at) => {
      put(from, at * 2);
      put(to, at * 2 + 1);
    });
  }
}
