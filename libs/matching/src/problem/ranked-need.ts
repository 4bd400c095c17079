import { pairHash } from '../hash.js';
import { PARTS } from '../policy.js';
import { PairScorer } from './pair-scorer.js';
import type { ScoringColumns } from './packed-problem.js';
import { rankKey } from './rank-order.js';

const WIDTH = PARTS.length;

/**
 * Every offer against one need, over packed columns: who may be proposed, best first, and the others with all their rules.
 * The columns are used again for the next need.
 */
export class RankedNeed {
  /** Entries in the order of rank: of each its offer, the place of its school in the order, points, flags, parts. */
  many = 0;
  readonly offer: Int32Array;
  readonly place: Int32Array;
  /** Whether it is the first of its school. */
  readonly isFirst: Uint8Array;
  /** Refused offers by place, with their rules as bits. */
  refused = 0;
  readonly refusedOffer: Int32Array;
  readonly refusedBits: Int32Array;
  private readonly scorer: PairScorer;
  private readonly points: Int16Array;
  private readonly flags: Uint8Array;
  private readonly parts: Int16Array;
  private readonly keys: Float64Array;
  private readonly placeOfSchool: Int32Array;
  private order: Int32Array;

  constructor(private readonly packed: ScoringColumns) {
    const { offers, schools } = packed;
    this.scorer = new PairScorer(packed);
    this.offer = new Int32Array(offers.many);
    this.place = new Int32Array(offers.many);
    this.isFirst = new Uint8Array(offers.many);
    this.refusedOffer = new Int32Array(offers.many);
    this.refusedBits = new Int32Array(offers.many);
    this.points = new Int16Array(offers.many);
    this.flags = new Uint8Array(offers.many);
    this.parts = new Int16Array(offers.many * WIDTH);
    this.keys = new Float64Array(offers.many);
    this.placeOfSchool = new Int32Array(schools.many);
    this.order = new Int32Array(0);
  }

  rank(need: number): void {
    const { needs, offers } = this.packed;
    const { scorer, keys } = this;
    scorer.begin(need);
    [this.many, this.refused] = [0, 0];
    const needHash = needs.hash[need] ?? 0;
    for (let offer = 0; offer < offers.many; offer += 1) {
      const bits = scorer.refusals(offer);
      if (bits !== 0) {
        this.refusedOffer[this.refused] = offer;
        this.refusedBits[this.refused] = bits;
        this.refused += 1;
        continue;
      }
      const points = scorer.points(offer);
      this.points[offer] = points;
      this.flags[offer] = scorer.flags;
      this.parts.set(scorer.parts, offer * WIDTH);
      keys[offer] = rankKey(points, scorer.flags, pairHash(needHash, offers.hash[offer] ?? 0));
      this.offer[this.many] = offer;
      this.many += 1;
    }
    this.order = this.offer.subarray(0, this.many);
    this.order.sort((a, b) => (keys[b] ?? 0) - (keys[a] ?? 0) || a - b);
    this.putPlaces();
  }

  pointsOf(offer: number): number {
    return this.points[offer] ?? 0;
  }

  flagsOf(offer: number): number {
    return this.flags[offer] ?? 0;
  }

  /** @param part its place in `PARTS`. */
  partOf(offer: number, part: number): number {
    return this.parts[offer * WIDTH + part] ?? 0;
  }

  /** A school stands once in the order, with the offer of its that answers best. */
  private putPlaces(): void {
    const { school } = this.packed.offers;
    const { placeOfSchool, order } = this;
    let places = 0;
    for (let at = 0; at < order.length; at += 1) {
      const supporter = school[order[at] ?? 0] ?? 0;
      const known = placeOfSchool[supporter] ?? 0;
      this.isFirst[at] = known === 0 ? 1 : 0;
      if (known === 0) {
        places += 1;
        placeOfSchool[supporter] = places;
      }
      this.place[at] = placeOfSchool[supporter] ?? 0;
    }
    for (const offer of order) placeOfSchool[school[offer] ?? 0] = 0;
  }
}
