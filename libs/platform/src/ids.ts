import { createHash, randomUUID } from 'node:crypto';

/** Where new ids come from: chance in service, a seed for the demo county (same seed, same bytes). */
export interface IdSource {
  next<Id extends string>(): Id;
}

export class RandomIds implements IdSource {
  next<Id extends string>(): Id {
    return randomUUID() as Id;
  }
}

/** Version-4-shaped ids from a seed, in order. */
export class SeededIds implements IdSource {
  private count = 0;
  constructor(private readonly seed: string) {}
  next<Id extends string>(): Id {
    this.count += 1;
    const hex = createHash('sha256')
      .update(`${this.seed}/${String(this.count)}`)
      .digest('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}` as Id;
  }
}
