/** Which need, and the version of it that the person saw. */
export interface AskedOfNeed {
  /** Its reference, like `N-2026-031`, or its id. */
  readonly need: string;
  readonly version: number;
}
