/** What a part of all plans has in common: offers that are started or left, pairs (by their arcs) that are in or out. */
export interface Decided {
  readonly started: readonly number[];
  readonly left: readonly number[];
  readonly within: readonly number[];
  readonly without: readonly number[];
}

export const NOTHING_DECIDED: Decided = { started: [], left: [], within: [], without: [] };

/** One more decision, and what it does to the flow. */
export interface Branch {
  readonly decided: Decided;
  apply(): void;
}
