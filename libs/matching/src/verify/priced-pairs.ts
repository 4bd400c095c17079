import type { CandidateRow } from '../candidate-row.js';
import { pairHash } from '../hash.js';
import type { Problem } from '../problem.js';
import { scorePair } from '../score-pair.js';
import { unknownOf, unknownParts } from './known-parts.js';
import { waitingForGroup } from './group-standing.js';

/** A pair that may be planned, with what it is worth beside its need being met. */
export interface PricedPair {
  readonly need: number;
  readonly offer: number;
  readonly school: number;
  /** Points × 2^20, and 1 more for a pair of the plan in force. */
  readonly worth: number;
  readonly hash: number;
  /** A lock fixes this school for this need already. */
  readonly besideLock: boolean;
}

/**
 * All of them, by need, then school, then offer.
 *
 * @param rows null to score every pair of the snapshot again.
 */
export function allPairs(problem: Problem, rows: readonly CandidateRow[] | null): readonly PricedPair[] {
  const { snapshot, needs, offers } = problem;
  const kept = new Set(snapshot.currentPlan.map(({ need, offer }) => `${need} ${offer}`));
  const schoolOf = new Map<string, string>(offers.map(({ id, school }) => [id, school]));
  const locked = new Set(snapshot.locks.map(({ need, offer }) => `${need} ${schoolOf.get(offer) ?? ''}`));
  const waiting = waitingForGroup(problem);
  return needs.flatMap(({ id }, need) => {
    // With one place left and a group to come, nobody else can be planned.
    const group = waiting.get(need);
    const only = group?.free === 1 ? group.schools : null;
    const found = rows ? fromRow(problem, rows[need]) : scoredAgain(problem, need);
    return found
      .map(([offer, points]): PricedPair => {
        const offered = offers[offer];
        return {
          need,
          offer,
          school: problem.offerSchool[offer] ?? -1,
          worth: points * 2 ** 20 + (kept.has(`${id} ${offered?.id ?? ''}`) ? 1 : 0),
          hash: pairHash(problem.needHash[need] ?? 0, problem.offerHash[offer] ?? 0),
          besideLock: locked.has(`${id} ${offered?.school ?? ''}`),
        };
      })
      .filter(({ school, besideLock }) => besideLock || !only || only.has(problem.schools[school]?.urn ?? ''))
      .sort((a, b) => a.school - b.school || a.offer - b.offer);
  });
}

type OfferAndPoints = readonly [offer: number, points: number];

function fromRow(problem: Problem, row: CandidateRow | undefined): readonly OfferAndPoints[] {
  return [...(row?.candidates ?? []), ...(row?.otherOffers ?? [])]
    .filter(
      ({ holds, parts }) => holds.length === 0 && unknownParts(problem, (part) => parts[part]).length === 0,
    )
    .map(({ offer, points }) => [problem.offerIndex.get(offer) ?? -1, points]);
}

function scoredAgain(problem: Problem, need: number): readonly OfferAndPoints[] {
  return problem.offers.flatMap((_, offer): OfferAndPoints[] => {
    const score = scorePair(problem, need, offer);
    const isOpen =
      score.kind === 'scored' && score.holds.length === 0 && unknownOf(problem, score.parts).length === 0;
    return isOpen ? [[offer, score.points]] : [];
  });
}
