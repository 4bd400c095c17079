import { UNMET, type WideLists, type WideRoom } from './wide-lists.js';

const NOBODY = -1;

/**
 * The cheapest assignment of needs to places, one partner each, for tens of thousands: shortest augmenting paths with
 * potentials, as `CheapestFlow`, with one number for a cost instead of four, and paths that know what they lead through (need →
 * offer → school). A need that no path serves more cheaply than it costs to go without goes without.
 *
 * Exact: costs are whole, and labels stay below 2^53 (`UNMET` × 2^8; checked).
 */
export class WideAssignment {
  /** The offer of each need, or -1. */
  readonly partner: Int32Array;
  /** How dear a place is at each offer and school, below or at 0; at each need, what its cheapest place leaves over. */
  readonly offerPrice: Float64Array;
  readonly schoolPrice: Float64Array;
  readonly needPrice: Float64Array;
  private readonly partnerCost: Float64Array;
  private readonly offerUsed: Int32Array;
  private readonly schoolUsed: Int32Array;
  /** Needs of an offer, chained. */
  private readonly firstNeed: Int32Array;
  private readonly nextNeed: Int32Array;
  private readonly offersOfSchool: { readonly first: Int32Array; readonly offer: Int32Array };
  // Nodes of a search: needs, then offers, then schools.
  private readonly distance: Float64Array;
  private readonly by: Int32Array;
  private readonly state: Uint8Array;
  private readonly seen: Int32Array;
  private seenCount = 0;
  private readonly heap: Int32Array;
  private readonly place: Int32Array;
  private heapSize = 0;

  constructor(
    private readonly lists: WideLists,
    private readonly room: WideRoom,
  ) {
    const [needs, offers, schools] = [lists.needs, room.offers.length, room.schools.length];
    const nodes = needs + offers + schools;
    this.partner = new Int32Array(needs).fill(NOBODY);
    this.offerPrice = new Float64Array(offers);
    this.schoolPrice = new Float64Array(schools);
    this.needPrice = new Float64Array(needs).fill(-UNMET);
    this.partnerCost = new Float64Array(needs);
    this.offerUsed = new Int32Array(offers);
    this.schoolUsed = new Int32Array(schools);
    this.firstNeed = new Int32Array(offers).fill(NOBODY);
    this.nextNeed = new Int32Array(needs).fill(NOBODY);
    this.offersOfSchool = bySchool(room);
    this.distance = new Float64Array(nodes);
    this.by = new Int32Array(nodes);
    this.state = new Uint8Array(nodes);
    this.seen = new Int32Array(nodes);
    this.heap = new Int32Array(nodes);
    this.place = new Int32Array(nodes);
  }

  solve(): void {
    for (let need = 0; need < this.lists.needs; need += 1)
      if (this.partner[need] === NOBODY) this.serve(need);
  }

  /** What everything costs, needs without a partner included. */
  cost(): bigint {
    let sum = 0n;
    for (let need = 0; need < this.lists.needs; need += 1) {
      const offer = this.partner[need] ?? NOBODY;
      sum += BigInt(offer === NOBODY ? UNMET : (this.partnerCost[need] ?? 0));
    }
    return sum;
  }

  /** The highest price at which none of a need's pairs saves anything, nor going without. */
  private bestPrice(need: number): number {
    const { first, offer, cost } = this.lists;
    const { offerPrice } = this;
    let best = -UNMET;
    const end = first[need + 1] ?? 0;
    for (let at = first[need] ?? 0; at < end; at += 1) {
      const price = (offerPrice[offer[at] ?? 0] ?? 0) - (cost[at] ?? 0);
      if (price > best) best = price;
    }
    return best;
  }

  private serve(need: number): void {
    this.needPrice[need] = this.bestPrice(need);
    if (this.needPrice[need] === -UNMET || this.takeFreePlace(need)) return;
    const end = this.findPath(need);
    this.movePrices(this.distanceTo(end));
    this.fillPath(need, end);
  }

  /** Where nothing stands in the way no search is needed. */
  private takeFreePlace(need: number): boolean {
    const { first, offer, cost } = this.lists;
    const price = this.needPrice[need] ?? 0;
    const end = first[need + 1] ?? 0;
    for (let at = first[need] ?? 0; at < end; at += 1) {
      const place = offer[at] ?? 0;
      const school = this.room.offerSchool[place] ?? 0;
      const isBest = (this.offerPrice[place] ?? 0) - (cost[at] ?? 0) === price;
      const isFree = this.offerPrice[place] === 0 && this.schoolPrice[school] === 0;
      if (!isBest || !isFree || !this.hasPlace(place) || !this.hasRoom(school)) continue;
      this.take(need, place);
      this.schoolUsed[school] = (this.schoolUsed[school] ?? 0) + 1;
      return true;
    }
    return false;
  }

