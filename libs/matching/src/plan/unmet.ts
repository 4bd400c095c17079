import type { SchoolUrn } from '@app/kernel';
import type { CandidateRow } from '../candidate-row.js';
import type { Problem } from '../problem.js';
import { REFUSAL_CODES, type RefusalCode } from '../refusal.js';
import { byText } from '../snapshot/canonical-json.js';
import { groupPlaces } from './group-places.js';
import { locksOf } from './locks.js';
import { mayBePlanned } from './plannable.js';
import type { UnmetReason } from './plan.js';
import type { PlanGraph } from './plan-graph.js';
import type { Reach } from './reach.js';

/** What is asked of a finished plan's network. */
type Left = Pick<PlanGraph, 'days'> & { readonly offerArcs: readonly { readonly fewest: number }[] };

/** Why a need has fewer partners than it wants, from its own row and from what the finished flow leaves open. */
export function whyUnmet(
  problem: Problem,
  row: CandidateRow,
  plan: Left,
  reach: Pick<Reach, 'from'>,
): UnmetReason {
  const listed = [...row.candidates, ...row.otherOffers];
  if (listed.length === 0) return { kind: 'no_candidate', ...smallestBlock(problem, row) };
  if (listed.every(({ holds }) => holds.length > 0)) {
    const supporters = row.candidates.map(({ supporter }) => supporter);
    return { kind: 'held_back', supporters: supporters.sort(byText) };
  }
  if (listed.every((each) => !mayBePlanned(problem, each))) {
    const unknown = row.candidates.filter(({ holds }) => holds.length === 0);
    const wanted = problem.policy.plan.must_be_known ?? [];
    return {
      kind: 'not_known',
      parts: wanted.filter((part) => unknown.some(({ parts }) => parts[part] === null)),
      supporters: unknown.map(({ supporter }) => supporter).sort(byText),
    };
  }
  return outsideGroup(problem, row) ?? competition(problem, row, plan, reach);
}

/** A need that waits for one of its group while only others could be proposed. */
function outsideGroup(problem: Problem, row: CandidateRow): UnmetReason | null {
  const group = groupPlaces(problem, locksOf(problem)).get(row.index);
  if (!group) return null;
  const open = [...row.candidates, ...row.otherOffers].filter((each) => mayBePlanned(problem, each));
  if (open.some(({ supporter }) => group.schools.has(problem.schoolIndex.get(supporter) ?? -1))) return null;
  const urns = [...group.schools].flatMap((school) => problem.schools[school]?.urn ?? []);
  return { kind: 'group', name: group.name, supporters: urns.sort(byText) };
}

/**
 * The fewest rules that stand in some offer's way: without them that offer answers the need, and with any of them left
 * no offer does, since none has fewer in its way.
 */
function smallestBlock(
  problem: Problem,
  row: CandidateRow,
): { readonly rules: readonly RefusalCode[]; readonly opens: number } {
  const school = problem.needs[row.index]?.school;
  const others = row.refused.filter(({ supporter }) => supporter !== school);
  // Its own offer counts only where nobody else offers anything.
  const refused = (others.length > 0 ? others : row.refused).map(({ because }) => because);
  const order = (rules: readonly RefusalCode[]): string =>
    rules.map((rule) => String(REFUSAL_CODES.indexOf(rule)).padStart(2, '0')).join(' ');
  const fewest = Math.min(...refused.map(({ length }) => length));
  const smallest = refused
    .filter(({ length }) => length === fewest)
    .sort((a, b) => byText(order(a), order(b)));
  // Of equally small sets the one that most offers wait for, then the one that comes first in the order of the codes.
  const opens = (rules: readonly RefusalCode[]): number =>
    refused.filter((because) => because.every((rule) => rules.includes(rule))).length;
  const best = smallest.reduce<readonly RefusalCode[] | null>(
    (found, rules) => (found === null || opens(rules) > opens(found) ? rules : found),
    null,
  );
  return best === null ? { rules: [], opens: 0 } : { rules: best, opens: opens(best) };
}

/**
 * Everything that could still be moved to make room for the need, as if every offer could be started for one partner and
 * days were counted in places alone. Where it leads to a free place, the fewest partners of offers stand in the way, or the
 * days of the schools that have one; else all of it is taken (Hall 1935).
 */
function competition(
  problem: Problem,
  row: CandidateRow,
  plan: Left,
  reach: Pick<Reach, 'from'>,
): UnmetReason {
  const { needs, offers, rooms } = reach.from(row.index);
  const supportersOf = (some: readonly number[]): SchoolUrn[] =>
    [...new Set(some.flatMap((offer) => problem.offers[offer]?.school ?? []))].sort(byText);
  const bound = offers.filter((offer) => (plan.offerArcs[offer]?.fewest ?? 0) > 0);
  if (rooms.length > 0 && bound.length > 0) {
    const ids = bound.flatMap((offer) => problem.offers[offer]?.id ?? []);
    return { kind: 'fewest', offers: ids.sort(byText), supporters: supportersOf(bound) };
  }
  if (rooms.length > 0) {
    const schools = rooms.flatMap((school) => problem.schools[school]?.urn ?? []);
    return { kind: 'days', supporters: schools.sort(byText) };
  }
  const withoutDays = schoolsWithoutDays(problem, row, plan);
  if (offers.length === 0 && withoutDays.length > 0) return { kind: 'days', supporters: withoutDays };
  // A locked pair is no part of the flow, and its need takes a place all the same.
  const lockedNeeds = locksOf(problem).flatMap(({ need, offer }) => (offers.includes(offer) ? [need] : []));
  const ids = [...needs, ...lockedNeeds].flatMap((at) => problem.needs[at]?.id ?? []);
  return { kind: 'competing', needs: [...new Set(ids)].sort(byText), supporters: supportersOf(offers) };
}

/** Schools that could answer, were their days not taken by locks. */
function schoolsWithoutDays(
  problem: Problem,
  { index, candidates }: CandidateRow,
  { days }: Left,
): readonly SchoolUrn[] {
  return candidates
    .filter(
      (each) =>
        mayBePlanned(problem, each) && !days.fits(index, problem.schoolIndex.get(each.supporter) ?? -1),
    )
    .map(({ supporter }) => supporter)
    .sort(byText);
}
