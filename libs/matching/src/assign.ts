import type { CandidateRow } from './candidate-row.js';
import { fillCheapest } from './plan/cheapest-flow.js';
import { eligiblePairs } from './plan/eligible-pairs.js';
import { contradictions, locksOf, Tally } from './plan/locks.js';
import { planGraph } from './plan/plan-graph.js';
import type { Alternates, Contradiction, Plan, PlannedPair, UnmetNeed } from './plan/plan.js';
import { whyUnmet } from './plan/unmet.js';
import type { Problem } from './problem.js';
import { byText } from './snapshot/canonical-json.js';

/**
 * The area plan, exact over all eligible pairs: first the most needs met, weighted by priority and waiting; then a second
 * and third partner for those that want them; then the most points; then the fewest changes to the plan in force; then
 * the hash of the pairs. Locks are hard; bars are rules of the pair.
 *
 * @param rows of every need, in the problem's order.
 * @returns a plan, or `infeasible` with reasons: no solution is an answer, not an error.
 */
export function assign(problem: Problem, rows: readonly CandidateRow[]): Plan {
  const locks = locksOf(problem);
  const broken = contradictions(problem, locks);
  if (broken.length > 0) return infeasible(broken);
  const pairs = eligiblePairs(problem, rows);
  const plan = planGraph(problem, pairs, locks);
  fillCheapest(plan.graph);

  const isLocked = new Set(locks.map(({ need, offer }) => `${String(need)} ${String(offer)}`));
  const chosen = [
    ...pairs.filter(({ need, offer }) => isLocked.has(`${String(need)} ${String(offer)}`)),
    ...plan.pairArcs.flatMap(([arc, pair]) => (plan.graph.carries(arc) ? [pair] : [])),
  ];
  const planned = chosen
    .map(({ need, offer, points }): PlannedPair | null => {
      const [asked, offered] = [problem.needs[need], problem.offers[offer]];
      const locked = isLocked.has(`${String(need)} ${String(offer)}`);
      return asked && offered
        ? { need: asked.id, offer: offered.id, supporter: offered.school, points, locked }
        : null;
    })
    .filter((pair) => pair !== null)
    .sort((a, b) => byText(a.need, b.need) || byText(a.offer, b.offer));
  const partners = new Tally();
  for (const { need } of planned) partners.add(need);
  const unmet = rows.flatMap((row): UnmetNeed[] => {
    const missing = (problem.needs[row.index]?.partnersWanted ?? 0) - partners.of(row.need);
    return missing > 0 ? [{ need: row.need, missing, because: whyUnmet(problem, row, plan) }] : [];
  });
  return {
    schema: 'trellis.plan/1',
    state: planned.length === 0 && unmet.length > 0 ? 'infeasible' : 'complete',
    pairs: planned,
    points: planned.reduce((sum, { points }) => sum + points, 0),
    unmet,
    alternates: alternatesOf(problem, rows, planned),
    contradictions: [],
    belowFewest: belowFewest(problem, planned),
  };
}

function infeasible(broken: readonly Contradiction[]): Plan {
  return {
    schema: 'trellis.plan/1',
    state: 'infeasible',
    pairs: [],
    points: 0,
    unmet: [],
    alternates: [],
    contradictions: broken,
    belowFewest: [],
  };
}

function alternatesOf(
  { policy }: Problem,
  rows: readonly CandidateRow[],
  planned: readonly PlannedPair[],
): readonly Alternates[] {
  const taken = new Set(planned.map(({ need, supporter }) => `${need} ${supporter}`));
  return rows.map(({ need, candidates }) => {
    const open = candidates.filter(
      ({ supporter, holds }) => holds.length === 0 && !taken.has(`${need} ${supporter}`),
    );
    return { need, offers: open.slice(0, policy.plan.alternates).map(({ offer }) => offer) };
  });
}

/** Partners already there count too. */
function belowFewest({ offers, supporters }: Problem, planned: readonly PlannedPair[]): Plan['belowFewest'] {
  const partners = new Tally();
  for (const { offer } of planned) partners.add(offer);
  return offers
    .filter(({ id, mostPartners, fewestPartners }, at) => {
      const all = partners.of(id) + mostPartners - (supporters.slotsLeft[at] ?? 0);
      return partners.of(id) > 0 && all < fewestPartners;
    })
    .map(({ id }) => id);
}