  private hasPlace(offer: number): boolean {
    return (this.offerUsed[offer] ?? 0) < (this.room.offers[offer] ?? 0);
  }

  private hasRoom(school: number): boolean {
    return (this.schoolUsed[school] ?? 0) < (this.room.schools[school] ?? 0);
  }

  private take(need: number, offer: number): void {
    const { first, offer: listed, cost } = this.lists;
    let at = first[need] ?? 0;
    while (listed[at] !== offer) at += 1;
    this.partner[need] = offer;
    this.partnerCost[need] = cost[at] ?? 0;
    this.nextNeed[need] = this.firstNeed[offer] ?? NOBODY;
    this.firstNeed[offer] = need;
    this.offerUsed[offer] = (this.offerUsed[offer] ?? 0) + 1;
  }

  private unlink(need: number): void {
    const offer = this.partner[need] ?? NOBODY;
    this.partner[need] = NOBODY;
    this.offerUsed[offer] = (this.offerUsed[offer] ?? 0) - 1;
    if (this.firstNeed[offer] === need) this.firstNeed[offer] = this.nextNeed[need] ?? NOBODY;
    else {
      let before = this.firstNeed[offer] ?? NOBODY;
      while (this.nextNeed[before] !== need) before = this.nextNeed[before] ?? NOBODY;
      this.nextNeed[before] = this.nextNeed[need] ?? NOBODY;
    }
  }

  /** What is left to the end of a path: to go without, or a place at a school that has room. */
  private restOf(node: number): number {
    const { needs } = this.lists;
    if (node < needs) return UNMET + (this.needPrice[node] ?? 0);
    const school = node - needs - this.offerPrice.length;
    return school >= 0 && this.hasRoom(school) ? (this.schoolPrice[school] ?? 0) : Infinity;
  }

  private distanceTo(end: number): number {
    return (this.distance[end] ?? 0) + this.restOf(end);
  }

  /** @returns the node from which a path ends most cheaply: a need that goes without, or a school with room. */
  private findPath(start: number): number {
    for (let at = 0; at < this.seenCount; at += 1) this.state[this.seen[at] ?? 0] = 0;
    [this.seenCount, this.heapSize] = [0, 0];
    this.reach(start, 0, NOBODY);
    let [end, nearest] = [start, Infinity];
    for (;;) {
      const node = this.heapSize > 0 ? (this.heap[0] ?? 0) : NOBODY;
      if (node === NOBODY || (this.distance[node] ?? 0) >= nearest) return end;
      this.pop();
      this.state[node] = 2;
      const rest = this.distanceTo(node);
      if (rest < nearest) [end, nearest] = [node, rest];
      this.relax(node);
    }
  }

  private relax(node: number): void {
    const { needs } = this.lists;
    const offers = this.offerPrice.length;
    if (node < needs) this.relaxNeed(node);
    else if (node < needs + offers) this.relaxOffer(node - needs);
    else this.relaxSchool(node - needs - offers);
  }

  private relaxNeed(need: number): void {
    const { needs, first, offer, cost } = this.lists;
    const from = (this.distance[need] ?? 0) + (this.needPrice[need] ?? 0);
    const own = this.partner[need];
    const end = first[need + 1] ?? 0;
    for (let at = first[need] ?? 0; at < end; at += 1) {
      const to = offer[at] ?? 0;
      if (to !== own) this.reach(needs + to, from + (cost[at] ?? 0) - (this.offerPrice[to] ?? 0), need);
    }
  }

  private relaxOffer(offer: number): void {
    const { needs } = this.lists;
    const node = needs + offer;
    const from = (this.distance[node] ?? 0) + (this.offerPrice[offer] ?? 0);
    for (let need = this.firstNeed[offer] ?? NOBODY; need !== NOBODY; need = this.nextNeed[need] ?? NOBODY)
      this.reach(need, from - (this.partnerCost[need] ?? 0) - (this.needPrice[need] ?? 0), node);
    if (!this.hasPlace(offer)) return;
    const school = this.room.offerSchool[offer] ?? 0;
    this.reach(needs + this.offerPrice.length + school, from - (this.schoolPrice[school] ?? 0), node);
  }

