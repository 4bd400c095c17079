import type { NeedId, OfferId } from '@app/kernel';
import { needAndSchoolKey, type Problem } from '../problem.js';
import { DaysUse } from '../plan/days-use.js';
import { locksOf, roomOf, type Lock } from '../plan/locks.js';
import { costOfPoints, firstPartnerFactor } from '../plan/ordered-cost.js';
import { fewestOf } from '../plan/plan-graph.js';
import { DualRepair } from './dual-repair.js';
import { LivingFlow, UNITS } from './living-flow.js';
import type { Ground } from './next-problem.js';
import { scoreReached, type Found } from './living-scores.js';
import { OPEN, SHUT, TAKEN } from './pair-list.js';
import { ShortestWay } from './shortest-way.js';
import { Slots } from './slots.js';
import { Stale } from './stale.js';

/** What a change reaches, by ids. */
export interface Reached {
  /** Needs and offers that are gone, or have become another school's. */
  readonly goneNeeds: readonly NeedId[];
  readonly goneOffers: readonly OfferId[];
  /** Needs and offers that are scored again, new ones too. */
  readonly needs: ReadonlySet<NeedId>;
  readonly offers: ReadonlySet<OfferId>;
  /** By place: schools whose days or room may be others. */
  readonly schools: ReadonlySet<number>;
}

/** The network of one area, kept from one change to the next and changed only where something has changed. */
export class LivingNetwork {
  readonly needs: Slots<NeedId>;
  readonly offers: Slots<OfferId>;
  readonly flow: LivingFlow;
  days!: DaysUse;
  locks: readonly Lock[] = [];
  /** Needs of which a candidate is another than before: by slot. */
  readonly touched = new Set<number>();
  private readonly way: ShortestWay;
  private readonly repair: DualRepair;
  private factor = 0;
  /** Schools of which the flow is no plan. */
  private readonly wrong = new Set<number>();
  /** Needs with the schools that are locked to them. */
  private lockedPairs = new Set<number>();
  /** By place: how many locks there are. */
  private locked!: Record<'needs' | 'offers' | 'schools', ReadonlyMap<number, number>>;
  private problem!: Problem;
  private dirty = { needs: new Set<number>(), offers: new Set<number>(), schools: new Set<number>() };

  constructor({ needs, offers, schools }: Problem) {
    const room = (many: number): number => Math.ceil(many * 1.25) + 8;
    this.needs = new Slots(room(needs.length));
    this.offers = new Slots(room(offers.length));
    this.flow = new LivingFlow({ needs: this.needs.room, offers: this.offers.room, schools: schools.length });
    this.way = new ShortestWay(this.flow);
    this.repair = new DualRepair(this.flow);
  }

  /** @returns how many pairs were scored; null where there is no room for what is new: then everything is begun afresh. */
  become(ground: Ground, reached: Reached): number | null {
    const { problem } = ground;
    const factor = firstPartnerFactor(
      problem.needWeight,
      problem.needs.map(({ partnersWanted }) => partnersWanted),
    );
    this.problem = problem;
    this.dirty = { needs: new Set(), offers: new Set(), schools: new Set(reached.schools) };
    this.touched.clear();
    this.flow.moved.clear();
    this.flow.movedSchools.clear();
    for (const id of reached.goneNeeds) this.endNeed(id);
    for (const id of reached.goneOffers) this.endOffer(id);
    if (!this.name(reached)) return null;
    this.putLocks(problem);
    const scored = this.score(ground, reached);
    this.putNeeds(reached, factor);
    this.putOffers();
    const asked = [...this.dirty.schools];
    this.putSchools();
    const { needs, offers, schools } = this.dirty;
    this.repair.repair(needs, offers, schools);
    this.way.settle();
    for (const school of [...asked, ...this.flow.movedSchools])
      if (this.isWrong(school)) this.wrong.add(school);
      else this.wrong.delete(school);
    return scored;
  }

  private endNeed(id: NeedId): void {
    const { flow, dirty } = this;
    const slot = this.needs.of(id);
    const pairs = flow.pairsOf[slot];
    if (!pairs) return;
    for (let unit = slot * UNITS; unit < (slot + 1) * UNITS; unit += 1)
      if ((flow.unitOffer[unit] ?? -1) >= 0) flow.cancel(unit);
    for (let at = 0; at < pairs.many; at += 1) {
      const offer = pairs.other[at] ?? 0;
      flow.asked(offer).remove(slot);
      dirty.schools.add(flow.offerSchool[offer] ?? -1);
    }
    pairs.many = 0;
    flow.move(1 + slot, 0, flow.needFlow[slot] ?? 0);
    flow.needFlow[slot] = flow.needRoom[slot] = 0;
    this.needs.leave(id);
  }

