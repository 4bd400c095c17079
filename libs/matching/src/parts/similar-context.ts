import type { SimilarContextFact } from '../pair-score.js';
import type { Problem } from '../problem.js';
import type { School } from '../snapshot/snapshot.js';
import type { Measured } from './part.js';

/**
 * One less the rank-scaled distance: all points for the nearest school, fewer for each one nearer than the supporter.
 * Not known with too few common measures; never a mean, never 0 for what is missing.
 */
export function similarContext(
  problem: Problem,
  asker: number,
  supporter: number,
): Measured<SimilarContextFact> {
  const { policy, schools } = problem;
  const ranks = isSecondary(schools[asker]) ? problem.secondaryContext : problem.primaryContext;
  const { used, nearer, compared } = ranks.rank(asker, supporter);
  return {
    share: nearer === null || compared === null ? null : { over: compared - nearer, under: compared },
    fact: {
      part: 'similar_context',
      measures: used.map(({ measure, year, source }) => ({ measure, year, source })),
      nearer,
      compared,
      least: policy.similar_context.least_measures,
    },
  };
}

/** The national service compares secondaries by key stage 2 results, primaries by key stage 1. */
export function isSecondary(school: School | undefined): boolean {
  return school?.keyStages.some((stage) => stage === 'KS3' || stage === 'KS4') ?? false;
}
