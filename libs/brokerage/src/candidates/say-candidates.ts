import type { SchoolUrn } from '@app/kernel';
import {
  eligibility,
  sayHold,
  sayPart,
  sayRefusal,
  scorePair,
  type Candidate,
  type CandidateRow,
  type FreeCapacityFact,
  type Names,
  type PairScore,
  type PartFact,
  type Plan,
  type Problem,
} from '@app/matching';
import type { Namer } from '../namers.js';
import type { CandidateView, RefusedView } from '../views.js';

export interface RunOfNeed {
  readonly problem: Problem;
  readonly row: CandidateRow;
  /** As the run keeps it. */
  readonly plan: unknown;
  readonly namer: Namer;
  readonly asker: SchoolUrn;
}

/** Who may be proposed, in the order of the run; the facts behind its points follow from its snapshot. */
export function candidateViews({ problem, row, plan, namer: called }: RunOfNeed): CandidateView[] {
  const namer = { ...called, runDate: problem.snapshot.runDate };
  const planned = new Set(
    ((plan as Plan | null)?.pairs ?? []).filter(({ need }) => need === row.need).map(({ offer }) => offer),
  );
  return row.candidates.map((candidate) => {
    const facts = factsOf(problem, row.index, candidate);
    const capacity = facts.get('free_capacity') as FreeCapacityFact | undefined;
    const [hold] = candidate.holds;
    return {
      place: candidate.place,
      offer: candidate.offer,
      urn: candidate.supporter,
      name: namer.school(candidate.supporter),
      points: candidate.points,
      parts: partsOf(problem, row.index, candidate, facts, namer),
      freeHalfDays: capacity?.free ?? 0,
      askMe: capacity?.askMe ?? false,
      holds: candidate.holds,
      conditions: candidate.conditions,
      wished: candidate.wished,
      wordConfirmedAt: null,
      planned: planned.has(candidate.offer),
      mayNotPropose: hold === undefined ? null : `${sayHold(hold)}.`,
    };
  });
}

function partsOf(
  problem: Problem,
  need: number,
  { parts }: Candidate,
  facts: ReadonlyMap<string, PartFact>,
  names: Names,
): CandidateView['parts'] {
  const weights = problem.weights[need];
  return Object.entries(parts).map(([name, points]) => {
    const part = name as keyof typeof parts;
    const fact = facts.get(part);
    return { part, points, of: weights?.[part] ?? 0, because: fact ? sayPart(fact, names) : '' };
  });
}

function factsOf(problem: Problem, need: number, { offer }: Candidate): ReadonlyMap<string, PartFact> {
  const score: PairScore = scorePair(problem, need, problem.offerIndex.get(offer) ?? -1);
  return new Map(score.kind === 'refused' ? [] : score.parts.map(({ part, fact }) => [part, fact]));
}

/**
 * Every school of the area that is not listed, by name: with all the rules that stand in its way, or that it offers
 * nothing yet. A school with several offers is told the reasons of the offer with the fewest.
 */
export function refusedViews(
  { problem, row, namer, asker }: RunOfNeed,
  names: ReadonlyMap<SchoolUrn, string>,
): RefusedView[] {
  const listed = new Set<string>(row.candidates.map(({ supporter }) => supporter));
  const best = new Map<SchoolUrn, RefusedView['because']>();
  for (const { offer, supporter } of row.refused) {
    if (listed.has(supporter)) continue;
    const at = problem.offerIndex.get(offer) ?? -1;
    const because = eligibility(problem, row.index, at).refusals.map((refusal) => ({
      code: refusal.code,
      sentence: `${sayRefusal(refusal, namer, { asker, supporter })}.`,
    }));
    const before = best.get(supporter);
    if (!before || because.length < before.length) best.set(supporter, because);
  }
  const rest = [...names.keys()].filter((urn) => !listed.has(urn) && !best.has(urn) && urn !== asker);
  for (const urn of rest)
    best.set(urn, [{ code: 'NO_OFFER', sentence: `${namer.school(urn)} has not offered support yet.` }]);
  return [...best]
    .filter(([urn]) => urn !== asker)
    .map(([urn, because]) => ({ urn, name: namer.school(urn), because }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