  private endOffer(id: OfferId): void {
    const { flow, dirty } = this;
    const slot = this.offers.of(id);
    const asked = flow.askersOf[slot];
    if (!asked) return;
    const [node, school] = [flow.firstOffer + slot, flow.offerSchool[slot] ?? -1];
    for (const unit of [...flow.units(slot)]) {
      dirty.needs.add(Math.floor(unit / UNITS));
      flow.cancel(unit);
    }
    for (const need of asked.others()) this.remove(need, slot);
    flow.move(flow.firstSchool + school, node, flow.offerFlow[slot] ?? 0);
    flow.offerFlow[slot] = flow.offerRoom[slot] = 0;
    const own = flow.offersOf[school];
    own?.splice(own.indexOf(slot), 1);
    flow.offerSchool[slot] = -1;
    dirty.schools.add(school);
    this.offers.leave(id);
  }

  private name({ needs, offers, goneNeeds, goneOffers }: Reached): boolean {
    const { problem, flow } = this;
    let isNamed = goneNeeds.length + goneOffers.length > 0;
    for (const id of needs) {
      if (this.needs.of(id) >= 0) continue;
      if (this.needs.isFull) return false;
      this.needs.take(id);
      isNamed = true;
    }
    for (const id of offers) {
      if (this.offers.of(id) >= 0) continue;
      if (this.offers.isFull) return false;
      const slot = this.offers.take(id);
      isNamed = true;
      const school = problem.offerSchool[problem.offerIndex.get(id) ?? -1] ?? -1;
      flow.offerSchool[slot] = school;
      flow.offersOf[school]?.push(slot);
    }
    if (isNamed) {
      this.needs.order(problem.needs.map(({ id }) => id));
      this.offers.order(problem.offers.map(({ id }) => id));
    }
    return true;
  }

  private putLocks(problem: Problem): void {
    this.locks = locksOf(problem);
    this.days = new DaysUse(problem, this.locks);
    const placed = this.locks.map((lock) => ({ ...lock, school: problem.offerSchool[lock.offer] ?? -1 }));
    this.locked = {
      needs: counted(placed.map(({ need }) => need)),
      offers: counted(placed.map(({ offer }) => offer)),
      schools: counted(placed.map(({ school }) => school)),
    };
    this.lockedPairs = new Set(
      placed.map(({ need, school }) => needAndSchoolKey(need, school, problem.schools.length)),
    );
  }

  private score(ground: Ground, { needs, offers }: Reached): number {
    const { problem } = this;
    const rows = new Set([...needs].map((id) => problem.needIndex.get(id) ?? -1));
    const columns = [...offers].map((id) => problem.offerIndex.get(id) ?? -1);
    const kept = new Set(problem.snapshot.currentPlan.map(({ need, offer }) => `${need} ${offer}`));
    const stale = new Stale(
      this.flow,
      [...rows].map((at) => this.needs.slotAt[at] ?? -1),
      columns.map((at) => this.offers.slotAt[at] ?? -1),
    );
    const scored = scoreReached(ground, rows, columns, (pair) => {
      stale.found(this.needs.slotAt[pair.need] ?? -1, this.offers.slotAt[pair.offer] ?? -1);
      this.put(
        pair,
        kept.size > 0 &&
          kept.has(`${problem.needs[pair.need]?.id ?? ''} ${problem.offers[pair.offer]?.id ?? ''}`),
      );
    });
    stale.rest((need, offer) => {
      this.remove(need, offer);
    });
    return scored;
  }

  private put({ need, offer, points, hash, key, mayBePlanned }: Found, kept: boolean): void {
    const { flow, problem } = this;
    const [from, to] = [this.needs.slotAt[need] ?? -1, this.offers.slotAt[offer] ?? -1];
    const school = problem.offerSchool[offer] ?? -1;
    const isFree =
      !this.lockedPairs.has(needAndSchoolKey(need, school, problem.schools.length)) &&
      this.days.fits(need, school);
    const open = mayBePlanned ? (isFree ? OPEN : TAKEN) : SHUT;
    const cost = costOfPoints(points, kept);
    const pairs = flow.pairs(from);
    const at = pairs.find(to);
    if (at >= 0 && pairs.key[at] === key && pairs.points[at] === cost && pairs.open[at] === open) return;
    this.touched.add(from);
    if (open !== OPEN) this.close(from, to);
    // Even one that is locked has its points here.
    pairs.put(to, cost, hash, key, open);
    flow.askersOf[to]?.put(from, cost, hash, key, open);
    if (open !== OPEN) return;
    const unit = flow.unitWith(from, to);
    if (unit >= 0) [flow.unitPoints[unit], flow.unitHash[unit]] = [cost, hash];
    this.reach(from, to);
  }

  /** A pair that a rule refuses now. */
  private remove(need: number, offer: number): void {
    const { flow } = this;
    this.touched.add(need);
    this.close(need, offer);
    flow.pairs(need).remove(offer);
    flow.asked(offer).remove(need);
  }

  /** A pair may not be planned any more. */
  private close(need: number, offer: number): void {
    const { flow } = this;
    const unit = flow.unitWith(need, offer);
    if (unit >= 0) flow.cancel(unit);
    this.reach(need, offer);
  }

