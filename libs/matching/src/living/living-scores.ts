import { pairHash } from '../hash.js';
import { PARTS } from '../policy.js';
import { PairScorer, UNKNOWN } from '../problem/pair-scorer.js';
import { rankKey } from '../problem/rank-order.js';
import { HOLD_CODES } from '../refusal.js';
import { flagBit } from '../problem/refusal-bits.js';
import type { Ground } from './next-problem.js';

const HOLDS = HOLD_CODES.reduce((bits, code) => bits | flagBit(code), 0);

export interface Found {
  /** By places. */
  readonly need: number;
  readonly offer: number;
  readonly points: number;
  readonly hash: number;
  readonly key: number;
  /** Whether nothing holds it back, and all is known that the policy wants known. */
  readonly mayBePlanned: boolean;
}

/**
 * Scores the rows and the columns that a change reaches.
 *
 * @param needs whose whole row is scored, @param offers that are scored for every need; by places.
 * @param found is given each pair that no rule refuses.
 * @returns how many pairs were scored.
 */
export function scoreReached(
  { problem, columns, context }: Ground,
  needs: ReadonlySet<number>,
  offers: readonly number[],
  found: (pair: Found) => void,
): number {
  const scorer = new PairScorer(columns, context);
  const wanted = (problem.policy.plan.must_be_known ?? []).map((part) => PARTS.indexOf(part));
  const all = needs.size === 0 ? [] : problem.offers.map((_, at) => at);
  let scored = 0;
  const score = (need: number, some: readonly number[]): void => {
    if (some.length === 0) return;
    scorer.begin(need);
    scored += some.length;
    for (const offer of some) {
      if (scorer.refusals(offer) !== 0) continue;
      const points = scorer.points(offer);
      const hash = pairHash(problem.needHash[need] ?? 0, problem.offerHash[offer] ?? 0);
      const mayBePlanned =
        (scorer.flags & HOLDS) === 0 && wanted.every((part) => scorer.parts[part] !== UNKNOWN);
      found({ need, offer, points, hash, key: rankKey(points, scorer.flags, hash), mayBePlanned });
    }
  };
  if (offers.length === 0) {
    for (const need of needs) score(need, all);
    return scored;
  }
  const order = Int32Array.from(problem.needs, (_, at) => at);
  // Needs of one school after the other: what rests on the asking school alone is reckoned once.
  if (needs.size * 2 > order.length)
    order.sort((a, b) => (problem.needSchool[a] ?? 0) - (problem.needSchool[b] ?? 0));
  for (const need of order) score(need, needs.has(need) ? all : offers);
  return scored;
}
