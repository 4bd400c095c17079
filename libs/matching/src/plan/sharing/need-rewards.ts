import type { Problem } from '../../problem.js';
import { firstPartnerFactor } from '../ordered-cost.js';

/** What partners of needs count beside their points, and how many each may still have beside the locks. */
export class NeedRewards {
  readonly most: Int32Array;
  private readonly unit: number;
  private readonly first: Float64Array;
  private readonly further: Float64Array;

  constructor(problem: Problem, lockedOf: (need: number) => number) {
    const { needs, needWeight } = problem;
    const factor = firstPartnerFactor(
      needWeight,
      needs.map(({ partnersWanted }) => partnersWanted),
    );
    this.further = needWeight;
    this.first = Float64Array.from(needs, (_, need) => {
      const weight = needWeight[need] ?? 0;
      return lockedOf(need) === 0 ? weight * factor : weight;
    });
    this.unit = [...this.first, ...this.further].reduce(commonDivisor, 0) || 1;
    this.most = Int32Array.from(needs, ({ partnersWanted }, need) =>
      Math.max(0, partnersWanted - lockedOf(need)),
    );
  }

  /** Of the next partner of a need that has some, beside locked ones. */
  next(need: number, partners: number): number {
    if (partners >= (this.most[need] ?? 0)) return 0;
    return (partners === 0 ? this.first[need] : this.further[need]) ?? 0;
  }

  /** What the need counts that counts least. */
  get lightest(): number {
    return this.further.reduce((least, weight) => (weight > 0 ? Math.min(least, weight) : least), Infinity);
  }

  /** The most that any partners could count together within a bound: all weights are multiples of one number. */
  mostWithin(bound: number): number {
    const within = Math.floor(bound);
    return within - (within % this.unit);
  }

  /** What a need keeps of its partners' weight at a price each: of those that are worth more than it. */
  keeps(need: number, price: number, perWeight: number): number {
    let keeps = 0;
    for (let partners = 0; ; partners += 1) {
      const gain = perWeight * this.next(need, partners) - price;
      if (partners >= (this.most[need] ?? 0) || gain <= 0) return keeps;
      keeps += gain;
    }
  }
}

function commonDivisor(one: number, other: number): number {
  let [a, b] = [one, other];
  while (b > 0) [a, b] = [b, a % b];
  return a;
}
