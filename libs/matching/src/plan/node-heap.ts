import type { Costs } from './ordered-cost.js';

/** Nodes by their distance, nearest on top; a node's place is kept, so that coming nearer moves it up. */
export class NodeHeap {
  private readonly nodes: Int32Array;
  private readonly places: Int32Array;
  private size = 0;

  constructor(
    many: number,
    private readonly distance: Costs,
  ) {
    this.nodes = new Int32Array(many);
    this.places = new Int32Array(many).fill(-1);
  }

  clear(): void {
    for (let place = 0; place < this.size; place += 1) this.places[this.nodes[place] ?? 0] = -1;
    this.size = 0;
  }

  /** Puts a node in, or moves it after its distance has become less. */
  nearer(node: number): void {
    let place = this.places[node] ?? -1;
    if (place < 0) {
      place = this.size;
      this.size += 1;
      this.put(place, node);
    }
    while (place > 0) {
      const above = (place - 1) >> 1;
      const other = this.nodes[above] ?? 0;
      if (!this.isNearer(node, other)) break;
      this.put(place, other);
      place = above;
    }
    this.put(place, node);
  }

  /** @returns the nearest node, or -1. */
  take(): number {
    if (this.size === 0) return -1;
    const nearest = this.nodes[0] ?? -1;
    this.places[nearest] = -1;
    this.size -= 1;
    const last = this.nodes[this.size] ?? 0;
    if (this.size > 0) this.sink(last);
    return nearest;
  }

  private sink(node: number): void {
    let place = 0;
    for (;;) {
      let below = 2 * place + 1;
      if (below >= this.size) break;
      if (below + 1 < this.size && this.isNearer(this.nodes[below + 1] ?? 0, this.nodes[below] ?? 0))
        below += 1;
      const other = this.nodes[below] ?? 0;
      if (!this.isNearer(other, node)) break;
      this.put(place, other);
      place = below;
    }
    this.put(place, node);
  }

  private put(place: number, node: number): void {
    this.nodes[place] = node;
    this.places[node] = place;
  }

  private isNearer(one: number, other: number): boolean {
    const { force, cover, points, hash } = this.distance;
    const byForce = (force[one] ?? 0) - (force[other] ?? 0);
    if (byForce !== 0) return byForce < 0;
    const byCover = (cover[one] ?? 0) - (cover[other] ?? 0);
    if (byCover !== 0) return byCover < 0;
    const byPoints = (points[one] ?? 0) - (points[other] ?? 0);
    if (byPoints !== 0) return byPoints < 0;
    const byHash = (hash[one] ?? 0) - (hash[other] ?? 0);
    return byHash !== 0 ? byHash < 0 : one < other;
  }
}
