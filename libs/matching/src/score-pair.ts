import { eligibility } from './eligibility.js';
import { share } from './fraction.js';
import type { PairScore, PartFact, ScoredPart } from './pair-score.js';
import { fairShare } from './parts/fair-share.js';
import { freeCapacity } from './parts/free-capacity.js';
import { keyStageAndSetting } from './parts/key-stage-and-setting.js';
import { mode } from './parts/mode.js';
import type { Measured } from './parts/part.js';
import { reach } from './parts/reach.js';
import { similarContext } from './parts/similar-context.js';
import { themeFit } from './parts/theme-fit.js';
import { trackRecord } from './parts/track-record.js';
import type { Problem } from './problem.js';

/**
 * How well one school's offer answers another's need (MATCHING §1).
 *
 * @param need @param offer places in the problem's canonical order.
 * @returns whole points from 0 to 1,000 with the parts they are the sum of, so that a broker can be told why; or every
 *   rule that refuses the pair, which is not the same as 0.
 * @throws RangeError for a place that the problem does not have.
 */
export function scorePair(problem: Problem, need: number, offer: number): PairScore {
  const { refusals, holds, conditions } = eligibility(problem, need, offer);
  const offered = problem.offers[offer];
  const asked = problem.needs[need];
  if (!offered || !asked) throw new RangeError('There is no such need or offer in this problem.');
  if (refusals.length > 0) return { kind: 'refused', because: refusals };
  const parts = scoreParts(problem, need, offer);
  const known = parts.filter(({ points }) => points !== null);
  return {
    kind: 'scored',
    points: known.reduce((sum, { points }) => sum + (points ?? 0), 0),
    of: known.reduce((sum, { of }) => sum + of, 0),
    parts,
    holds,
    conditions,
    wished: asked.wishes.includes(offered.school),
    supporter: offered.school,
  };
}

/** The eight parts by themselves, in the order of the policy, whether or not a rule refuses the pair. */
export function scoreParts(problem: Problem, needAt: number, offerAt: number): readonly ScoredPart[] {
  const askerAt = problem.needSchool[needAt] ?? -1;
  const supporterAt = problem.offerSchool[offerAt] ?? -1;
  const [need, offer] = [problem.needs[needAt], problem.offers[offerAt]];
  const [asker, supporter] = [problem.schools[askerAt], problem.schools[supporterAt]];
  const weights = problem.weights[needAt];
  if (!need || !offer || !asker || !supporter || !weights)
    throw new RangeError('There is no such need or offer in this problem.');
  const measured: readonly Measured<PartFact>[] = [
    themeFit(problem, needAt, offerAt),
    similarContext(problem, askerAt, supporterAt),
    keyStageAndSetting(problem, need, offer, asker, supporter),
    freeCapacity(problem, needAt, supporterAt),
    reach(problem, need, offer, asker, supporter),
    mode(problem, need, offer),
    fairShare(problem, supporterAt),
    trackRecord(problem, supporterAt),
  ];
  return measured.map(({ share: part, fact }) => {
    const of = weights[fact.part];
    return { part: fact.part, of, points: part === null ? null : share(of, part), fact };
  });
}
