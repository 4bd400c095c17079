import { costs, type Costs } from '../plan/ordered-cost.js';
import { NodeHeap } from '../plan/node-heap.js';
import { UNITS, type LivingFlow } from './living-flow.js';
import { OPEN } from './pair-list.js';

/**
 * Takes what a node has too much of the shortest way to where it is short, with potentials (Edmonds and Karp 1972; Tomizawa
 * 1971), until nothing is left over. Every arc with room costs nothing less than 0 at the prices, before and after.
 */
export class ShortestWay {
  private readonly distance: Costs;
  private readonly heap: NodeHeap;
  private readonly state: Uint8Array;
  private readonly reachedBy: Int32Array;
  private readonly seen: Int32Array;
  private seenCount = 0;
  private by = 0;
  private cover = 0;
  private points = 0;
  private hash = 0;

  constructor(private readonly flow: LivingFlow) {
    const { nodes } = flow;
    this.distance = costs(nodes);
    this.heap = new NodeHeap(nodes, this.distance);
    this.state = new Uint8Array(nodes);
    this.reachedBy = new Int32Array(nodes);
    this.seen = new Int32Array(nodes);
  }

  settle(): void {
    const { excess } = this.flow;
    for (let node = 0; node < excess.length; node += 1) {
      while ((excess[node] ?? 0) > 0) {
        const target = this.find(node);
        if (target < 0) throw new Error('A unit has no way back, which no graph with a hub allows.');
        this.raise(target);
        this.go(node, target);
      }
    }
  }

  private find(start: number): number {
    const { heap, state, flow } = this;
    heap.clear();
    for (let at = 0; at < this.seenCount; at += 1) state[this.seen[at] ?? 0] = 0;
    this.seenCount = 0;
    this.see(start, 0, 0, 0, -1);
    for (let node = heap.take(); node >= 0; node = heap.take()) {
      state[node] = 2;
      if ((flow.excess[node] ?? 0) < 0) return node;
      this.relax(node);
    }
    return -1;
  }

  private relax(node: number): void {
    const { flow, distance } = this;
    const { potential, firstUnit, firstOffer, firstSchool } = flow;
    this.by = node;
    this.cover = (distance.cover[node] ?? 0) + (potential.cover[node] ?? 0);
    this.points = (distance.points[node] ?? 0) + (potential.points[node] ?? 0);
    this.hash = (distance.hash[node] ?? 0) + (potential.hash[node] ?? 0);
    if (node === 0) this.fromHub();
    else if (node < firstUnit) this.fromNeed(node - 1);
    else if (node < firstOffer) this.fromGate(node - firstUnit);
    else if (node < firstSchool) this.fromOffer(node - firstOffer);
    else this.fromSchool(node - firstSchool);
  }

  private fromHub(): void {
    const { needRoom, needFlow, schoolFlow, firstSchool } = this.flow;
    for (let need = 0; need < needRoom.length; need += 1)
      if ((needFlow[need] ?? 0) < (needRoom[need] ?? 0))
        this.reach(1 + need, -this.flow.nextSaves(need), 0, 0);
    for (let school = 0; school < schoolFlow.length; school += 1)
      if ((schoolFlow[school] ?? 0) > 0) this.reach(firstSchool + school, 0, 0, 0);
  }

  private fromNeed(need: number): void {
    const { flow } = this;
    const { other, points, hash, open, many } = flow.pairs(need);
    if ((flow.needFlow[need] ?? 0) > 0) this.reach(0, flow.lastSaves(need), 0, 0);
    const isMany = flow.isMany(need);
    const unit = need * UNITS;
    const [a, b, c] = [
      flow.unitOffer[unit] ?? -1,
      flow.unitOffer[unit + 1] ?? -1,
      flow.unitOffer[unit + 2] ?? -1,
    ];
    for (let at = 0; at < many; at += 1) {
      const offer = other[at] ?? 0;
      if (open[at] !== OPEN || offer === a || offer === b || offer === c) continue;
      if (isMany && flow.unitAt(need, flow.offerSchool[offer] ?? -1) >= 0) continue;
      this.reach(flow.firstOffer + offer, 0, points[at] ?? 0, hash[at] ?? 0);
    }
  }

