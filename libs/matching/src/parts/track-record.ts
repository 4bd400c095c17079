import { lesser, NOTHING, percent, type Fraction } from '../fraction.js';
import type { TrackRecordFact } from '../pair-score.js';
import type { Problem } from '../problem.js';
import type { Measured } from './part.js';

/**
 * 0 for everybody until enough evaluated pairings are pooled. Then the share that met what was agreed, mixed with
 * `shrink` pairings of the average kind, so that one good year is no reputation, and capped.
 */
export function trackRecord(problem: Problem, supporter: number): Measured<TrackRecordFact> {
  const { least_pooled: leastPooled, cap } = problem.policy.track_record;
  const { supporters } = problem;
  const pooled = supporters.pooledEvaluated;
  const evaluated = supporters.evaluated[supporter] ?? 0;
  const met = supporters.met[supporter] ?? 0;
  return {
    share: pooled < leastPooled ? NOTHING : lesser(shrunk(problem, evaluated, met), percent(cap)),
    fact: { part: 'track_record', evaluated, met, pooled, leastPooled },
  };
}

/** (met + shrink × mean) ÷ (evaluated + shrink), the mean being that of all supporters. */
function shrunk({ policy, supporters }: Problem, evaluated: number, met: number): Fraction {
  const { shrink } = policy.track_record;
  const { pooledEvaluated, pooledMet } = supporters;
  return {
    over: met * pooledEvaluated + shrink * pooledMet,
    under: (evaluated + shrink) * pooledEvaluated,
  };
}
