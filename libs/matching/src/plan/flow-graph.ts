import { costs, type Costs, type CostSum } from './ordered-cost.js';

export interface Arc {
  readonly from: number;
  readonly to: number;
  readonly capacity: number;
  readonly cover?: number;
  readonly points?: number;
  readonly hash?: number;
}

/**
 * Nodes and arcs in which partners go round: from the hub, node 0, to needs, to offers, to schools and back to the hub.
 * Arc 2k is the k-th given, arc 2k + 1 its way back; `room` is what an arc can still carry.
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

  get hub(): number {
    return 0;
  }

  /** What the k-th given arc carries. */
  flow(k: number): number {
    return this.room[k * 2 + 1] ?? 0;
  }

  carries(k: number): boolean {
    return this.flow(k) > 0;
  }

  capacity(k: number): number {
    return (this.room[k * 2] ?? 0) + this.flow(k);
  }

  /** Moves units along an arc, given or back. */
  push(arc: number, units: number): void {
    this.room[arc] = (this.room[arc] ?? 0) - units;
    this.room[arc ^ 1] = (this.room[arc ^ 1] ?? 0) + units;
  }

  /** @param force what each unit of the k-th given arc counts in the first place. */
  setForce(k: number, force: number): void {
    this.cost.force[k * 2] = force;
    this.cost.force[k * 2 + 1] = -force;
  }

  setPoints(k: number, points: number): void {
    this.cost.points[k * 2] = points;
    this.cost.points[k * 2 + 1] = -points;
  }

  /** What all that flows costs. */
  sum(): CostSum {
    let [force, cover, points, hash] = [0n, 0n, 0n, 0n];
    for (let arc = 0; arc < this.to.length; arc += 2) {
      const units = BigInt(this.room[arc + 1] ?? 0);
      if (units === 0n) continue;
      force += units * BigInt(this.cost.force[arc] ?? 0);
      cover += units * BigInt(this.cost.cover[arc] ?? 0);
      points += units * BigInt(this.cost.points[arc] ?? 0);
      hash += units * BigInt(this.cost.hash[arc] ?? 0);
    }
    return [force, cover, points, hash];
  }

  private lay({ from, to, capacity, cover = 0, points = 0, hash = 0 }: Arc, at: number): void {
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
