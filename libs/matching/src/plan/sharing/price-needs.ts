import { solveMaster, type Aim, type Market, type MasterAnswer, type Settled } from './master-program.js';
import type { SchoolSets } from './school-sets.js';

/** Prices are whole numbers of this part of a weight or a point. */
export const PRICE_UNIT = 1_024;

export interface Priced {
  /** Of each need what a school is given for supporting it, or has to give, in parts of `PRICE_UNIT`. */
  readonly prices: readonly number[];
  /** What one unit of weight counts as, in parts of `PRICE_UNIT`. */
  readonly perWeight: number;
  /** No plan is worth more weight, or points beside the least weight; in parts of `PRICE_UNIT` too. */
  readonly bound: number;
}

export interface Pricing extends Priced {
  /** The last mixture of sets; null where none could be found. */
  readonly mixture: MasterAnswer | null;
}

/** Rounds until nothing is new are about 25, whatever the area's size. */
const MOST_ROUNDS = 60;
/** Share of the bound by which a mixture may lie below it and be called the best. */
const NEAR = 1e-7;

export const NOTHING_SETTLED: Settled = { schools: new Set(), partners: [] };

/**
 * Prices of needs at which what schools would choose, each for itself, is worth hardly more than the best mixture of what they
 * chose: then no plan is worth more than what needs keep and schools gain. Each round adds what schools would choose at the
 * mixture's prices (Dantzig and Wolfe 1960), and at prices between those and the best so far, which swing less (Wentges 1997).
 * Every prices give a bound, whoever found them; the lowest is given.
 *
 * @param sets known so far; grows by what schools choose.
 */
export function priceNeeds(market: Market, sets: SchoolSets, aim: Aim): Pricing {
  let best = ask(market, sets, aim, firstPrices(market, aim));
  let mixture: MasterAnswer | null = null;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    mixture = solveMaster(market, sets.all, aim, NOTHING_SETTLED) ?? mixture;
    if (mixture === null) break;
    const now = inUnits(mixture);
    const asked = [halfWay(now, best), now].map((prices) => ask(market, sets, aim, prices));
    for (const each of asked) if (each.bound < best.bound) best = each;
    const near = mixture.worth * PRICE_UNIT + NEAR * best.bound;
    if (asked.every(({ added }) => added === 0) || best.bound <= near) break;
  }
  const { prices, perWeight, bound } = best;
  return { prices, perWeight, bound, mixture };
}

type Prices = Omit<Priced, 'bound'>;

/** What every school would choose at some prices, and the bound they give. */
function ask(
  { schools, rewards }: Market,
  sets: SchoolSets,
  { perPoint, least }: Aim,
  { prices, perWeight }: Prices,
): Priced & { readonly added: number } {
  const values = Float64Array.from(prices);
  let [bound, added] = [-perPoint * perWeight * least, 0];
  schools.forEach((school, at) => {
    const { worth, chosen } = school.best(values, perPoint * PRICE_UNIT);
    bound += worth;
    if (sets.add(at, chosen)) added += 1;
  });
  prices.forEach((price, need) => (bound += rewards.keeps(need, price, perWeight)));
  return { prices, perWeight, bound, added };
}

function inUnits({ prices, perWeight }: Prices): Prices {
  const inUnit = (value: number): number => Math.round(value * PRICE_UNIT);
  return { prices: prices.map(inUnit), perWeight: inUnit(perWeight) };
}

function halfWay(one: Prices, other: Prices): Prices {
  const between = (a: number, b: number): number => Math.round((a + b) / 2);
  return {
    prices: one.prices.map((price, need) => between(price, other.prices[need] ?? price)),
    perWeight: between(one.perWeight, other.perWeight),
  };
}

/** Half of what a need counts is its school's. */
function firstPrices({ rewards }: Market, aim: Aim): Prices {
  const perWeight = Math.round((aim.perWeight ?? 0) * PRICE_UNIT);
  const prices = Array.from(rewards.most, (_, need) => Math.round((rewards.next(need, 0) * perWeight) / 2));
  return { prices, perWeight };
}
