import { eligibility } from '../eligibility.js';
import type { Problem } from '../problem.js';
import type { Contradiction } from './plan.js';

/** A pair that a broker has fixed, by places in the problem. */
export interface Lock {
  readonly need: number;
  readonly offer: number;
}

export function locksOf({ snapshot, needIndex, offerIndex }: Problem): readonly Lock[] {
  return snapshot.locks.map(({ need, offer }) => ({
    need: needIndex.get(need) ?? -1,
    offer: offerIndex.get(offer) ?? -1,
  }));
}

/** Partners that a supporting school may still take on with all its offers together. */
export function roomOf({ policy, supporters }: Problem, school: number): number {
  return Math.max(0, policy.own_health.live_pairings_most - (supporters.live[school] ?? 0));
}

/** Every lock that cannot be honoured, with the reason; locks are hard, so a plan with one of these is none. */
export function contradictions(problem: Problem, locks: readonly Lock[]): readonly Contradiction[] {
  const perNeed = new Tally();
  const perNeedAndSchool = new Tally();
  const perOffer = new Tally();
  const perSchool = new Tally();
  return locks.flatMap(({ need, offer }): Contradiction[] => {
    const school = problem.offerSchool[offer] ?? -1;
    const because = (code: Contradiction['code'], rules: Contradiction['rules'] = []): Contradiction[] => {
      const [asked, offered] = [problem.needs[need], problem.offers[offer]];
      return asked && offered ? [{ code, need: asked.id, offer: offered.id, rules }] : [];
    };
    const { refusals, holds } = eligibility(problem, need, offer);
    if (refusals.length > 0)
      return because(
        'LOCK_BREAKS_RULE',
        refusals.map(({ code }) => code),
      );
    if (holds.length > 0) return because('LOCK_HELD_BACK');
    const partners = perNeed.add(String(need));
    const twice = perNeedAndSchool.add(`${String(need)} ${String(school)}`) > 1;
    if (twice || partners > (problem.needs[need]?.partnersWanted ?? 0)) return because('LOCKS_EXCEED_NEED');
    const ofOffer = perOffer.add(String(offer));
    const ofSchool = perSchool.add(String(school));
    const full = ofOffer > (problem.supporters.slotsLeft[offer] ?? 0) || ofSchool > roomOf(problem, school);
    return full ? because('LOCKS_EXCEED_SUPPORTER') : [];
  });
}

export class Tally {
  private readonly counts = new Map<string, number>();

  /** @returns how often this name has been added by now. */
  add(name: string): number {
    const count = this.of(name) + 1;
    this.counts.set(name, count);
    return count;
  }

  of(name: string): number {
    return this.counts.get(name) ?? 0;
  }
}
