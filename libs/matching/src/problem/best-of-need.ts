import { PARTS } from '../policy.js';

const WIDTH = PARTS.length;

/**
 * The best few of many, by a key that is highest first and among equals the lowest offer: the worst one kept stands on top
 * of a heap, to be pushed out.
 */
export class BestOfNeed {
  many = 0;
  /** The key that a newcomer has to beat; -1 while there is room. */
  worst = -1;
  private readonly key: Float64Array;
  private readonly offer: Int32Array;
  private readonly points: Int16Array;
  private readonly flags: Uint8Array;
  private readonly parts: Int16Array;
  private readonly heap: Int32Array;

  constructor(private readonly most: number) {
    this.key = new Float64Array(most);
    this.offer = new Int32Array(most);
    this.points = new Int16Array(most);
    this.flags = new Uint8Array(most);
    this.parts = new Int16Array(most * WIDTH);
    this.heap = new Int32Array(most);
  }

  clear(): void {
    this.many = 0;
    this.worst = -1;
  }

  add(key: number, offer: number, points: number, flags: number, parts: Int16Array): void {
    if (this.many < this.most) {
      const slot = this.many;
      this.many += 1;
      this.put(slot, key, offer, points, flags, parts);
      this.rise(slot);
    } else {
      const slot = this.heap[0] ?? 0;
      if (key < (this.key[slot] ?? 0) || (key === this.key[slot] && offer > (this.offer[slot] ?? 0))) return;
      this.put(slot, key, offer, points, flags, parts);
      this.sink(slot, this.many);
    }
    if (this.many === this.most) this.worst = this.key[this.heap[0] ?? 0] ?? -1;
  }

  /** Best first, into a row of `most` entries; what was kept is gone afterwards. */
  take(row: number, into: TopColumns): void {
    into.many[row] = this.many;
    for (let left = this.many; left > 0; left -= 1) {
      const slot = this.heap[0] ?? 0;
      const at = row * this.most + left - 1;
      into.offer[at] = this.offer[slot] ?? 0;
      into.points[at] = this.points[slot] ?? 0;
      into.flags[at] = this.flags[slot] ?? 0;
      for (let part = 0; part < WIDTH; part += 1)
        into.parts[at * WIDTH + part] = this.parts[slot * WIDTH + part] ?? 0;
      this.sink(this.heap[left - 1] ?? 0, left - 1);
    }
    this.clear();
  }

  private put(
    slot: number,
    key: number,
    offer: number,
    points: number,
    flags: number,
    parts: Int16Array,
  ): void {
    this.key[slot] = key;
    this.offer[slot] = offer;
    this.points[slot] = points;
    this.flags[slot] = flags;
    for (let part = 0; part < WIDTH; part += 1) this.parts[slot * WIDTH + part] = parts[part] ?? 0;
  }

  private isWorse(one: number, other: number): boolean {
    const apart = (this.key[one] ?? 0) - (this.key[other] ?? 0);
    return apart !== 0 ? apart < 0 : (this.offer[one] ?? 0) > (this.offer[other] ?? 0);
  }

  private rise(slot: number): void {
    let at = this.many - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const other = this.heap[above] ?? 0;
      if (!this.isWorse(slot, other)) break;
      this.heap[at] = other;
      at = above;
    }
    this.heap[at] = slot;
  }

  private sink(slot: number, size: number): void {
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= size) break;
      if (below + 1 < size && this.isWorse(this.heap[below + 1] ?? 0, this.heap[below] ?? 0)) below += 1;
      const other = this.heap[below] ?? 0;
      if (!this.isWorse(other, slot)) break;
      this.heap[at] = other;
      at = below;
    }
    this.heap[at] = slot;
  }
}

/** The best offers of many needs, `most` places for each, best first. */
export interface TopColumns {
  readonly most: number;
  /** By need: places used, and pairs that no rule refuses. */
  readonly many: Int32Array;
  readonly eligible: Int32Array;
  readonly offer: Int32Array;
  readonly points: Int16Array;
  /** As of a packed row. */
  readonly flags: Uint8Array;
  readonly parts: Int16Array;
}

/** @param memory shared where several threads fill it. */
export function topColumns(
  needs: number,
  most: number,
  memory: (bytes: number) => ArrayBufferLike = (bytes) => new ArrayBuffer(bytes),
): TopColumns {
  const places = needs * most;
  return {
    most,
    many: new Int32Array(memory(needs * 4)),
    eligible: new Int32Array(memory(needs * 4)),
    offer: new Int32Array(memory(places * 4)),
    points: new Int16Array(memory(places * 2)),
    flags: new Uint8Array(memory(places)),
    parts: new Int16Array(memory(places * 2 * WIDTH)),
  };
}
