import { aNeed, anOffer, aSchool, aSnapshot, day, HALF_TERMS, someDays, urn } from '../a-county.fixture.js';
import { assignCertified } from '../assign.js';
import type { CandidateRow } from '../candidate-row.js';
import { rankCandidates } from '../candidates.js';
import type { Certificate } from '../plan/certificate.js';
import type { Plan } from '../plan/plan.js';
import { buildProblem, type Problem } from '../problem.js';
import { Dice } from '../random-county.fixture.js';
import type { Need, Offer, Snapshot } from '../snapshot/snapshot.js';
import { verifyPlan } from '../verify/verify-plan.js';

export interface Planned {
  readonly problem: Problem;
  readonly rows: readonly CandidateRow[];
  readonly plan: Plan;
  readonly certificate: Certificate | null;
}

/** Scores everybody, plans, and lets the independent check look at the plan and its certificate. */
export function planOf(snapshot: Snapshot): Planned {
  const { problem, rows } = scored(snapshot);
  const { plan, certificate } = assignCertified(problem, rows);
  expect(verifyPlan(problem, rows, plan, certificate)).toEqual([]);
  return { problem, rows, plan, certificate };
}

function scored(snapshot: Snapshot): Pick<Planned, 'problem' | 'rows'> {
  const problem = buildProblem(snapshot);
  return { problem, rows: problem.needs.map((_, at) => rankCandidates(problem, at)) };
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

/** As `aScarceMarket`, where offers want several partners or none, some have one already, and some pairs are locked. */
export function aMarketWithFewest(seed: number, needs: number, offers: number): Snapshot {
  const dice = new Dice(seed + 500_000);
  const market = aScarceMarket(seed, needs, offers);
  const commitments = market.offers.flatMap(({ id, school }, at) =>
    dice.oneIn(6)
      ? [
          {
            id: `pairing-${String(at)}`,
            supporter: school,
            asker: urn(900),
            offer: id,
            state: 'live' as const,
            halfDays: 2,
          },
        ]
      : [],
  );
  const changed = {
    ...market,
    commitments,
    policy: { ...market.policy, own_health: { live_pairings_most: 4, rest_on_head_vacancy: true } },
    needs: market.needs.map((need) => ({ ...need, partnersWanted: dice.oneIn(3) ? 2 : 1 })),
    offers: market.offers.map((offer) => {
      const mostPartners = 1 + dice.roll(4);
      return {
        ...offer,
        mostPartners,
        fewestPartners: Math.max(dice.roll(mostPartners + 1), dice.roll(mostPartners + 1)),
      };
    }),
  };
  const { problem, rows } = scored(changed);
  const possible = rows.filter(
    ({ index }) => (problem.needs[index]?.partnersWanted ?? 0) > 0 && dice.oneIn(6),
  );
  const [row] = possible;
  const first = row?.candidates.find(({ holds }) => holds.length === 0);
  return row && first ? { ...changed, locks: [{ need: row.need, offer: first.offer }] } : changed;
}

/**
 * As `aMarketWithFewest`, where days are what is scarce: windows of one to three half-terms, wants of one to five half-days,
 * and supporters that have hardly as many, or none and say to ask.
 */
export function aMarketOfFewDays(seed: number, needs: number, offers: number): Snapshot {
  const dice = new Dice(seed + 900_000);
  const market = aMarketWithFewest(seed, needs, offers);
  return {
    ...market,
    locks: dice.oneIn(3) ? market.locks : [],
    needs: market.needs.map((need) => {
      const from = dice.roll(3);
      return {
        ...need,
        halfDaysWanted: 1 + dice.roll(5),
        windowFrom: HALF_TERMS[from]?.id ?? need.windowFrom,
        windowTo: HALF_TERMS[from + dice.roll(3 - from)]?.id ?? need.windowTo,
      };
    }),
    offers: market.offers.map((offer) => ({
      ...offer,
      fewestPartners: dice.oneIn(3) ? offer.fewestPartners : 0,
    })),
    days: market.days.map((days) => {
      const free = dice.oneIn(5) ? 0 : 2 + dice.roll(6);
      return { ...days, declared: 10, free, askMe: free === 0 && dice.oneIn(2) };
    }),
  };
}