  private reach(need: number, offer: number): void {
    const { needs, offers, schools } = this.dirty;
    needs.add(need);
    offers.add(offer);
    schools.add(this.flow.offerSchool[offer] ?? -1);
  }

  private putNeeds({ needs: reached, offers }: Reached, factor: number): void {
    const { problem, flow, dirty } = this;
    const { needs, needWeight } = problem;
    const isAll = factor !== this.factor;
    this.factor = factor;
    const put = (place: number): void => {
      const slot = this.needs.slotAt[place] ?? -1;
      const weight = needWeight[place] ?? 0;
      const taken = this.locked.needs.get(place) ?? 0;
      const room = Math.max(0, (needs[place]?.partnersWanted ?? 0) - taken);
      if (room !== flow.needRoom[slot])
        for (let unit = slot * UNITS; unit < (slot + 1) * UNITS; unit += 1)
          flow.putPrice(flow.firstUnit + unit, 1 + slot);
      flow.needRoom[slot] = room;
      flow.needFirst[slot] = taken === 0 ? weight * factor : weight;
      flow.needFurther[slot] = weight;
      dirty.needs.add(slot);
      this.touched.add(slot);
    };
    if (isAll) needs.forEach((_, place) => put(place));
    else for (const id of reached) put(problem.needIndex.get(id) ?? -1);
    // What a need takes counts at every school that it could have.
    for (const id of offers) dirty.schools.add(flow.offerSchool[this.offers.of(id)] ?? -1);
    for (const id of reached) {
      const pairs = flow.pairsOf[this.needs.of(id)];
      for (let at = 0; at < (pairs?.many ?? 0); at += 1)
        dirty.schools.add(flow.offerSchool[pairs?.other[at] ?? -1] ?? -1);
    }
  }

  private putOffers(): void {
    const { problem, flow, dirty } = this;
    for (let place = 0; place < problem.offers.length; place += 1) {
      const slot = this.offers.slotAt[place] ?? -1;
      const room = Math.max(
        0,
        (problem.supporters.slotsLeft[place] ?? 0) - (this.locked.offers.get(place) ?? 0),
      );
      if (room === flow.offerRoom[slot]) continue;
      flow.offerRoom[slot] = room;
      dirty.offers.add(slot);
    }
  }

  private putSchools(): void {
    const { problem, flow, dirty } = this;
    for (const school of [...dirty.schools]) {
      const places = roomOf(problem, school) - (this.locked.schools.get(school) ?? 0);
      const most = Math.max(0, Math.min(places, this.mostBy(school, places)));
      if (school < 0 || most === flow.schoolRoom[school]) dirty.schools.delete(school);
      else flow.schoolRoom[school] = most;
    }
  }

  /** Not more partners than this, by who asks for a school and by its days. */
  private mostBy(school: number, places: number): number {
    const { problem, flow, days } = this;
    const askers = new Set<number>();
    for (const offer of flow.offersAt(school)) {
      const asked = flow.asked(offer);
      for (let at = 0; at < asked.many; at += 1)
        if (asked.open[at] === OPEN) askers.add(this.needs.placeOf[asked.other[at] ?? -1] ?? -1);
    }
    let least = Infinity;
    for (let column = 0; column < problem.snapshot.halfTerms.length; column += 1)
      least = Math.min(least, days.leftIn(school, column));
    // Where days would do for the largest of them, they need not be counted.
    let largest = 0;
    for (const need of askers) largest = Math.max(largest, problem.needs[need]?.halfDaysWanted ?? 0);
    if (largest * Math.min(places, askers.size) <= least) return askers.size;
    return days.most([...askers], school);
  }

  /** Whether the flow is a plan: no school with too few half-days, no offer started for too few. */
  isPlan(): boolean {
    return this.wrong.size === 0;
  }

  /** Partners without which an offer is not worth starting, by its place; 0 where that is no condition. */
  fewestOf(offer: number): number {
    return fewestOf(this.problem, offer, this.locked.offers.get(offer) ?? 0);
  }

  /** Places of offers with a pair that could be planned. */
  wanted(): ReadonlySet<number> {
    const isWanted = (slot: number): boolean => {
      const asked = this.flow.asked(slot);
      for (let at = 0; at < asked.many; at += 1) if (asked.open[at] !== SHUT) return true;
      return false;
    };
    return new Set(
      this.problem.offers.flatMap((_, place) => (isWanted(this.offers.slotAt[place] ?? -1) ? [place] : [])),
    );
  }

  private isWrong(school: number): boolean {
    const { flow, days } = this;
    const needs: number[] = [];
    for (const offer of flow.offersAt(school)) {
      const units = flow.units(offer);
      const place = this.offers.placeOf[offer] ?? -1;
      if (units.length > 0 && units.length < this.fewestOf(place)) return true;
      for (const unit of units) needs.push(this.needs.placeOf[Math.floor(unit / UNITS)] ?? -1);
    }
    return needs.length > 0 && days.tooMany(needs, school) !== null;
  }
}

function counted(places: readonly number[]): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const place of places) found.set(place, (found.get(place) ?? 0) + 1);
  return found;
}
