import { Bound, clamp } from './bound.js';
import { UNITS, type LivingFlow } from './living-flow.js';
import { OPEN } from './pair-list.js';

/**
 * Prices after a change: first the price of what changed is moved to where none of its arcs saves anything, then what still
 * would is carried, or taken back. So a change of very many pairs moves a few units at most.
 */
export class DualRepair {
  private readonly low = new Bound();
  private readonly high = new Bound();
  private readonly others = new Bound();
  private readonly free = new Bound();

  constructor(private readonly flow: LivingFlow) {}

  /**
   * @param needs that changed, or lost a partner to one that did; those that lose one here are added.
   * @param offers @param schools that changed, or whose neighbours did.
   */
  repair(needs: Set<number>, offers: ReadonlySet<number>, schools: ReadonlySet<number>): void {
    for (const school of schools) this.school(school);
    for (const offer of offers) this.offer(offer, needs);
    for (const need of needs) this.need(need);
  }

  private school(school: number): void {
    const { flow, low, high } = this;
    const { offerFlow, offerRoom, schoolFlow, schoolRoom, firstOffer, potential } = flow;
    const node = flow.firstSchool + school;
    const over = (schoolFlow[school] ?? 0) - (schoolRoom[school] ?? 0);
    if (over > 0) {
      schoolFlow[school] = schoolRoom[school] ?? 0;
      flow.move(0, node, over);
    }
    low.clear();
    high.clear();
    for (const offer of flow.offersAt(school)) {
      if ((offerFlow[offer] ?? 0) > 0) this.takeNode(low, 1, firstOffer + offer);
      if ((offerFlow[offer] ?? 0) < (offerRoom[offer] ?? 0)) this.takeNode(high, -1, firstOffer + offer);
    }
    if ((schoolFlow[school] ?? 0) > 0) this.takeNode(high, -1, 0);
    const room = (schoolRoom[school] ?? 0) - (schoolFlow[school] ?? 0);
    if (room > 0) this.takeNode(low, 1, 0);
    clamp(potential, node, low, high);
    // The price may lie where its offers or the hub still gain something.
    if (room > 0 && this.compare(node, 0) < 0) {
      schoolFlow[school] = schoolRoom[school] ?? 0;
      flow.move(node, 0, room);
    } else if ((schoolFlow[school] ?? 0) > 0 && this.compare(node, 0) > 0) {
      flow.move(0, node, schoolFlow[school] ?? 0);
      schoolFlow[school] = 0;
    }
    for (const offer of flow.offersAt(school)) this.toSchool(offer);
  }

  private offer(offer: number, needs: Set<number>): void {
    const { flow, low, high, free } = this;
    const { offerFlow, offerRoom, potential, firstOffer } = flow;
    const school = flow.firstSchool + (flow.offerSchool[offer] ?? 0);
    const node = firstOffer + offer;
    const over = (offerFlow[offer] ?? 0) - (offerRoom[offer] ?? 0);
    if (over > 0) {
      offerFlow[offer] = offerRoom[offer] ?? 0;
      flow.move(school, node, over);
    }
    free.clear();
    low.clear();
    const asked = flow.asked(offer);
    for (let at = 0; at < asked.many; at += 1) {
      if (asked.open[at] !== OPEN) continue;
      const need = asked.other[at] ?? 0;
      const unit = flow.unitWith(need, offer);
      const from = unit < 0 ? flow.fromOf(need, offer) : flow.gate(unit);
      this.takeNode(
        unit < 0 ? free : low,
        unit < 0 ? -1 : 1,
        from,
        asked.points[at] ?? 0,
        asked.hash[at] ?? 0,
      );
    }
    high.clear().takeBound(-1, free);
    if (low.isAbove(free)) {
      // Nobody new may gain by it: who pays too little for that is taken away.
      free.put(potential, node);
      for (const unit of [...flow.units(offer)]) {
        const [points, hash] = [-(flow.unitPoints[unit] ?? 0), -(flow.unitHash[unit] ?? 0)];
        if (this.compare(node, flow.gate(unit), points, hash) >= 0) continue;
        needs.add(Math.floor(unit / UNITS));
        flow.cancel(unit);
      }
    } else {
      const wanted = this.others.clear();
      this.takeNode(wanted, 1, school);
      const [isOpen, isUsed] = [
        (offerFlow[offer] ?? 0) < (offerRoom[offer] ?? 0),
        (offerFlow[offer] ?? 0) > 0,
      ];
      if (isOpen && !wanted.isAbove(high)) low.takeBound(1, wanted);
      if (isUsed && !low.isAbove(wanted)) high.takeBound(-1, wanted);
      clamp(potential, node, low, high);
    }
    this.toSchool(offer);
  }

  /** Fills the arc from an offer to its school where that saves something, or empties it. */
  private toSchool(offer: number): void {
    const { flow } = this;
    const { offerFlow, offerRoom } = flow;
    const [node, school] = [flow.firstOffer + offer, flow.firstSchool + (flow.offerSchool[offer] ?? 0)];
    const apart = this.compare(node, school);
    const carried = offerFlow[offer] ?? 0;
    const wanted = apart < 0 ? Math.max(carried, offerRoom[offer] ?? 0) : apart > 0 ? 0 : carried;
    offerFlow[offer] = wanted;
    flow.move(node, school, wanted - carried);
  }

