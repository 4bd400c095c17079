import type { Fraction } from '../fraction.js';
import type { PartFact } from '../pair-score.js';

/** What a part comes to before its weight: an exact share of 0 to 1, or null for "not known", with the fact behind it. */
export interface Measured<Fact extends PartFact> {
  readonly share: Fraction | null;
  readonly fact: Fact;
}
