import { AT_ONCE, type ContextColumns } from './pack-context.js';

/** Distances are first reckoned as the machine does; what lies closer together than this is compared exactly. */
const NEAR = 1e-13;
/** Bins for distances: 256 for each doubling, downward from the farthest school. */
const SHIFT = 12;
const BINS = 4_096;
const HIGH_WORD = new Uint8Array(Float64Array.of(1).buffer)[7] === 0x3f ? 1 : 0;

/**
 * How many schools are nearer in context to one asking school than another: `ContextRanks` for very many schools. Nothing
 * is sorted through: schools fall into bins by their distance, and only a bin that is asked for is looked through.
 */
export class ContextOrder {
  /** Schools the last one asked for was compared with. */
  compared = 0;
  private readonly pool: MeasuredOrder[] = [];
  private used = 0;
  private asker = -1;

  constructor(private readonly columns: ContextColumns) {}

  begin(asker: number): void {
    if (asker === this.asker) return;
    this.asker = asker;
    this.used = 0;
  }

  /**
   * Schools nearer than the supporter; -1 where it is not known. Both are open, and not the same.
   *
   * @param asker the school last begun with, @param supporter places of schools.
   */
  nearer(supporter: number): number {
    const { present, least } = this.columns;
    const common = (present[this.asker] ?? 0) & (present[supporter] ?? 0);
    if (bitCount(common) < least) return -1;
    const order = this.order(common);
    this.compared = order.compared;
    return order.nearer(supporter);
  }

  private order(measures: number): MeasuredOrder {
    for (let at = 0; at < this.used; at += 1) {
      const known = this.pool[at];
      if (known?.measures === measures) return known;
    }
    const order = this.pool[this.used] ?? new MeasuredOrder(this.columns);
    this.pool[this.used] = order;
    this.used += 1;
    order.begin(this.asker, measures);
    return order;
  }
}

/** The schools that publish certain measures, by their distance from one of them. */
class MeasuredOrder {
  measures = 0;
  compared = 0;
  private asker = -1;
  private base = 0;
  private readonly distance: Float64Array;
  private readonly words: Int32Array;
  private readonly starts = new Int32Array(BINS + 1);
  private readonly members: Int32Array;
  /** By number of those alike: schools nearer, or -1 before anybody asked. */
  private readonly known: Int32Array;

  constructor(private readonly columns: ContextColumns) {
    this.distance = new Float64Array(columns.many);
    this.words = new Int32Array(this.distance.buffer);
    this.members = new Int32Array(columns.many);
    this.known = new Int32Array(columns.many);
  }

  begin(asker: number, measures: number): void {
    this.asker = asker;
    this.measures = measures;
    this.known.fill(-1);
    this.starts.fill(0);
    this.compared = 0;
    let farthest = 0;
    const { patterns, first } = this.columns;
    for (let at = 0; at < patterns.length; at += 1) {
      if (((patterns[at] ?? 0) & measures) !== measures) continue;
      const [from, to] = [first[at] ?? 0, first[at + 1] ?? 0];
      farthest = Math.max(farthest, this.measure(from, to));
      this.compared += to - from;
    }
    this.base = (highWord(farthest) >>> SHIFT) - (BINS - 1);
    this.fillBins();
    this.compared -= 1; // the asking school itself
  }

  nearer(supporter: number): number {
    const { place, alike } = this.columns;
    const own = place[supporter] ?? 0;
    const number = alike[own] ?? 0;
    const known = this.known[number] ?? -1;
    if (known >= 0) return known;
    const found = this.count(own, number);
    this.known[number] = found;
    return found;
  }

  private count(own: number, number: number): number {
    const { distance, members, starts } = this;
    const { alike } = this.columns;
    const at = distance[own] ?? 0;
    if (at === 0) return 0; // nobody is nearer than one whose figures are the same
    const [low, high] = [at * (1 - NEAR), at * (1 + NEAR)];
    const firstBin = this.binOf(low);
    let found = starts[firstBin] ?? 0;
    const end = starts[this.binOf(high) + 1] ?? 0;
    for (let each = found; each < end; each += 1) {
      const other = members[each] ?? 0;
      const apart = distance[other] ?? 0;
      if (apart > high) continue;
      if (apart < low) found += 1;
      else if (alike[other] !== number && this.exact(other) < this.exact(own)) found += 1;
    }
    return found;
  }

