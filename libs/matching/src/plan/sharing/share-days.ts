import type { NeedRewards } from './need-rewards.js';
import { giveWay } from './give-way.js';
import { PRICE_UNIT, priceNeeds, type Priced, type Pricing } from './price-needs.js';
import type { Chosen, SchoolChoices } from './school-choices.js';
import { pointsOf, SharedPlan } from './shared-plan.js';

export interface Shared {
  readonly chosen: readonly Chosen[];
  readonly weight: number;
  readonly points: number;
  /** No plan meets more, by these prices. */
  readonly forWeight: Priced;
  /** No plan that meets as much has more points; null where more might be met. */
  readonly forPoints: Priced | null;
}

export interface Sharing {
  /** Rounds of prices before plans are made of what schools choose, in each of both parts. */
  readonly rounds: number;
  /** Rounds with a plan each. */
  readonly plans: number;
}

const MOST_ROUNDS = 600;
const ROUNDS_FOR_A_PLAN = 15;
/** Pairs weighed in one of both parts. */
const MOST_WEIGHED = 1_000_000;

/**
 * As much as an area's size allows: a plan is made in one piece, and nothing else goes on meanwhile where it is made. A few
 * seconds are as long as that may take.
 *
 * @param pairs that are possible.
 */
export function sharingFor(pairs: number): Sharing {
  const rounds = Math.min(MOST_ROUNDS, Math.ceil(MOST_WEIGHED / Math.max(1, pairs)));
  return { rounds, plans: Math.ceil(rounds / ROUNDS_FOR_A_PLAN) };
}

/**
 * A plan in whole half-days where they are too few for everybody. Needs are priced until schools, each choosing for itself,
 * nearly agree; around those prices their choices are made plans and bettered by moves; the prices say how far the best of
 * them may be from the best there is. First for how much is met, then for points.
 */
export function shareDays(schools: readonly SchoolChoices[], rewards: NeedRewards): Shared {
  const sharing = sharingFor(schools.reduce((sum, { choices }) => sum + choices.length, 0));
  const found = new Found(schools, rewards);
  const half = Array.from(rewards.most, (_, need) => (rewards.next(need, 0) * PRICE_UNIT) / 2);
  const forWeight = found.price(sharing, {
    ...{ perPoint: 0, least: 0, start: half, startPerWeight: PRICE_UNIT },
    reached: () => found.best.weight,
  });
  const { weight } = found.best;
  if (rewards.mostWithin(forWeight.bound / PRICE_UNIT) > weight) return found.answer(forWeight, null);
  const heaviest = half.reduce((most, each) => Math.max(most, (2 * each) / PRICE_UNIT), 1);
  const perWeight = Math.ceil((1_000 * PRICE_UNIT) / heaviest);
  const forPoints = found.price(sharing, {
    ...{ perPoint: 1, least: weight, startPerWeight: perWeight },
    start: forWeight.prices.map((price) => Math.round((price / PRICE_UNIT) * perWeight)),
    reached: () => found.best.points,
  });
  return found.answer(forWeight, forPoints);
}

/** The best plan so far. */
class Found {
  private plan: SharedPlan;

  constructor(
    private readonly schools: readonly SchoolChoices[],
    private readonly rewards: NeedRewards,
  ) {
    this.plan = this.planFrom(
      schools.map(() => []),
      new Float64Array(rewards.most.length),
      0,
    );
    improve(this.plan);
  }

  get best(): SharedPlan {
    return this.plan;
  }

  price({ rounds, plans }: Sharing, pricing: Omit<Pricing, 'rounds' | 'length' | 'look'>): Priced {
    const first = priceNeeds(this.schools, this.rewards, { ...pricing, rounds, length: 1 });
    const second = priceNeeds(this.schools, this.rewards, {
      ...{ ...pricing, rounds: plans, length: 1 / 16, start: first.prices, startPerWeight: first.perWeight },
      look: (choices, prices) => {
        const plan = this.planFrom(choices, prices, pricing.perPoint * PRICE_UNIT);
        improve(plan);
        if (plan.worth > this.plan.worth) this.plan = plan;
      },
    });
    return second.bound < first.bound ? second : first;
  }

  answer(forWeight: Priced, forPoints: Priced | null): Shared {
    const { weight, points, chosen } = this.plan;
    return { chosen: chosen.flat(), weight, points, forWeight, forPoints };
  }

  /**
   * What schools would choose, each need taken where it is chosen first: who brings most points chooses first. Then each
   * chooses again from what is left by the prices, and at last by what it counts.
   */
  private planFrom(
    choices: readonly (readonly Chosen[])[],
    prices: Float64Array,
    perPoint: number,
  ): SharedPlan {
    const plan = new SharedPlan(this.schools, this.rewards);
    const order = choices
      .map((chosen, school) => ({ chosen, school, points: pointsOf(chosen) }))
      .sort((a, b) => b.points - a.points || a.school - b.school);
    const isOpen = (need: number): boolean => plan.isOpen(need);
    for (const { chosen, school } of order) {
      const open = chosen.filter(({ choice }) => isOpen(choice.need)).map(({ choice }) => choice);
      plan.put(school, this.schools[school]?.assign(open) ?? []);
    }
    for (const { school } of order) {
      plan.put(school, []);
      const open = prices.map((price, need) => (isOpen(need) ? price : -1));
      plan.put(school, this.schools[school]?.best(open, Math.max(1, perPoint)).chosen ?? []);
    }
    for (const { school } of order) plan.chooseAgain(school);
    return plan;
  }
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
