import type { SharedProof } from './certificate.js';
import type { CheapestFlow } from './cheapest-flow.js';
import type { EligiblePair } from './eligible-pairs.js';
import type { PlanGraph } from './plan-graph.js';
import type { Gap } from './plan.js';
import type { Searched } from './search.js';

/** A flow at its best, and what it was found from. */
export interface Solved {
  readonly pairs: readonly EligiblePair[];
  readonly plan: PlanGraph;
  readonly flow: CheapestFlow;
  readonly searched: Searched;
  /** How far the plan may be from the best; null where it is proven best. */
  readonly gap: Gap | null;
  /** The proof of that where days were shared out; null where the search itself proves it. */
  readonly shared: SharedProof | null;
}
