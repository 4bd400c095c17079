import type { Candidate, CandidateRow, RefusedOffer } from './candidate-row.js';
import { pairHash } from './hash.js';
import { PARTS, type PartName } from './policy.js';
import type { Problem } from './problem.js';
import { scorePair } from './score-pair.js';

/** A pair that no rule refuses, before its school has a place in the order. */
export type Unplaced = Omit<Candidate, 'place'>;

/** @param at the offer's place in the problem. */
export interface Entry {
  readonly candidate: Unplaced;
  readonly offer: number;
  readonly hash: number;
}

/**
 * Every offer of the problem against one need: those that may be proposed ranked, the others with all their reasons.
 *
 * The order is total: who must wait for something to be recorded stands last; then points; among equals a school that was
 * wished for; then the hash of the pair, so that neither the order of input nor a name decides; then the offer's id.
 */
export function rankCandidates(problem: Problem, need: number): CandidateRow {
  const entries: Entry[] = [];
  const refused: RefusedOffer[] = [];
  problem.offers.forEach((_, offer) => {
    const found = scored(problem, need, offer);
    if ('because' in found) refused.push(found);
    else entries.push({ candidate: found, offer, hash: hashOf(problem, need, offer) });
  });
  return orderCandidates(problem, need, entries, refused);
}

/**
 * The row of one need.
 *
 * @param entries in any order; fastest where long stretches stand in their order already.
 * @param refused by offer id.
 */
export function orderCandidates(
  { needs }: Problem,
  need: number,
  entries: Entry[],
  refused: readonly RefusedOffer[],
): CandidateRow {
  const asked = needs[need];
  if (!asked) throw new RangeError('There is no such need in this problem.');
  entries.sort(byRank);
  const places = new Map<string, number>();
  const candidates: Candidate[] = [];
  const otherOffers: Candidate[] = [];
  for (const entry of entries) {
    const { supporter } = entry.candidate;
    const isFirst = !places.has(supporter);
    const place = places.get(supporter) ?? places.size + 1;
    places.set(supporter, place);
    (isFirst ? candidates : otherOffers).push({ ...entry.candidate, place });
  }
  return { index: need, need: asked.id, candidates, otherOffers, refused };
}

/** Settles ties between pairs, by the ids of need and offer alone. */
export function hashOf({ needHash, offerHash }: Problem, need: number, offer: number): number {
  return pairHash(needHash[need] ?? 0, offerHash[offer] ?? 0);
}

function byRank(a: Entry, b: Entry): number {
  return (
    Number(a.candidate.holds.length > 0) - Number(b.candidate.holds.length > 0) ||
    b.candidate.points - a.candidate.points ||
    Number(b.candidate.wished) - Number(a.candidate.wished) ||
    a.hash - b.hash ||
    a.offer - b.offer
  );
}

function scored(problem: Problem, need: number, at: number): Unplaced | RefusedOffer {
  const offer = problem.offers[at];
  if (offer === undefined) throw new RangeError('There is no such offer in this problem.');
  const score = scorePair(problem, need, at);
  if (score.kind === 'refused')
    return { offer: offer.id, supporter: offer.school, because: score.because.map(({ code }) => code) };
  const points = new Map(score.parts.map((part) => [part.part, part.points]));
  const parts = Object.fromEntries(PARTS.map((part) => [part, points.get(part) ?? null]));
  return {
    offer: offer.id,
    supporter: score.supporter,
    points: score.points,
    parts: parts as Record<PartName, number | null>,
    holds: score.holds,
    conditions: score.conditions,
    wished: score.wished,
  };
}

/** Schools of the problem that offer nothing at all, by URN: neither listed nor refused. */
export function schoolsWithoutOffer({ schools, offers }: Problem): readonly string[] {
  const offering = new Set<string>(offers.map(({ school }) => school));
  return schools.filter(({ urn }) => !offering.has(urn)).map(({ urn }) => urn);
}
