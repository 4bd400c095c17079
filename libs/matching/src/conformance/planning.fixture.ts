import { aNeed, anOffer, aSchool, aSnapshot, day, someDays, urn } from '../a-county.fixture.js';
import { assign } from '../assign.js';
import type { CandidateRow } from '../candidate-row.js';
import { rankCandidates } from '../candidates.js';
import type { Plan } from '../plan/plan.js';
import { buildProblem, type Problem } from '../problem.js';
import { Dice } from '../random-county.fixture.js';
import type { Need, Offer, Snapshot } from '../snapshot/snapshot.js';
import { verifyPlan } from '../verify-plan.js';

export interface Planned {
  readonly problem: Problem;
  readonly rows: readonly CandidateRow[];
  readonly plan: Plan;
}

/** Scores everybody, plans, and lets the independent check look at the plan. */
export function planOf(snapshot: Snapshot): Planned {
  const problem = buildProblem(snapshot);
  const rows = problem.needs.map((_, at) => rankCandidates(problem, at));
  const plan = assign(problem, rows);
  expect(verifyPlan(problem, rows, plan)).toEqual([]);
  return { problem, rows, plan };
}

/** `need-1 offer-3`, for each pair of the plan. */
export function pairsOf({ pairs }: Plan): readonly string[] {
  return pairs.map(({ need, offer }) => `${need} ${offer}`);
}

/** Needs of schools 1 to `needs.length`, offers of the schools after them, all in one place and free. */
export function aMarket(
  needs: readonly Partial<Need>[],
  offers: readonly Partial<Offer>[],
  but: Partial<Snapshot> = {},
): Snapshot {
  const firstOffer = needs.length + 1;
  const numbers = Array.from({ length: needs.length + offers.length }, (_, at) => at + 1);
  return aSnapshot({
    schools: numbers.map((number) => aSchool(number, { easting: 550_000 })),
    needs: needs.map((need, at) => aNeed(at + 1, need)),
    offers: offers.map((offer, at) => anOffer(at + 1, { school: urn(firstOffer + at), ...offer })),
    days: offers.flatMap((_, at) => someDays(firstOffer + at, 40)),
    ...but,
  });
}

/**
 * A few needs and offers of which most pairs are possible and places are scarce, so that who gets whom has to be weighed:
 * different partners wanted, different most-partners, distances, bars, a plan in force.
 */
export function aScarceMarket(seed: number, needs: number, offers: number): Snapshot {
  const dice = new Dice(seed);
  const market = aMarket(
    Array.from({ length: needs }, () => ({
      partnersWanted: dice.roll(4),
      priority: dice.pick(['when_possible', 'this_term', 'now'] as const),
      waitingSince: day(`2026-11-1${String(dice.roll(10))}`),
      halfDaysWanted: 1 + dice.roll(6),
    })),
    Array.from({ length: offers }, (_, at) => ({
      // Two offers of one school: it may be asked once for a need.
      school: urn(needs + 1 + (at > 0 && dice.oneIn(4) ? at - 1 : at)),
      mostPartners: dice.oneIn(6) ? 0 : 1 + dice.roll(2),
      keyStages: dice.oneIn(3) ? (['KS3'] as const) : (['KS3', 'KS4'] as const),
    })),
  );
  const pairs = market.needs.flatMap(({ id }) =>
    market.offers.map((offer) => ({ need: id, offer: offer.id })),
  );
  return {
    ...market,
    schools: market.schools.map((school) => ({ ...school, easting: 540_000 + dice.roll(30_000) })),
    soundings: market.schools.map(({ urn: supporter }) => ({ supporter, times: dice.roll(3) })),
    vetoes: market.needs.flatMap(({ id }) =>
      market.schools.filter(() => dice.oneIn(8)).map(({ urn: supporter }) => ({ need: id, supporter })),
    ),
    currentPlan: pairs.filter(() => dice.oneIn(4)),
  };
}
