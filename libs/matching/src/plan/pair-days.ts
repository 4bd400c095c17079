import type { HalfTermId } from '@app/kernel';
import type { Problem } from '../problem.js';
import { DaysUse } from './days-use.js';

export interface DaysOfHalfTerm {
  readonly halfTerm: HalfTermId;
  readonly halfDays: number;
  /** None is bookable yet, and the school says to ask. */
  readonly askMe: boolean;
}

/** What a pair takes in each half-term of its need's window: what the need wants, or all that its supporter has. */
export function daysOfPair(problem: Problem, need: number, offer: number): readonly DaysOfHalfTerm[] {
  const { windows, offerSchool, snapshot, days } = problem;
  const { from, to } = windows[need] ?? { from: 0, to: 0 };
  const school = offerSchool[offer] ?? -1;
  const use = new DaysUse(problem, []);
  return snapshot.halfTerms.slice(from, to).map(({ id }, at) => ({
    halfTerm: id,
    halfDays: use.takes(need, school, from + at),
    askMe: days.within(school, { from: from + at, to: from + at + 1 }, 0).askMe,
  }));
}

/** Bookable half-days of all supporters together, in each half-term that the snapshot holds. */
export function daysOnOffer({ schools, snapshot, days }: Problem): readonly Omit<DaysOfHalfTerm, 'askMe'>[] {
  return snapshot.halfTerms.map(({ id }, column) => ({
    halfTerm: id,
    halfDays: schools.reduce((sum, _, school) => sum + days.freeIn(school, column), 0),
  }));
}
