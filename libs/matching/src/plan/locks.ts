import type { Problem } from '../problem.js';

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
