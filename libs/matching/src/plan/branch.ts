/**
 * What a part of all plans has in common: offers that are started or left, needs that have one of their group or nobody
 * beside their locks, pairs (by their arcs) that are in or out.
 */
export interface Decided {
  readonly started: readonly number[];
  readonly left: readonly number[];
  readonly grouped: readonly number[];
  readonly bare: readonly number[];
  readonly within: readonly number[];
  readonly without: readonly number[];
}

export const NOTHING_DECIDED: Decided = {
  started: [],
  left: [],
  grouped: [],
  bare: [],
  within: [],
  without: [],
};

/** One more decision, and what it does to the flow. */
export interface Branch {
  readonly decided: Decided;
  apply(): void;
}
