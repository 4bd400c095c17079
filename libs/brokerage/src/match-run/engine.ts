/** One need's packed row: every candidate with its parts, every refusal, in one canonical text. */
export interface ScoredRow {
  /** Place of the need in the snapshot's order, from 0. */
  readonly index: number;
  readonly need: string;
  readonly packed: string;
  readonly checksum: string;
}

/** The pure matching core as a run uses it: everything from the snapshot's text, the same bytes every time. */
export interface Engine {
  /** Of the engine's own files: a run begun by one engine is never finished by another. */
  readonly hash: string;
  open(snapshot: string): unknown;
  /** The needs from–to, half-open, in the snapshot's order. */
  score(problem: unknown, from: number, to: number): readonly ScoredRow[];
  /** The plan as canonical text, from the rows of every need. */
  conclude(
    problem: unknown,
    rows: readonly ScoredRow[],
  ): Promise<{ readonly plan: string; readonly feasible: boolean; readonly certificate: string | null }>;
  /** What is wrong with a plan, by its certificate, without solving; nothing where it is proven. */
  prove(
    problem: unknown,
    rows: readonly ScoredRow[],
    plan: unknown,
    certificate: string | null,
  ): readonly string[];
}
