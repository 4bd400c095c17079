import type { MeasureWeights } from '../policy.js';
import type { ContextValue, School } from '../snapshot/snapshot.js';
import { squaredDistance, unitWeights, type UnitWeight } from './weighted-distance.js';

export interface ContextRank {
  /** Published for both, in the order of the weights. */
  readonly used: readonly ContextValue[];
  /** Schools nearer than the supporter, and schools compared; null with fewer common measures than the policy wants. */
  readonly nearer: number | null;
  readonly compared: number | null;
}

interface Order {
  /** Of every school with these measures, by its index; the asking one is not among them. */
  readonly distances: ReadonlyMap<number, bigint>;
  readonly sorted: readonly bigint[];
}

/**
 * How near schools are in context, as a rank: distances of different measures cannot be compared, so a supporter is
 * ranked among the open schools that publish the same measures as the two have in common.
 */
export class ContextRanks {
  private readonly weights: readonly UnitWeight[];
  private readonly present: readonly number[];
  private readonly figures: readonly (readonly bigint[])[];
  private readonly orders = new Map<string, Order>();

  constructor(
    private readonly schools: readonly School[],
    weights: MeasureWeights,
    private readonly least: number,
  ) {
    this.weights = unitWeights(weights);
    const values = schools.map((school) => this.weights.map(({ measure }) => valueOf(school, measure)));
    this.figures = values.map((row) => row.map((value) => BigInt(value?.millionths ?? 0)));
    this.present = values.map((row) =>
      row.reduce((bits, value, at) => (typeof value?.millionths === 'number' ? bits | (1 << at) : bits), 0),
    );
  }

  rank(asker: number, supporter: number): ContextRank {
    const common = (this.present[asker] ?? 0) & (this.present[supporter] ?? 0);
    const school = this.schools[supporter];
    const used = this.weights.flatMap(({ measure }, at) => {
      const value = school && (common & (1 << at)) !== 0 ? valueOf(school, measure) : undefined;
      return value ? [value] : [];
    });
    if (used.length < this.least) return { used, nearer: null, compared: null };
    const { distances, sorted } = this.order(asker, common);
    const own = distances.get(supporter);
    // A supporter that is not open is ruled out before anybody asks how near it is.
    if (own === undefined) return { used, nearer: null, compared: null };
    return { used, nearer: countBelow(sorted, own), compared: sorted.length };
  }

  private order(asker: number, measures: number): Order {
    const key = `${String(asker)} ${String(measures)}`;
    const known = this.orders.get(key);
    if (known) return known;
    const from = this.figures[asker] ?? [];
    const distances = new Map<number, bigint>();
    this.schools.forEach((school, at) => {
      const comparable = ((this.present[at] ?? 0) & measures) === measures && isOpen(school);
      if (at !== asker && comparable)
        distances.set(at, squaredDistance(this.weights, measures, from, this.figures[at] ?? []));
    });
    const sorted = [...distances.values()].sort((a, b) => (a < b ? -1 : Number(a > b)));
    const order = { distances, sorted };
    this.orders.set(key, order);
    return order;
  }
}

export function isOpen(school: School): boolean {
  return school.status === 'open' || school.status === 'proposed_to_close';
}

function valueOf(school: School, measure: string): ContextValue | undefined {
  return school.context.find((value) => value.measure === measure);
}

/** How many are strictly smaller, in a sorted list. */
function countBelow(sorted: readonly bigint[], value: bigint): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? value) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