  /** Back to the need, or to another offer of the same school. */
  private fromGate(unit: number): void {
    const { flow } = this;
    const need = Math.floor(unit / UNITS);
    const pairs = flow.pairs(need);
    this.reach(1 + need, 0, 0, 0);
    const own = flow.unitOffer[unit] ?? -1;
    for (const offer of flow.offersAt(flow.offerSchool[own] ?? -1)) {
      const at = offer === own ? -1 : pairs.find(offer);
      if (at >= 0 && pairs.open[at] === OPEN)
        this.reach(flow.firstOffer + offer, 0, pairs.points[at] ?? 0, pairs.hash[at] ?? 0);
    }
  }

  private fromOffer(offer: number): void {
    const { flow } = this;
    if ((flow.offerFlow[offer] ?? 0) < (flow.offerRoom[offer] ?? 0))
      this.reach(flow.firstSchool + (flow.offerSchool[offer] ?? 0), 0, 0, 0);
    for (const unit of flow.units(offer))
      this.reach(flow.gate(unit), 0, -(flow.unitPoints[unit] ?? 0), -(flow.unitHash[unit] ?? 0));
  }

  private fromSchool(school: number): void {
    const { flow } = this;
    if ((flow.schoolFlow[school] ?? 0) < (flow.schoolRoom[school] ?? 0)) this.reach(0, 0, 0, 0);
    for (const offer of flow.offersAt(school))
      if ((flow.offerFlow[offer] ?? 0) > 0) this.reach(flow.firstOffer + offer, 0, 0, 0);
  }

  private reach(to: number, cover: number, points: number, hash: number): void {
    const known = this.state[to];
    if (known === 2) return;
    const { potential } = this.flow;
    const byCover = this.cover + cover - (potential.cover[to] ?? 0);
    const byPoints = this.points + points - (potential.points[to] ?? 0);
    const byHash = this.hash + hash - (potential.hash[to] ?? 0);
    if (known === 1) {
      const { distance } = this;
      const apart =
        byCover - (distance.cover[to] ?? 0) ||
        byPoints - (distance.points[to] ?? 0) ||
        byHash - (distance.hash[to] ?? 0);
      if (apart >= 0) return;
    }
    this.see(to, byCover, byPoints, byHash, this.by);
  }

  private see(node: number, cover: number, points: number, hash: number, by: number): void {
    if (this.state[node] === 0) {
      this.state[node] = 1;
      this.seen[this.seenCount] = node;
      this.seenCount += 1;
    }
    this.distance.cover[node] = cover;
    this.distance.points[node] = points;
    this.distance.hash[node] = hash;
    this.reachedBy[node] = by;
    this.heap.nearer(node);
  }

  private raise(target: number): void {
    const { distance, state, seen } = this;
    const { potential } = this.flow;
    for (const place of ['cover', 'points', 'hash'] as const) {
      const [moved, by] = [potential[place], distance[place]];
      const end = by[target] ?? 0;
      for (let at = 0; at < this.seenCount; at += 1) {
        const node = seen[at] ?? 0;
        if (state[node] === 2) moved[node] = (moved[node] ?? 0) + (by[node] ?? 0) - end;
      }
    }
  }

  /** One unit along the way that was found. */
  private go(start: number, target: number): void {
    const way: number[] = [];
    for (let node = target; node !== start; node = this.reachedBy[node] ?? start) way.push(node);
    let from = start;
    for (const to of way.reverse()) {
      this.step(from, to);
      from = to;
    }
    this.flow.move(start, target, 1);
  }

  private step(from: number, to: number): void {
    const { flow } = this;
    const { firstUnit, firstOffer, firstSchool, needFlow, offerFlow, schoolFlow } = flow;
    const add = (to: Int32Array, at: number, units: number): void => {
      to[at] = (to[at] ?? 0) + units;
    };
    if (from === 0) {
      if (to < firstUnit) add(needFlow, to - 1, 1);
      else add(schoolFlow, to - firstSchool, -1);
    } else if (to === 0) {
      if (from < firstUnit) add(needFlow, from - 1, -1);
      else add(schoolFlow, from - firstSchool, 1);
    } else if (from >= firstSchool) add(offerFlow, to - firstOffer, -1);
    else if (to >= firstSchool) add(offerFlow, from - firstOffer, 1);
    else if (from < firstUnit) flow.carry(from - 1, to - firstOffer);
    else if (from >= firstOffer)
      flow.drop(to < firstUnit ? flow.unitWith(to - 1, from - firstOffer) : to - firstUnit);
    else if (to >= firstOffer)
      flow.carry(Math.floor((from - firstUnit) / UNITS), to - firstOffer, from - firstUnit);
  }
}
