import { dive } from './dive.js';
import { giveWay } from './give-way.js';
import type { Market } from './master-program.js';
import { priceNeeds, PRICE_UNIT, type Priced, type Pricing } from './price-needs.js';
import type { Chosen } from './school-choices.js';
import { SchoolSets } from './school-sets.js';
import { SharedPlan } from './shared-plan.js';

export interface Shared {
  readonly chosen: readonly Chosen[];
  readonly weight: number;
  readonly points: number;
  /** No plan meets more, by these prices. */
  readonly forWeight: Priced;
  /** No plan that meets as much has more points; null where more might be met. */
  readonly forPoints: Priced | null;
}

/** A point counts beside weight, but hardly: a mixture of both finds plans that meet nearly the most, and good ones. */
const POINTS_PER_NEED = 4_000;
/** Pairs that are weighed while others are asked to give way. */
const MOST_WEIGHED = 1_000_000;

/**
 * A plan in whole half-days where they are too few for everybody. Needs are priced until what schools choose, each for
 * itself, mixes to no more than those prices prove possible; mixtures are made plans, and plans bettered by moves. First for
 * how much is met, then for points.
 */
export function shareDays(market: Market): Shared {
  const { schools, rewards } = market;
  const sets = new SchoolSets();
  let best = new SharedPlan(schools, rewards);
  improve(best);
  const take = (chosen: ReadonlyMap<number, readonly Chosen[]>): void => {
    const plan = new SharedPlan(schools, rewards);
    for (const [school, own] of chosen) plan.put(school, own);
    improve(plan);
    plan.chosen.forEach((own, school) => sets.add(school, own));
    if (plan.worth > best.worth) best = plan;
  };
  best.chosen.forEach((own, school) => sets.add(school, own));
  const perWeight = POINTS_PER_NEED / rewards.lightest;
  const both = { perPoint: 1, perWeight, least: 0 } as const;
  const tryPlans = ({ mixture }: Pricing): void => {
    if (mixture) take(dive(market, sets, both, mixture));
  };
  tryPlans(priceNeeds(market, sets, both));
  const forWeight = priceNeeds(market, sets, { perPoint: 0, perWeight: 1, least: 0 });
  const isMost = (): boolean => rewards.mostWithin(forWeight.bound / PRICE_UNIT) <= best.weight;
  if (!isMost()) tryPlans(forWeight);
  if (!isMost()) return answer(best, forWeight, null);
  const forPoints = priceNeeds(market, sets, { perPoint: 1, perWeight: null, least: best.weight });
  tryPlans(forPoints);
  return answer(best, forWeight, forPoints);
}

function answer({ weight, points, chosen }: SharedPlan, forWeight: Priced, forPoints: Priced | null): Shared {
  return { chosen: chosen.flat(), weight, points, forWeight, forPoints };
}

/** Moves until none of them betters the plan; in a large area not everybody is asked to give way. */
function improve(plan: SharedPlan): void {
  const pairs = plan.schools.reduce((sum, { choices }) => sum + choices.length, 0);
  let asked = Math.max(4, Math.ceil(MOST_WEIGHED / Math.max(1, pairs)));
  for (let worth = -1; plan.worth > worth;) {
    worth = plan.worth;
    plan.keep();
    for (; asked > 0 && giveWay(plan); asked -= 1) plan.keep();
    plan.chosen.forEach((_, school) => plan.chooseAgain(school));
    for (let school = 0; school < plan.schools.length; school += 1)
      for (const { choice } of plan.chosen[school] ?? []) plan.moveFrom(school, choice.need);
  }
}
