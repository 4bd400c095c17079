import { hashOf } from '../candidates.js';
import type { Problem } from '../problem.js';
import { scorePair } from '../score-pair.js';

/** By places in the problem. */
export interface Pair {
  readonly need: number;
  readonly offer: number;
}

/** What MATCHING §1 puts first, second, third …; more is better in each place. */
export type Worth = readonly [met: number, further: number, points: number, kept: number, notHash: number];

export function worthOf(
  problem: Problem,
  pairs: readonly Pair[],
  pointsOf: (pair: Pair) => number = (pair) => pointsNow(problem, pair),
): Worth {
  const kept = new Set(problem.snapshot.currentPlan.map(({ need, offer }) => `${need} ${offer}`));
  const seen = new Set<number>();
  let [met, further, points, keptPairs, notHash] = [0, 0, 0, 0, 0];
  for (const { need, offer } of pairs) {
    const weight = problem.needWeight[need] ?? 0;
    if (seen.has(need)) further += weight;
    else met += weight;
    seen.add(need);
    points += pointsOf({ need, offer });
    if (kept.has(`${problem.needs[need]?.id ?? ''} ${problem.offers[offer]?.id ?? ''}`)) keptPairs += 1;
    notHash -= hashOf(problem, need, offer);
  }
  return [met, further, points, keptPairs, notHash];
}

export function pointsNow(problem: Problem, { need, offer }: Pair): number {
  const score = scorePair(problem, need, offer);
  return score.kind === 'scored' ? score.points : 0;
}

export function isBetter(one: Worth, other: Worth): boolean {
  const place = one.findIndex((worth, at) => worth !== other[at]);
  return place >= 0 && (one[place] ?? 0) > (other[place] ?? 0);
}