  private need(need: number): void {
    const { flow, low, high, free } = this;
    const { needFlow, needRoom, potential } = flow;
    const node = 1 + need;
    const over = (needFlow[need] ?? 0) - (needRoom[need] ?? 0);
    if (over > 0) {
      needFlow[need] = needRoom[need] ?? 0;
      flow.move(node, 0, over);
    }
    const units = [0, 1, 2]
      .map((at) => need * UNITS + at)
      .filter((unit) => (flow.unitOffer[unit] ?? -1) >= 0);
    let kept = units.filter((unit) => !this.isOutbid(unit));
    for (const unit of units) if (!kept.includes(unit)) flow.cancel(unit);
    for (;;) {
      this.freeOf(need);
      // The dearest that its partners allow.
      high.clear();
      for (const unit of kept) this.takeUnit(high, unit);
      if (!free.isAbove(high)) break;
      const dear = kept.filter((unit) => {
        const own = this.others.clear();
        this.takeUnit(own, unit);
        return free.isAbove(own);
      });
      for (const unit of dear) flow.cancel(unit);
      kept = kept.filter((unit) => !dear.includes(unit));
    }
    low.clear().takeBound(1, free);
    const hub = this.others.clear();
    if ((needFlow[need] ?? 0) > 0) {
      this.takeNode(hub, 1, 0, 0, 0, -flow.lastSaves(need));
      if (!hub.isAbove(high)) low.takeBound(1, hub);
      hub.clear();
    }
    if ((needFlow[need] ?? 0) < (needRoom[need] ?? 0)) {
      this.takeNode(hub, -1, 0, 0, 0, -flow.nextSaves(need));
      if (!low.isAbove(hub)) high.takeBound(-1, hub);
    }
    clamp(potential, node, low, high);
    this.fromHub(need);
    if (flow.isMany(need)) for (const unit of kept) this.putGate(unit);
  }

  /** Whether another offer of the same school is worth more to a need that wants several partners. */
  private isOutbid(unit: number): boolean {
    const { low, high } = this;
    low.clear();
    high.clear();
    this.othersAt(low, unit);
    this.takeUnit(high, unit);
    return low.isAbove(high);
  }

  private putGate(unit: number): void {
    const { flow, low, high } = this;
    low.clear();
    high.clear();
    this.othersAt(low, unit);
    this.takeNode(low, 1, 1 + Math.floor(unit / UNITS));
    this.takeUnit(high, unit);
    clamp(flow.potential, flow.firstUnit + unit, low, high);
  }

  /** What the other offers of a unit's school allow its gate to be worth at least. */
  private othersAt(into: Bound, unit: number): void {
    const { flow } = this;
    const need = Math.floor(unit / UNITS);
    if (!flow.isMany(need)) return;
    const [pairs, own] = [flow.pairs(need), flow.unitOffer[unit] ?? -1];
    for (const offer of flow.offersAt(flow.offerSchool[own] ?? -1)) {
      const at = offer === own ? -1 : pairs.find(offer);
      if (at >= 0 && pairs.open[at] === OPEN)
        this.takeNode(into, 1, flow.firstOffer + offer, -(pairs.points[at] ?? 0), -(pairs.hash[at] ?? 0));
    }
  }

  private takeUnit(into: Bound, unit: number): void {
    const { flow } = this;
    const offer = flow.firstOffer + (flow.unitOffer[unit] ?? 0);
    this.takeNode(into, -1, offer, -(flow.unitPoints[unit] ?? 0), -(flow.unitHash[unit] ?? 0));
  }

  /** What a need's free pairs allow it to be worth at least. */
  private freeOf(need: number): void {
    const { flow, free } = this;
    const pairs = flow.pairs(need);
    free.clear();
    for (let at = 0; at < pairs.many; at += 1) {
      const offer = pairs.other[at] ?? 0;
      if (pairs.open[at] !== OPEN || flow.unitWith(need, offer) >= 0) continue;
      if (flow.unitAt(need, flow.offerSchool[offer] ?? -1) >= 0) continue;
      this.takeNode(free, 1, flow.firstOffer + offer, -(pairs.points[at] ?? 0), -(pairs.hash[at] ?? 0));
    }
  }

  /** Lets units come to a need where that saves something, or go back. */
  private fromHub(need: number): void {
    const { flow } = this;
    const { needFlow, needRoom } = flow;
    const node = 1 + need;
    while ((needFlow[need] ?? 0) < (needRoom[need] ?? 0)) {
      if (this.compare(0, node, 0, 0, -flow.nextSaves(need)) >= 0) break;
      needFlow[need] = (needFlow[need] ?? 0) + 1;
      flow.move(0, node, 1);
    }
    while ((needFlow[need] ?? 0) > 0) {
      if (this.compare(0, node, 0, 0, -flow.lastSaves(need)) <= 0) break;
      needFlow[need] = (needFlow[need] ?? 0) - 1;
      flow.move(node, 0, 1);
    }
  }

  /** What an arc costs at the prices of its ends: below 0 where it saves something. */
  private compare(from: number, to: number, points = 0, hash = 0, cover = 0): number {
    const { potential } = this.flow;
    return (
      cover + (potential.cover[from] ?? 0) - (potential.cover[to] ?? 0) ||
      points + (potential.points[from] ?? 0) - (potential.points[to] ?? 0) ||
      hash + (potential.hash[from] ?? 0) - (potential.hash[to] ?? 0)
    );
  }

  private takeNode(into: Bound, sign: 1 | -1, node: number, points = 0, hash = 0, cover = 0): void {
    const { potential } = this.flow;
    into.take(
      sign,
      (potential.cover[node] ?? 0) + cover,
      (potential.points[node] ?? 0) + points,
      (potential.hash[node] ?? 0) + hash,
    );
  }
}
