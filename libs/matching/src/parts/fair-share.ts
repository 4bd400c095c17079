import { clamped, lesser } from '../fraction.js';
import type { FairShareFact } from '../pair-score.js';
import type { Problem } from '../problem.js';
import type { Measured } from './part.js';

/** All points for a supporter that was neither asked nor gave this year, none at the limit of either. */
export function fairShare(problem: Problem, supporter: number): Measured<FairShareFact> {
  const { asked_most: askedMost, given_most: givenMost } = problem.policy.fair_share;
  const asked = problem.supporters.asked[supporter] ?? 0;
  const given = problem.supporters.givenHalfDays[supporter] ?? 0;
  return {
    share: lesser(
      clamped({ over: askedMost - asked, under: askedMost }),
      clamped({ over: givenMost - given, under: givenMost }),
    ),
    fact: { part: 'fair_share', asked, askedMost, given, givenMost },
  };
}
