import type { HalfTermId, LocalDate } from '@app/kernel';
import type { Days, HalfTerm, Need } from './snapshot/snapshot.js';

/** A range of the snapshot's half-terms, `to` not included; empty where the window is over. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

export interface DaysInWindow {
  readonly halfTerms: readonly HalfTermId[];
  readonly declared: number;
  readonly free: number;
  readonly wanted: number;
  /**
   * Free half-days less the wanted ones, over the whole window; never below 0. Counted by half-term, days declared where
   * they are too few would lower the share of what is left, and who declared less would gain.
   */
  readonly left: number;
  readonly askMe: boolean;
}

/** Half-terms in which help could still be given: within the window, not over, and not before the earliest start. */
export function windowOf(need: Need, halfTerms: readonly HalfTerm[], runDate: LocalDate): Window {
  const start = need.earliestStart !== null && need.earliestStart > runDate ? need.earliestStart : runDate;
  const usable = halfTerms.map(({ id, to }) => id >= need.windowFrom && id <= need.windowTo && to >= start);
  const from = usable.indexOf(true);
  return from < 0 ? { from: 0, to: 0 } : { from, to: usable.lastIndexOf(true) + 1 };
}

/** Half-days of every school in every half-term of a snapshot. */
export class DaysTable {
  private readonly declared: Int32Array;
  private readonly free: Int32Array;
  private readonly askMe: Uint8Array;

  constructor(
    days: readonly Days[],
    schoolIndex: ReadonlyMap<string, number>,
    private readonly halfTerms: readonly HalfTerm[],
  ) {
    const size = schoolIndex.size * halfTerms.length;
    const columns = new Map<string, number>(halfTerms.map(({ id }, at) => [id, at]));
    this.declared = new Int32Array(size);
    this.free = new Int32Array(size);
    this.askMe = new Uint8Array(size);
    for (const each of days) {
      const school = schoolIndex.get(each.school);
      const column = columns.get(each.halfTerm);
      if (school === undefined || column === undefined) continue; // the reader refuses both
      const cell = school * halfTerms.length + column;
      this.declared[cell] = each.declared;
      this.free[cell] = each.free;
      this.askMe[cell] = each.askMe ? 1 : 0;
    }
  }

  /** Whether there is a half-day to book, or a school that says to ask. */
  any(school: number, { from, to }: Window): boolean {
    const row = school * this.halfTerms.length;
    for (let column = from; column < to; column += 1) {
      if ((this.free[row + column] ?? 0) > 0 || this.askMe[row + column] === 1) return true;
    }
    return false;
  }

  /** Of a whole window. */
  sums(school: number, { from, to }: Window): Pick<DaysInWindow, 'declared' | 'free' | 'askMe'> {
    const row = school * this.halfTerms.length;
    let [declared, free, askMe] = [0, 0, false];
    for (let column = from; column < to; column += 1) {
      declared += this.declared[row + column] ?? 0;
      free += this.free[row + column] ?? 0;
      askMe ||= this.askMe[row + column] === 1;
    }
    return { declared, free, askMe };
  }

  /** Half-days that can be booked in one half-term, by its place in the snapshot. */
  freeIn(school: number, column: number): number {
    return this.free[school * this.halfTerms.length + column] ?? 0;
  }

  /** @param wanted half-days in each half-term. */
  within(school: number, { from, to }: Window, wanted: number): DaysInWindow {
    const { declared, free, askMe } = this.sums(school, { from, to });
    const halfTerms = this.halfTerms.slice(from, to).map(({ id }) => id);
    const inAll = wanted * (to - from);
    return { halfTerms, declared, free, wanted: inAll, left: Math.max(0, free - inAll), askMe };
  }
}