  /** Three columns at a time, so that what is added up stays at hand. @returns the farthest. */
  private measure(from: number, to: number): number {
    const { distance, asker, measures } = this;
    const { figures, weights, many, place, measures: all } = this.columns;
    const self = place[asker] ?? 0;
    const used = Array.from({ length: all }, (_, at) => at).filter((at) => (measures & (1 << at)) !== 0);
    let farthest = 0;
    for (let group = 0; group < used.length; group += AT_ONCE) {
      const [a = 0, b = -1, c = -1] = used.slice(group, group + AT_ONCE);
      const [fa, fb, fc] = [a * many, Math.max(b, 0) * many, Math.max(c, 0) * many];
      const [wa, wb, wc] = [weights[a] ?? 0, b < 0 ? 0 : (weights[b] ?? 0), c < 0 ? 0 : (weights[c] ?? 0)];
      const [oa, ob, oc] = [figures[fa + self] ?? 0, figures[fb + self] ?? 0, figures[fc + self] ?? 0];
      const isFirst = group === 0;
      for (let at = from; at < to; at += 1) {
        const da = (figures[fa + at] ?? 0) - oa;
        const db = (figures[fb + at] ?? 0) - ob;
        const dc = (figures[fc + at] ?? 0) - oc;
        const sum = wa * da * da + wb * db * db + wc * dc * dc;
        const all = isFirst ? sum : (distance[at] ?? 0) + sum;
        distance[at] = all;
        if (all > farthest) farthest = all;
      }
    }
    return farthest;
  }

  private fillBins(): void {
    const { words, starts, members, base, measures } = this;
    const { patterns, first, place } = this.columns;
    const self = place[this.asker] ?? -1;
    for (let at = 0; at < patterns.length; at += 1) {
      if (((patterns[at] ?? 0) & measures) !== measures) continue;
      const to = first[at + 1] ?? 0;
      for (let each = first[at] ?? 0; each < to; each += 1) {
        const bin = Math.max(0, ((words[2 * each + HIGH_WORD] ?? 0) >>> SHIFT) - base);
        if (each !== self) starts[bin] = (starts[bin] ?? 0) + 1;
      }
    }
    let sum = 0;
    for (let bin = 0; bin <= BINS; bin += 1) {
      sum += starts[bin] ?? 0;
      starts[bin] = sum;
    }
    // From the ends downward: afterwards every start is where its bin begins.
    for (let at = 0; at < patterns.length; at += 1) {
      if (((patterns[at] ?? 0) & measures) !== measures) continue;
      const to = first[at + 1] ?? 0;
      for (let each = first[at] ?? 0; each < to; each += 1) {
        if (each === self) continue;
        const bin = Math.max(0, ((words[2 * each + HIGH_WORD] ?? 0) >>> SHIFT) - base);
        const start = (starts[bin] ?? 0) - 1;
        starts[bin] = start;
        members[start] = each;
      }
    }
  }

  private binOf(distance: number): number {
    return Math.min(BINS - 1, Math.max(0, (highWord(distance) >>> SHIFT) - this.base));
  }

  private exact(other: number): bigint {
    const { figures, many, exact, place } = this.columns;
    const self = place[this.asker] ?? 0;
    return exact.reduce((sum, weight, column) => {
      if ((this.measures & (1 << column)) === 0) return sum;
      const apart = BigInt(figures[column * many + other] ?? 0) - BigInt(figures[column * many + self] ?? 0);
      return sum + weight * apart * apart;
    }, 0n);
  }
}

const view = new Float64Array(1);
const viewWords = new Int32Array(view.buffer);

/** Distances are never below 0, and so their high words have the same order. */
function highWord(distance: number): number {
  view[0] = distance;
  return viewWords[HIGH_WORD] ?? 0;
}

function bitCount(bits: number): number {
  let [left, many] = [bits, 0];
  for (; left !== 0; left &= left - 1) many += 1;
  return many;
}
