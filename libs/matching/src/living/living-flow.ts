import { costs, type Costs } from '../plan/ordered-cost.js';
import { PairList } from './pair-list.js';

/** Partners of one need at most. */
export const UNITS = 3;

/** Of what there is not. */
const NO_PAIRS = new PairList(0);

export interface FlowSize {
  readonly needs: number;
  readonly offers: number;
  readonly schools: number;
}

/**
 * The plan as a flow that is changed in place: hub → need → offer → school → hub, by slots that stay what they are while
 * needs and offers come and go. Every pair that may be planned is an arc; which are carried stands in the units of needs.
 * A need that wants several partners has a gate for each it has, since it takes a school once: the gate leads back to the
 * need, and to the same school's other offers.
 */
export class LivingFlow {
  readonly nodes: number;
  readonly firstUnit: number;
  readonly firstOffer: number;
  readonly firstSchool: number;
  /** Needs that have got or lost a partner, and the schools of those. */
  readonly moved = new Set<number>();
  readonly movedSchools = new Set<number>();
  /**
   * Only differences count: all of them fall together, by some 2 × 10^8 with each change of a scarce area, so that they stay
   * exact (below 2^53) for tens of millions of changes.
   */
  readonly potential: Costs;
  /** Of each node: units that have come and not gone on. */
  readonly excess: Int32Array;
  readonly needRoom: Int32Array;
  readonly needFlow: Int32Array;
  /** What a need's first and each further partner save. */
  readonly needFirst: Float64Array;
  readonly needFurther: Float64Array;
  /** By need: its pairs. */
  readonly pairsOf: PairList[];
  /** By unit: its offer, or -1, and what the pair costs. */
  readonly unitOffer: Int32Array;
  readonly unitPoints: Float64Array;
  readonly unitHash: Float64Array;
  readonly offerSchool: Int32Array;
  readonly offerRoom: Int32Array;
  readonly offerFlow: Int32Array;
  /** By offer: the needs of its pairs. */
  readonly askersOf: PairList[];
  /** By offer: the units that it has. */
  readonly unitsOf: number[][];
  readonly schoolRoom: Int32Array;
  readonly schoolFlow: Int32Array;
  /** By school. */
  readonly offersOf: number[][];

  constructor(readonly size: FlowSize) {
    const { needs, offers, schools } = size;
    this.firstUnit = 1 + needs;
    this.firstOffer = this.firstUnit + needs * UNITS;
    this.firstSchool = this.firstOffer + offers;
    this.nodes = this.firstSchool + schools;
    this.potential = costs(this.nodes);
    this.excess = new Int32Array(this.nodes);
    this.needRoom = new Int32Array(needs);
    this.needFlow = new Int32Array(needs);
    this.needFirst = new Float64Array(needs);
    this.needFurther = new Float64Array(needs);
    this.pairsOf = Array.from({ length: needs }, () => new PairList());
    this.unitOffer = new Int32Array(needs * UNITS).fill(-1);
    this.unitPoints = new Float64Array(needs * UNITS);
    this.unitHash = new Float64Array(needs * UNITS);
    this.offerSchool = new Int32Array(offers).fill(-1);
    this.offerRoom = new Int32Array(offers);
    this.offerFlow = new Int32Array(offers);
    this.askersOf = Array.from({ length: offers }, () => new PairList());
    this.unitsOf = Array.from({ length: offers }, () => []);
    this.schoolRoom = new Int32Array(schools);
    this.schoolFlow = new Int32Array(schools);
    this.offersOf = Array.from({ length: schools }, () => []);
  }

  pairs(need: number): PairList {
    return this.pairsOf[need] ?? NO_PAIRS;
  }

  asked(offer: number): PairList {
    return this.askersOf[offer] ?? NO_PAIRS;
  }

  units(offer: number): readonly number[] {
    return this.unitsOf[offer] ?? [];
  }

  offersAt(school: number): readonly number[] {
    return this.offersOf[school] ?? [];
  }

  /** What the next partner of a need saves. */
  nextSaves(need: number): number {
    return (this.needFlow[need] === 0 ? this.needFirst[need] : this.needFurther[need]) ?? 0;
  }

  /** What the partner that a need had last saves. */
  lastSaves(need: number): number {
    return (this.needFlow[need] === 1 ? this.needFirst[need] : this.needFurther[need]) ?? 0;
  }

  isMany(need: number): boolean {
    return (this.needRoom[need] ?? 0) > 1;
  }

  /** The node that a unit's pair leads from: the gate, or the need itself where it wants one partner. */
  gate(unit: number): number {
    const need = Math.floor(unit / UNITS);
    return this.isMany(need) ? this.firstUnit + unit : 1 + need;
  }

  /** The unit by which a need has an offer, or -1. */
  unitWith(need: number, offer: number): number {
    for (let unit = need * UNITS; unit < (need + 1) * UNITS; unit += 1)
      if (this.unitOffer[unit] === offer) return unit;
    return -1;
  }

  /** The unit by which a need that wants several partners has a school, or -1. */
  unitAt(need: number, school: number): number {
    if (!this.isMany(need)) return -1;
    for (let unit = need * UNITS; unit < (need + 1) * UNITS; unit += 1) {
      const offer = this.unitOffer[unit] ?? -1;
      if (offer >= 0 && this.offerSchool[offer] === school) return unit;
    }
    return -1;
  }

  /** The node from which a pair that is not carried would lead. */
  fromOf(need: number, offer: number): number {
    const unit = this.unitAt(need, this.offerSchool[offer] ?? -1);
    return unit < 0 ? 1 + need : this.firstUnit + unit;
  }

  /** @param unit the one to carry it, or -1 for a new one, whose gate is worth what the need is. */
  carry(need: number, offer: number, unit = -1): void {
    const own = unit < 0 ? this.unitWith(need, -1) : unit;
    const pairs = this.pairsOf[need];
    const at = pairs?.find(offer) ?? -1;
    if (own < 0 || !pairs || at < 0) throw new RangeError('This pair cannot be carried.');
    this.unitOffer[own] = offer;
    this.unitPoints[own] = pairs.points[at] ?? 0;
    this.unitHash[own] = pairs.hash[at] ?? 0;
    this.unitsOf[offer]?.push(own);
    this.moved.add(need);
    this.movedSchools.add(this.offerSchool[offer] ?? -1);
    if (unit < 0) this.putPrice(this.firstUnit + own, 1 + need);
  }

  drop(unit: number): void {
    const offer = this.unitOffer[unit] ?? -1;
    const units = this.unitsOf[offer];
    units?.splice(units.indexOf(unit), 1);
    this.unitOffer[unit] = -1;
    this.moved.add(Math.floor(unit / UNITS));
    this.movedSchools.add(this.offerSchool[offer] ?? -1);
  }

  /** Takes a carried pair back: its need has a partner too many now, and its offer is short of one. */
  cancel(unit: number): void {
    const [need, offer] = [Math.floor(unit / UNITS), this.unitOffer[unit] ?? -1];
    this.drop(unit);
    this.move(this.firstOffer + offer, 1 + need, 1);
  }

  /** Units are at one node and not at another any more. */
  move(from: number, to: number, units: number): void {
    this.excess[from] = (this.excess[from] ?? 0) - units;
    this.excess[to] = (this.excess[to] ?? 0) + units;
  }

  putPrice(node: number, like: number): void {
    const { cover, points, hash } = this.potential;
    cover[node] = cover[like] ?? 0;
    points[node] = points[like] ?? 0;
    hash[node] = hash[like] ?? 0;
  }
}
