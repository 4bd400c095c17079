import type { Plan } from '../plan/plan.js';
import type { Problem } from '../problem.js';

/**
 * Half-days as the check counts them, from the snapshot's rows alone. A pair takes in each half-term of its need's window
 * what the need wants, and where the supporter has less, all of that.
 */
export class DaysStanding {
  private readonly free: ReadonlyMap<string, number>;
  private readonly halfTerms: readonly string[];
  /** By `school half-term`: what locks take. */
  private readonly locked: ReadonlyMap<string, number>;

  constructor(private readonly problem: Problem) {
    const { snapshot, needIndex, offers } = problem;
    this.halfTerms = snapshot.halfTerms.map(({ id }) => id);
    this.free = new Map(snapshot.days.map(({ school, halfTerm, free }) => [`${school} ${halfTerm}`, free]));
    const schoolOf = new Map(offers.map(({ id, school }) => [id, school]));
    this.locked = this.sum(
      snapshot.locks.map(({ need, offer }) => [needIndex.get(need) ?? -1, schoolOf.get(offer) ?? '']),
    );
  }

  /** A sentence for every school and half-term in which a plan takes more than there is. */
  overbooked({ pairs }: Pick<Plan, 'pairs'>): readonly string[] {
    const { needIndex } = this.problem;
    const taken = this.sum(pairs.map(({ need, supporter }) => [needIndex.get(need) ?? -1, supporter]));
    return [...taken]
      .filter(([place, halfDays]) => halfDays > (this.free.get(place) ?? 0))
      .map(([place]) => `School and half-term ${place} give more half-days than there are.`);
  }

  /** Whether a pair could be planned beside the locks. */
  fits(need: number, school: number): boolean {
    return this.halfTerms.every((_, column) => this.takes(need, school, column) <= this.left(school, column));
  }

  /** No plan gives a school more of these needs than this, beside the locks. */
  most(needs: readonly number[], school: number): number {
    return Math.min(needs.length, ...this.halfTerms.map((_, column) => this.mostIn(needs, school, column)));
  }

  /** Whether so many of these needs fit, whichever they are. */
  isAmple(needs: readonly number[], school: number, room: number): boolean {
    return this.halfTerms.every((_, column) => {
      const largest = needs.map((need) => this.takes(need, school, column)).sort((a, b) => b - a);
      return largest.slice(0, room).reduce((sum, size) => sum + size, 0) <= this.left(school, column);
    });
  }

  /** Whether some needs are too many together. */
  areTooMany(needs: readonly number[], school: number): boolean {
    return this.halfTerms.some(
      (_, column) =>
        needs.reduce((sum, need) => sum + this.takes(need, school, column), 0) > this.left(school, column),
    );
  }

  /** Half-days of a pair, and what a school has beside its locks, in each half-term. */
  takesOf(need: number, school: number): readonly number[] {
    return this.halfTerms.map((_, column) => this.takes(need, school, column));
  }

  leftOf(school: number): readonly number[] {
    return this.halfTerms.map((_, column) => this.left(school, column));
  }

  private mostIn(needs: readonly number[], school: number, column: number): number {
    const sizes = needs.map((need) => this.takes(need, school, column)).sort((a, b) => a - b);
    let sum = 0;
    const fitting = sizes.filter((size) => size === 0 || (sum += size) <= this.left(school, column));
    return fitting.length;
  }

  private takes(need: number, school: number, column: number): number {
    const { windows, needs, schools } = this.problem;
    const { from, to } = windows[need] ?? { from: 0, to: 0 };
    const place = this.place(schools[school]?.urn ?? '', column);
    return column >= from && column < to
      ? Math.min(needs[need]?.halfDaysWanted ?? 0, this.free.get(place) ?? 0)
      : 0;
  }

  private left(school: number, column: number): number {
    const place = this.place(this.problem.schools[school]?.urn ?? '', column);
    return (this.free.get(place) ?? 0) - (this.locked.get(place) ?? 0);
  }

  private sum(pairs: readonly (readonly [need: number, school: string])[]): ReadonlyMap<string, number> {
    const taken = new Map<string, number>();
    for (const [need, school] of pairs)
      this.halfTerms.forEach((_, column) => {
        const place = this.place(school, column);
        const half = this.takes(need, this.problem.schoolIndex.get(school) ?? -1, column);
        taken.set(place, (taken.get(place) ?? 0) + half);
      });
    return taken;
  }

  private place(school: string, column: number): string {
    return `${school} ${this.halfTerms[column] ?? ''}`;
  }
}
