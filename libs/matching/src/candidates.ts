import type { Candidate, CandidateRow, RefusedOffer } from './candidate-row.js';
import { pairHash } from './hash.js';
import type { PairScore } from './pair-score.js';
import { PARTS, type PartName } from './policy.js';
import type { Problem } from './problem.js';
import { scorePair } from './score-pair.js';

type Scored = Extract<PairScore, { kind: 'scored' }>;

interface Entry {
  readonly score: Scored;
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
  const asked = problem.needs[need];
  if (!asked) throw new RangeError('There is no such need in this problem.');
  const entries: Entry[] = [];
  const refused: RefusedOffer[] = [];
  problem.offers.forEach(({ id, school }, offer) => {
    const score = scorePair(problem, need, offer);
    if (score.kind === 'refused')
      refused.push({ offer: id, supporter: school, because: score.because.map(({ code }) => code) });
    else entries.push({ score, offer, hash: hashOf(problem, need, offer) });
  });
  entries.sort(byRank);
  const places = new Map<string, number>();
  const candidates: Candidate[] = [];
  const otherOffers: Candidate[] = [];
  for (const entry of entries) {
    const { supporter } = entry.score;
    const isFirst = !places.has(supporter);
    const place = places.get(supporter) ?? places.size + 1;
    places.set(supporter, place);
    (isFirst ? candidates : otherOffers).push(candidateOf(problem, entry, place));
  }
  return { index: need, need: asked.id, candidates, otherOffers, refused };
}

/** Settles ties between pairs, by the ids of need and offer alone. */
export function hashOf({ needHash, offerHash }: Problem, need: number, offer: number): number {
  return pairHash(needHash[need] ?? 0, offerHash[offer] ?? 0);
}

function byRank(a: Entry, b: Entry): number {
  return (
    Number(a.score.holds.length > 0) - Number(b.score.holds.length > 0) ||
    b.score.points - a.score.points ||
    Number(b.score.wished) - Number(a.score.wished) ||
    a.hash - b.hash ||
    a.offer - b.offer
  );
}

function candidateOf({ offers }: Problem, { score, offer }: Entry, place: number): Candidate {
  const id = offers[offer]?.id;
  if (id === undefined) throw new RangeError('There is no such offer in this problem.');
  const points = new Map(score.parts.map((part) => [part.part, part.points]));
  const parts = Object.fromEntries(PARTS.map((part) => [part, points.get(part) ?? null]));
  return {
    place,
    offer: id,
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
