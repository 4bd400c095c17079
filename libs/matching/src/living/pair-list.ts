/** A pair may not be planned; it may; it could, were it not for locks or days. */
export const SHUT = 0;
export const OPEN = 1;
export const TAKEN = 2;

/** The other ends of one need's or one offer's pairs, in no order, with what each of them costs; changed in place. */
export class PairList {
  many = 0;
  other: Int32Array;
  /** As `costOfPoints`. */
  points: Float64Array;
  hash: Float64Array;
  /** As `rankKey`. */
  key: Float64Array;
  /** `SHUT`, `OPEN` or `TAKEN`. */
  open: Uint8Array;

  constructor(room = 8) {
    this.other = new Int32Array(room);
    this.points = new Float64Array(room);
    this.hash = new Float64Array(room);
    this.key = new Float64Array(room);
    this.open = new Uint8Array(room);
  }

  /** @returns its place, or -1. */
  find(other: number): number {
    const at = this.other.indexOf(other);
    return at < this.many ? at : -1;
  }

  others(): Int32Array {
    return this.other.slice(0, this.many);
  }

  put(other: number, points: number, hash: number, key: number, open: number): void {
    let at = this.find(other);
    if (at < 0) {
      at = this.many;
      if (at === this.other.length) this.grow();
      this.many += 1;
    }
    this.other[at] = other;
    this.points[at] = points;
    this.hash[at] = hash;
    this.key[at] = key;
    this.open[at] = open;
  }

  remove(other: number): void {
    const at = this.find(other);
    if (at < 0) return;
    this.many -= 1;
    for (const column of [this.other, this.points, this.hash, this.key, this.open])
      column[at] = column[this.many] ?? 0;
  }

  private grow(): void {
    const room = this.many * 2;
    const longer = <To extends Float64Array | Int32Array | Uint8Array>(of: To, made: To): To => {
      made.set(of);
      return made;
    };
    this.other = longer(this.other, new Int32Array(room));
    this.points = longer(this.points, new Float64Array(room));
    this.hash = longer(this.hash, new Float64Array(room));
    this.key = longer(this.key, new Float64Array(room));
    this.open = longer(this.open, new Uint8Array(room));
  }
}
