import type { CandidateRow } from '../candidate-row.js';
import type { Problem } from '../problem.js';
import { CheapestFlow } from './cheapest-flow.js';
import { eligiblePairs, type EligiblePair } from './eligible-pairs.js';
import { DaysBranches } from './days-branches.js';
import { gapOfSearch } from './gap.js';
import { isPlan, MOST_BRANCHES, notSearched, searchPlan } from './search.js';
import { shareOut } from './share-out.js';
import type { SolveLinear } from './sharing/linear-program.js';
import type { Solved } from './solved.js';
import type { Lock } from './locks.js';
import { costOfPoints, putCosts, type Costs } from './ordered-cost.js';
import { planGraph, planGround, type PlanGraph } from './plan-graph.js';
import { carryPairs, pairsBefore, pricesBefore, type Started } from './warm-start.js';

export interface Solving {
  /** Branches of the search for which offers open; then a gap is said instead. */
  readonly mostBranches?: number;
  /** Pairs a need begins with, best first; whatever is better than what they allow is added. */
  readonly list?: number;
  /** A plan of nearly the same problem to begin from. The best plan is the same whatever it is. */
  readonly from?: Started;
  /** Where days are too few for everybody: without it such a plan is searched for alone, and its gap is wider. */
  readonly linear?: SolveLinear;
}

/** Long enough that next to nothing has to be added, short enough to save most of the arcs. */
const LIST = 24;

/**
 * The best plan over all eligible pairs. Solved on each need's best pairs first; then every pair left out is held against
 * the prices found (Dantzig and Wolfe 1960), those that would better the plan are added, and again until there is none.
 * Where that is no plan yet (offers that want several partners or none, days that are too few), all pairs are added and the
 * plan is searched for among them.
 */
export function solve(
  problem: Problem,
  rows: readonly CandidateRow[],
  locks: readonly Lock[],
  { mostBranches, list = LIST, from, linear }: Solving = {},
): Solved {
  const pairs = eligiblePairs(problem, rows);
  const before = from && pairsBefore(problem, pairs, from.pairs);
  const weighed = from ? pairsBefore(problem, pairs, from.listed) : [];
  const listed = new Set([...shortLists(pairs, list), ...weighed]);
  const ground = planGround(problem, pairs, locks);
  let plan = planGraph(problem, ground, (pair) => listed.has(pair));
  let flow = new CheapestFlow(plan.graph);
  if (from && before) {
    pricesBefore(plan, flow, from);
    carryPairs(plan, flow, before);
  } else flow.priceAfresh();
  for (;;) {
    flow.settle();
    const better = plan.unlisted.filter(([from, pair]) => saves(flow.potential, plan, from, pair));
    // A search may need any pair in one of its branches.
    const added = better.length === 0 && !isPlan(plan, flow) ? plan.unlisted : better;
    if (added.length === 0) break;
    for (const [, pair] of added) listed.add(pair);
    const used = plan.pairArcs.flatMap(([arc, pair]) => (plan.graph.carries(arc) ? [pair] : []));
    const prices = flow.potential;
    plan = planGraph(problem, ground, (pair) => listed.has(pair));
    flow = new CheapestFlow(plan.graph);
    putCosts(flow.potential, prices);
    carryPairs(plan, flow, new Set(used));
  }
  const isShort = new DaysBranches(plan, flow).tooMany() !== null;
  const sharing = isShort ? linear : undefined;
  if (sharing && problem.needs.length > MOST_SEARCHED) {
    const searched = notSearched(flow);
    return shareOut(problem, locks, { pairs, plan, flow, searched, gap: null, shared: null }, sharing);
  }
  const searched = searchPlan(plan, flow, mostBranches ?? (isShort ? branchesFor(problem) : MOST_BRANCHES));
  const gap = gapOfSearch(problem, searched);
  const solved: Solved = { pairs, plan, flow, searched, gap, shared: null };
  return gap !== null && sharing ? shareOut(problem, locks, solved, sharing) : solved;
}

/** Where days are short a search soon looks at too much: only small areas are searched through, and larger ones not. */
const MOST_SEARCHED = 150;

function branchesFor({ needs }: Problem): number {
  return Math.min(MOST_BRANCHES, Math.ceil(20_000 / Math.max(1, needs.length)));
}

function shortLists(pairs: readonly EligiblePair[], list: number): readonly EligiblePair[] {
  const byNeed = new Map<number, EligiblePair[]>();
  for (const pair of pairs) {
    const own = byNeed.get(pair.need) ?? [];
    own.push(pair);
    byNeed.set(pair.need, own);
  }
  return [...byNeed.values()].flatMap((own) =>
    own.length <= list
      ? own
      : own
          .sort((a, b) => Number(b.kept) - Number(a.kept) || b.points - a.points || a.hash - b.hash)
          .slice(0, list),
  );
}

/** Whether a pair without an arc would better the plan, by the prices of its ends. */
function saves(prices: Costs, plan: PlanGraph, from: number, pair: EligiblePair): boolean {
  const to = plan.offerNode(pair.offer);
  const apart = (place: keyof Costs): number => (prices[place][from] ?? 0) - (prices[place][to] ?? 0);
  const points = apart('points') + costOfPoints(pair.points, pair.kept);
  return (apart('force') || apart('cover') || points || apart('hash') + pair.hash) < 0;
}
