import type { LivingFlow } from './living-flow.js';

/** Pairs of the rows and columns that are scored again: what is not found once more is refused now. By slots. */
export class Stale {
  private readonly rows: ReadonlyMap<number, Set<number>>;
  private readonly columns: ReadonlyMap<number, Set<number>>;

  constructor({ pairsOf, askersOf }: LivingFlow, needs: readonly number[], offers: readonly number[]) {
    this.rows = new Map(needs.map((need) => [need, new Set(pairsOf[need]?.others())]));
    this.columns = new Map(offers.map((offer) => [offer, new Set(askersOf[offer]?.others())]));
  }

  found(need: number, offer: number): void {
    this.rows.get(need)?.delete(offer);
    this.columns.get(offer)?.delete(need);
  }

  rest(each: (need: number, offer: number) => void): void {
    for (const [need, offers] of this.rows) for (const offer of offers) each(need, offer);
    for (const [offer, needs] of this.columns) for (const need of needs) each(need, offer);
  }
}
