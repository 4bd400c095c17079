import type { CandidateRow } from '../candidate-row.js';
import type { Problem } from '../problem.js';
import { REFUSAL_CODES, type RefusalCode } from '../refusal.js';
import { byText } from '../snapshot/canonical-json.js';
import { locksOf } from './locks.js';
import type { UnmetReason } from './plan.js';
import type { PlanGraph } from './plan-graph.js';

/** Why a need has fewer partners than it wants, from its own row and from what the finished flow leaves open. */
export function whyUnmet(problem: Problem, row: CandidateRow, plan: PlanGraph): UnmetReason {
  const listed = [...row.candidates, ...row.otherOffers];
  if (listed.length === 0) return { kind: 'no_candidate', ...smallestBlock(problem, row) };
  if (listed.every(({ holds }) => holds.length > 0)) {
    const supporters = row.candidates.map(({ supporter }) => supporter);
    return { kind: 'held_back', supporters: supporters.sort(byText) };
  }
  return competition(problem, row.index, plan);
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

/** Everything that could still be moved to make room for the need: none of it leads to a free place (Hall 1935). */
function competition(problem: Problem, need: number, { graph, needNode, meaning }: PlanGraph): UnmetReason {
  const reached = new Set([needNode(need)]);
  const waiting = [needNode(need)];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    for (let place = graph.first[node] ?? 0; place < (graph.first[node + 1] ?? 0); place += 1) {
      const arc = graph.arcs[place] ?? 0;
      const to = graph.to[arc] ?? 0;
      if ((graph.room[arc] ?? 0) === 0 || reached.has(to) || to === graph.source) continue;
      reached.add(to);
      waiting.push(to);
    }
  }
  const met = [...reached].flatMap((node) => meaning(node) ?? []);
  const placesOf = (kind: 'need' | 'offer'): number[] =>
    met.flatMap((each) => (each.kind === kind ? [each.at] : []));
  const offers = placesOf('offer');
  const supporters = offers.flatMap((offer) => problem.offers[offer]?.school ?? []);
  // A locked pair is no part of the flow, and its need takes a place all the same.
  const lockedNeeds = locksOf(problem).flatMap(({ need, offer }) => (offers.includes(offer) ? [need] : []));
  const needs = [...placesOf('need'), ...lockedNeeds].flatMap((at) => problem.needs[at]?.id ?? []);
  return {
    kind: 'competing',
    needs: [...new Set(needs)].sort(byText),
    supporters: [...new Set(supporters)].sort(byText),
  };
}
