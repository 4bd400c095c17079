import type { SchoolUrn } from '@app/kernel';
import type { CandidateRow } from '../candidate-row.js';
import type { Problem } from '../problem.js';
import { REFUSAL_CODES, type RefusalCode } from '../refusal.js';
import { byText } from '../snapshot/canonical-json.js';
import { locksOf } from './locks.js';
import type { UnmetReason } from './plan.js';
import type { FlowGraph } from './flow-graph.js';
import type { OfferArcs, PlanGraph } from './plan-graph.js';

/** From each node the offers it could reach by pairs that have no arc: nobody needed them, but they are possible. */
export type Unlisted = ReadonlyMap<number, readonly number[]>;

export function unlistedOf({ unlisted, offerNode }: PlanGraph): Unlisted {
  const found = new Map<number, number[]>();
  for (const [from, { offer }] of unlisted) {
    const own = found.get(from) ?? [];
    own.push(offerNode(offer));
    found.set(from, own);
  }
  return found;
}

/** Why a need has fewer partners than it wants, from its own row and from what the finished flow leaves open. */
export function whyUnmet(
  problem: Problem,
  row: CandidateRow,
  plan: PlanGraph,
  unlisted: Unlisted = unlistedOf(plan),
): UnmetReason {
  const listed = [...row.candidates, ...row.otherOffers];
  if (listed.length === 0) return { kind: 'no_candidate', ...smallestBlock(problem, row) };
  if (listed.every(({ holds }) => holds.length > 0)) {
    const supporters = row.candidates.map(({ supporter }) => supporter);
    return { kind: 'held_back', supporters: supporters.sort(byText) };
  }
  return competition(problem, row.index, plan, unlisted);
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
 * Everything that could still be moved to make room for the need, as if every offer could be started for one partner.
 * Where it leads to a free place, the fewest partners of offers stand in the way; else all of it is taken (Hall 1935).
 */
function competition(problem: Problem, need: number, plan: PlanGraph, unlisted: Unlisted): UnmetReason {
  const { reached, findsRoom } = reachFrom(plan, plan.needNode(need), problem.offerSchool, unlisted);
  const met = [...reached].flatMap((node) => plan.meaning(node) ?? []);
  const placesOf = (kind: 'need' | 'offer'): number[] =>
    met.flatMap((each) => (each.kind === kind ? [each.at] : []));
  const offers = placesOf('offer');
  const supportersOf = (some: readonly number[]): SchoolUrn[] => {
    const schools = some.flatMap((offer) => problem.offers[offer]?.school ?? []);
    return [...new Set(schools)].sort(byText);
  };
  if (findsRoom) {
    const bound = offers.filter((offer) => (plan.offerArcs[offer]?.fewest ?? 0) > 0);
    const ids = bound.flatMap((offer) => problem.offers[offer]?.id ?? []);
    return { kind: 'fewest', offers: ids.sort(byText), supporters: supportersOf(bound) };
  }
  // A locked pair is no part of the flow, and its need takes a place all the same.
  const lockedNeeds = locksOf(problem).flatMap(({ need, offer }) => (offers.includes(offer) ? [need] : []));
  const needs = [...placesOf('need'), ...lockedNeeds].flatMap((at) => problem.needs[at]?.id ?? []);
  return {
    kind: 'competing',
    needs: [...new Set(needs)].sort(byText),
    supporters: supportersOf(offers),
  };
}

function reachFrom(
  { graph, meaning, offerArcs, schoolNode }: PlanGraph,
  start: number,
  offerSchool: Int32Array,
  unlisted: Unlisted,
): { readonly reached: ReadonlySet<number>; readonly findsRoom: boolean } {
  const reached = new Set([start]);
  const waiting = [start];
  let findsRoom = false;
  const reach = (node: number): void => {
    if (reached.has(node)) return;
    reached.add(node);
    waiting.push(node);
  };
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const meant = meaning(node);
    for (let place = graph.first[node] ?? 0; place < (graph.first[node + 1] ?? 0); place += 1) {
      const arc = graph.arcs[place] ?? 0;
      const to = graph.to[arc] ?? 0;
      if ((graph.room[arc] ?? 0) === 0) continue;
      if (to !== graph.hub) reach(to);
      else if (meant?.kind === 'school') findsRoom = true;
    }
    for (const to of unlisted.get(node) ?? []) reach(to);
    if (meant?.kind !== 'offer') continue;
    const isLeft = (offerArcs[meant.at]?.fewest ?? 0) > 0 && !hasRoomOrPartners(offerArcs[meant.at], graph);
    if (isLeft) reach(schoolNode(offerSchool[meant.at] ?? -1));
  }
  return { reached, findsRoom };
}

/** An offer that was left has neither: its capacity was taken away. */
function hasRoomOrPartners(arcs: OfferArcs | undefined, graph: FlowGraph): boolean {
  return [arcs?.first ?? -1, arcs?.further ?? -1].some((arc) => arc >= 0 && graph.capacity(arc) > 0);
}
