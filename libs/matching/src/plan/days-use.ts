import type { Problem } from '../problem.js';
import type { Lock } from './locks.js';

/**
 * Whole half-days, half-term by half-term: what each pair takes of its supporter, and what locks leave of it. A pair takes
 * what the need wants in each half-term of its window, and where the supporter has less, all of that: it may be asked for
 * fewer days, never for days it does not have. A half-term in which it has none, or says to ask, takes nothing.
 */
export class DaysUse {
  /** Of each school and half-term: bookable half-days beside the locks. Below 0 where locks take too much. */
  private readonly left: Int32Array;
  private readonly columns: number;

  constructor(
    private readonly problem: Problem,
    locks: readonly Lock[],
  ) {
    const { schools, snapshot, days, offerSchool } = problem;
    this.columns = snapshot.halfTerms.length;
    this.left = new Int32Array(schools.length * this.columns);
    for (let school = 0; school < schools.length; school += 1)
      for (let column = 0; column < this.columns; column += 1)
        this.left[school * this.columns + column] = days.freeIn(school, column);
    for (const { need, offer } of locks) this.take(need, offerSchool[offer] ?? -1);
  }

  /** Half-days of a pair in one half-term. */
  takes(need: number, school: number, column: number): number {
    const { windows, needs, days } = this.problem;
    const { from, to } = windows[need] ?? { from: 0, to: 0 };
    if (column < from || column >= to) return 0;
    return Math.min(needs[need]?.halfDaysWanted ?? 0, days.freeIn(school, column));
  }

  /** Whether a pair could be planned beside the locks. */
  fits(need: number, school: number): boolean {
    for (let column = 0; column < this.columns; column += 1)
      if (this.takes(need, school, column) > this.leftIn(school, column)) return false;
    return true;
  }

  /** Whether locks alone take more of a school than it has. */
  isOverbooked(school: number): boolean {
    return this.tooMany([], school) !== null;
  }

  /**
   * A smallest number of needs that together take more of a school than it has in one half-term, by the first such
   * half-term; without any one of them the others fit there. Null where all of them fit.
   */
  tooMany(needs: readonly number[], school: number): readonly number[] | null {
    let fewest: readonly number[] | null = null;
    for (let column = 0; column < this.columns; column += 1) {
      const over = this.overIn(needs, school, column);
      if (over !== null && (fewest === null || over.length < fewest.length)) fewest = over;
    }
    return fewest;
  }

  /** Not more of these needs than this can be supported by a school, counted by the smallest of them in each half-term. */
  most(needs: readonly number[], school: number): number {
    let most = needs.length;
    for (let column = 0; column < this.columns; column += 1) {
      let left = this.leftIn(school, column);
      const sizes = needs.map((need) => this.takes(need, school, column)).sort((a, b) => a - b);
      const fitting = sizes.findIndex((size) => (left -= size) < 0 && size > 0);
      if (fitting >= 0) most = Math.min(most, fitting);
    }
    return most;
  }

  private overIn(needs: readonly number[], school: number, column: number): readonly number[] | null {
    const left = this.leftIn(school, column);
    const taking = needs
      .map((need) => ({ need, size: this.takes(need, school, column) }))
      .sort((a, b) => b.size - a.size);
    const chosen: number[] = [];
    let sum = 0;
    // The largest first: no fewer of them could be too many.
    for (const { need, size } of taking) {
      if (sum > left) break;
      if (size === 0) return null;
      chosen.push(need);
      sum += size;
    }
    return sum > left ? chosen : null;
  }

  /** Half-days of a school beside the locks. */
  leftIn(school: number, column: number): number {
    return this.left[school * this.columns + column] ?? 0;
  }

  private take(need: number, school: number): void {
    for (let column = 0; column < this.columns; column += 1)
      this.left[school * this.columns + column] =
        this.leftIn(school, column) - this.takes(need, school, column);
  }
}
