/** A quantity from 0 to `most`, and what one of it is worth. */
export interface LinearColumn {
  readonly worth: number;
  /** Null: as much as its rows allow. */
  readonly most: number | null;
  /** The rows it counts in, by place, and how much one of it counts there. */
  readonly counts: readonly (readonly [row: number, factor: number])[];
}

export interface LinearRow {
  readonly sense: '<=' | '=' | '>=';
  readonly limit: number;
}

/** The largest sum of worth within the rows. */
export interface LinearProgram {
  readonly columns: readonly LinearColumn[];
  readonly rows: readonly LinearRow[];
}

export interface LinearAnswer {
  /** Of each column, in parts too; best to about a millionth. */
  readonly values: ArrayLike<number>;
  /** Of each row: what one more of its limit would be worth. */
  readonly prices: ArrayLike<number>;
}

/**
 * Solves a linear program, the same way every time. Given from outside: the engine itself rests on nothing, and takes
 * nothing on trust from an answer but where to look.
 *
 * @returns null where it cannot.
 */
export type SolveLinear = (program: LinearProgram) => LinearAnswer | null;