  private relaxSchool(school: number): void {
    const { needs } = this.lists;
    const node = needs + this.offerPrice.length + school;
    const from = (this.distance[node] ?? 0) + (this.schoolPrice[school] ?? 0);
    const { first, offer } = this.offersOfSchool;
    const end = first[school + 1] ?? 0;
    for (let at = first[school] ?? 0; at < end; at += 1) {
      const to = offer[at] ?? 0;
      if ((this.offerUsed[to] ?? 0) > 0) this.reach(needs + to, from - (this.offerPrice[to] ?? 0), node);
    }
  }

  private reach(node: number, distance: number, by: number): void {
    if (this.state[node] === 2) return;
    if (this.state[node] === 0) {
      this.state[node] = 1;
      this.seen[this.seenCount] = node;
      this.seenCount += 1;
      this.place[node] = this.heapSize;
      this.heapSize += 1;
    } else if (distance >= (this.distance[node] ?? 0)) return;
    this.distance[node] = distance;
    this.by[node] = by;
    this.rise(node);
  }

  /** What was nearer than the end of the path becomes dearer by the difference. */
  private movePrices(end: number): void {
    const { needs } = this.lists;
    const offers = this.offerPrice.length;
    if (end >= UNMET * 2 ** 8) throw new RangeError('A price of this plan is no longer exact.');
    for (let at = 0; at < this.seenCount; at += 1) {
      const node = this.seen[at] ?? 0;
      const apart = (this.distance[node] ?? 0) - end;
      if (this.state[node] !== 2 || apart >= 0) continue;
      if (node < needs) this.needPrice[node] = (this.needPrice[node] ?? 0) + apart;
      else if (node < needs + offers)
        this.offerPrice[node - needs] = (this.offerPrice[node - needs] ?? 0) + apart;
      else {
        const school = node - needs - offers;
        this.schoolPrice[school] = (this.schoolPrice[school] ?? 0) + apart;
      }
    }
  }

  private fillPath(start: number, end: number): void {
    const { needs } = this.lists;
    const offers = this.offerPrice.length;
    const path: number[] = [];
    for (let node = end; node !== NOBODY; node = this.by[node] ?? NOBODY) path.push(node);
    if (end >= needs + offers) {
      const school = end - needs - offers;
      this.schoolUsed[school] = (this.schoolUsed[school] ?? 0) + 1;
    }
    // From the end backward: a need gives up its place before another takes it. Between two offers of one school the
    // place at the school stays.
    let taken = NOBODY;
    for (const node of path) {
      if (node < needs) {
        if (node !== start && this.partner[node] !== NOBODY) this.unlink(node);
        if (taken !== NOBODY) this.take(node, taken);
        taken = NOBODY;
      } else if (node < needs + offers) taken = node - needs;
    }
  }

  private isNearer(one: number, other: number): boolean {
    const apart = (this.distance[one] ?? 0) - (this.distance[other] ?? 0);
    return apart !== 0 ? apart < 0 : one < other;
  }

  private rise(node: number): void {
    let at = this.place[node] ?? 0;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const other = this.heap[above] ?? 0;
      if (!this.isNearer(node, other)) break;
      this.heap[at] = other;
      this.place[other] = at;
      at = above;
    }
    this.heap[at] = node;
    this.place[node] = at;
  }

  private pop(): void {
    this.heapSize -= 1;
    if (this.heapSize === 0) return;
    const node = this.heap[this.heapSize] ?? 0;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= this.heapSize) break;
      if (below + 1 < this.heapSize && this.isNearer(this.heap[below + 1] ?? 0, this.heap[below] ?? 0))
        below += 1;
      const other = this.heap[below] ?? 0;
      if (!this.isNearer(other, node)) break;
      this.heap[at] = other;
      this.place[other] = at;
      at = below;
    }
    this.heap[at] = node;
    this.place[node] = at;
  }
}

function bySchool({ offerSchool, schools }: WideRoom): {
  readonly first: Int32Array;
  readonly offer: Int32Array;
} {
  const first = new Int32Array(schools.length + 1);
  for (const school of offerSchool) first[school + 1] = (first[school + 1] ?? 0) + 1;
  for (let at = 0; at < schools.length; at += 1) first[at + 1] = (first[at + 1] ?? 0) + (first[at] ?? 0);
  const next = first.slice();
  const offer = new Int32Array(offerSchool.length);
  offerSchool.forEach((school, at) => {
    offer[next[school] ?? 0] = at;
    next[school] = (next[school] ?? 0) + 1;
  });
  return { first, offer };
}
