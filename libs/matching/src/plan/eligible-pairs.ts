import type { CandidateRow } from '../candidate-row.js';
import { hashOf } from '../candidates.js';
import type { Problem } from '../problem.js';
import { mayBePlanned } from './plannable.js';

/** A pair that may be planned, by places in the problem. */
export interface EligiblePair {
  readonly need: number;
  readonly offer: number;
  readonly points: number;
  readonly hash: number;
  /** In the plan now in force. */
  readonly kept: boolean;
}

/** All pairs that no rule refuses, nothing holds back, and of which is known what the policy wants known: over all of them the plan is best, not over short lists. */
export function eligiblePairs(problem: Problem, rows: readonly CandidateRow[]): readonly EligiblePair[] {
  const kept = new Set(problem.snapshot.currentPlan.map(({ need, offer }) => `${need} ${offer}`));
  return rows.flatMap((row) =>
    [...row.candidates, ...row.otherOffers]
      .filter((candidate) => mayBePlanned(problem, candidate))
      .map((candidate): EligiblePair => {
        const offer = problem.offerIndex.get(candidate.offer) ?? -1;
        return {
          need: row.index,
          offer,
          points: candidate.points,
          hash: hashOf(problem, row.index, offer),
          kept: kept.has(`${row.need} ${candidate.offer}`),
        };
      })
      .sort((a, b) => a.offer - b.offer),
  );
}
