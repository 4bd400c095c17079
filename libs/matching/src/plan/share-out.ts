import type { Problem } from '../problem.js';
import { CheapestFlow } from './cheapest-flow.js';
import type { EligiblePair } from './eligible-pairs.js';
import { gapOf } from './gap.js';
import { groupPlaces } from './group-places.js';
import { roomOf, type Lock } from './locks.js';
import { KEPT_PER_POINT } from './ordered-cost.js';
import { planGraph, planGround } from './plan-graph.js';
import type { Gap } from './plan.js';
import { honourGroups } from './sharing/honour-groups.js';
import type { SolveLinear } from './sharing/linear-program.js';
import { NeedRewards } from './sharing/need-rewards.js';
import { PRICE_UNIT } from './sharing/price-needs.js';
import { schoolChoices } from './sharing/school-choices.js';
import { shareDays, type Shared } from './sharing/share-days.js';
import type { Solved } from './solved.js';
import { carryPairs } from './warm-start.js';

/**
 * The plan where half-days are too few for everybody and a search has not come to its end: shared out school by school,
 * with the gap that its prices prove. The better one of both is taken.
 */
export function shareOut(
  problem: Problem,
  locks: readonly Lock[],
  solved: Solved,
  solve: SolveLinear,
): Solved {
  const { pairs, plan } = solved;
  const lockedOf = (of: (lock: Lock) => number, at: number): number =>
    locks.filter((lock) => of(lock) === at).length;
  const schools = schoolChoices(
    problem,
    plan.pairArcs.map(([, pair]) => pair),
    plan.days,
    {
      school: (at) => roomOf(problem, at) - lockedOf(({ offer }) => problem.offerSchool[offer] ?? -1, at),
      offer: (at) => ({ room: plan.offerArcs[at]?.most ?? 0, fewest: plan.offerArcs[at]?.fewest ?? 0 }),
    },
  );
  const rewards = new NeedRewards(problem, (need) => lockedOf((lock) => lock.need, need));
  const groups = groupPlaces(problem, locks);
  const shared = honourGroups(shareDays({ schools, rewards, solve }), groups, rewards, {
    isOfGroup: (need, offer) => groups.get(need)?.schools.has(problem.offerSchool[offer] ?? -1) !== false,
    fewestOf: (offer) => plan.offerArcs[offer]?.fewest ?? 0,
  });
  const { forWeight, forPoints } = shared;
  const chosen = new Set(shared.chosen.map(({ choice, offer }) => `${String(choice.need)} ${String(offer)}`));
  const searched = searchedPlan(solved);
  const isBetter =
    searched === null ||
    shared.weight > searched.weight ||
    (shared.weight === searched.weight && shared.points >= searched.points);
  const worth = isBetter ? shared : searched;
  const taken = isBetter
    ? pairs.filter(({ need, offer }) => chosen.has(`${String(need)} ${String(offer)}`))
    : plan.pairArcs.flatMap(([arc, pair]) => (plan.graph.carries(arc) ? [pair] : []));
  const proof = {
    forWeight: forWeight.prices,
    forPoints: forPoints && {
      least: shared.weight,
      perWeight: forPoints.perWeight,
      prices: forPoints.prices,
    },
  };
  return {
    ...solved,
    ...carrying(problem, pairs, locks, taken),
    gap: gapOfShared(problem, rewards, shared, worth),
    shared: proof,
  };
}

interface Worth {
  readonly weight: number;
  readonly points: number;
}

function searchedPlan({ searched: { cost } }: Solved): Worth | null {
  return cost && { weight: Number(-cost[1]), points: Number(-cost[2] / BigInt(KEPT_PER_POINT)) };
}

/** A fresh flow of just these pairs. */
function carrying(
  problem: Problem,
  pairs: readonly EligiblePair[],
  locks: readonly Lock[],
  taken: readonly EligiblePair[],
): Pick<Solved, 'plan' | 'flow'> {
  const plan = planGraph(problem, planGround(problem, pairs, locks));
  const flow = new CheapestFlow(plan.graph);
  carryPairs(plan, flow, new Set(taken));
  return { plan, flow };
}

function gapOfShared(
  problem: Problem,
  rewards: NeedRewards,
  { forWeight, forPoints }: Shared,
  { weight, points }: Worth,
): Gap | null {
  const more = rewards.mostWithin(forWeight.bound / PRICE_UNIT) - weight;
  if (more > 0 || !forPoints) return gapOf(problem, BigInt(Math.max(more, 1)), 0n);
  const better = Math.floor(forPoints.bound / PRICE_UNIT) - points;
  return better > 0 ? gapOf(problem, 0n, BigInt(better) * BigInt(KEPT_PER_POINT)) : null;
}
