import { loadLinearSolver } from '../../../../test/factories/a-linear-solver.js';
import { halfTerm, needId, offerId, someDays, urn } from '../a-county.fixture.js';
import { assignCertified } from '../assign.js';
import { sayUnmet } from '../explain/say-unmet.js';
import type { SharedProof } from '../plan/certificate.js';
import { optimise, reoptimise } from '../reoptimise.js';
import type { Snapshot } from '../snapshot/snapshot.js';
import { verifyCertificate } from '../verify/verify-certificate.js';
import { verifyPlan } from '../verify/verify-plan.js';
import { bestOfAll, namesOf } from './best-of-all.fixture.js';
import { aMarket, aMarketOfFewDays, pairsOf, planOf } from './planning.fixture.js';

const WIDE = { mostPartners: 3 };

/** Two needs of three half-days each and one supporter with so many in every half-term. */
function twoNeeds(free: number, but: Partial<Snapshot> = {}): Snapshot {
  return aMarket([{ halfDaysWanted: 3 }, { halfDaysWanted: 3 }], [WIDE], {
    days: someDays(3, 10, free),
    ...but,
  });
}

describe('whole half-days in the area plan', () => {
  it('gives a supporter no more needs in a half-term than it has half-days for', () => {
    expect(planOf(twoNeeds(6)).plan.pairs).toHaveLength(2);
    expect(planOf(twoNeeds(5)).plan.pairs).toHaveLength(1);
  });

  it('counts each half-term by itself: needs at different times share a supporter', () => {
    const [first, second] = ['2026/27-3', '2026/27-4'].map(halfTerm);
    const market = twoNeeds(3);
    const apart = market.needs.map((need, at) => {
      const when = at === 0 ? first! : second!;
      return { ...need, windowFrom: when, windowTo: when };
    });
    expect(planOf(market).plan.pairs).toHaveLength(1);
    expect(planOf({ ...market, needs: apart }).plan.pairs).toHaveLength(2);
  });

  it('lets a supporter with fewer days than are wanted give all it has', () => {
    const { plan } = planOf(aMarket([{ halfDaysWanted: 8 }], [WIDE], { days: someDays(2, 10, 2) }));
    expect(plan.pairs).toHaveLength(1);
  });

  it('does not count days of a supporter that says to ask', () => {
    const market = twoNeeds(0, { days: someDays(3, 0, 0, true) });
    expect(planOf(market).plan.pairs).toHaveLength(2);
  });

  it('says to the need that goes without that days are missing, not places', () => {
    // The need of three half-days comes first by its priority; then a place is left, and no half-day.
    const market = aMarket(
      [{ halfDaysWanted: 3, priority: 'now' }, { halfDaysWanted: 1 }, { halfDaysWanted: 1 }],
      [WIDE],
      { days: someDays(4, 10, 3) },
    );
    const { plan } = planOf(market);
    const because = { kind: 'days', supporters: [urn(4)] };
    expect(plan.unmet).toEqual([2, 3].map((need) => ({ need: needId(need), missing: 1, because })));
    const names = { school: () => 'Alder School' } as unknown as Parameters<typeof sayUnmet>[1];
    expect(sayUnmet(plan.unmet[0]!.because, names)).toBe(
      'Alder School has room for another partner, but too few days left in the time asked for',
    );
  });

  it('names locks that take more days than there are', () => {
    const locks = [needId(1), needId(2)].map((need) => ({ need, offer: offerId(1) }));
    const { plan } = planOf(twoNeeds(5, { locks }));
    expect(plan.contradictions.map(({ code, need }) => [code, need])).toEqual([
      ['LOCKS_EXCEED_SUPPORTER', needId(2)],
    ]);
  });

  it('leaves to others what a lock leaves', () => {
    const locks = [{ need: needId(2), offer: offerId(1) }];
    expect(pairsOf(planOf(twoNeeds(5, { locks })).plan)).toEqual(['need-2 offer-1']);
  });
});

/** Prices that prove another bound, or none. */
function corrupted(shared: SharedProof | null): readonly SharedProof[] {
  if (shared === null) return [];
  const { forWeight, forPoints } = shared;
  const dearer = forWeight.map((price) => price + 4_096_000_000);
  return [
    { ...shared, forWeight: dearer },
    { ...shared, forWeight: forWeight.slice(1) },
    { ...shared, forWeight: forWeight.map((price) => price + 0.5) },
    ...(forPoints ? [{ ...shared, forPoints: { ...forPoints, least: forPoints.least + 1 } }] : []),
  ];
}

describe('whole half-days, against every plan there is', () => {
  const SEEDS = Array.from({ length: 400 }, (_, at) => at + 1);

  it('is the best of all, with several partners, fewest partners, locks, bars and a plan in force', () => {
    let [looked, divided, forDays] = [0, 0, 0];
    for (const seed of SEEDS) {
      const { problem, plan, certificate } = planOf(aMarketOfFewDays(seed, 5, 3));
      if (plan.contradictions.length > 0) continue;
      const best = bestOfAll(problem);
      expect([seed, ...pairsOf(plan)]).toEqual([seed, ...namesOf(problem, best.pairs)]);
      expect(plan.gap).toBeNull();
      looked += best.looked;
      divided += certificate!.parts.some(({ without }) => without.length > 0) ? 1 : 0;
      forDays += plan.unmet.some(({ because }) => because.kind === 'days') ? 1 : 0;
    }
    expect(looked).toBeGreaterThan(20_000);
    expect([divided > 60, forDays > 20]).toEqual([true, true]);
  });

  it('says how far it may be from the best where it has looked at too little, and the best is not farther', async () => {
    const linear = await loadLinearSolver();
    let [unproven, shared, refused] = [0, 0, 0];
    for (const seed of SEEDS) {
      const { problem, rows, plan: best } = planOf(aMarketOfFewDays(seed, 7, 4));
      const { plan, certificate } = assignCertified(problem, rows, { mostBranches: 1, linear });
      expect(verifyPlan(problem, rows, plan, certificate)).toEqual([]);
      if (plan.gap === null) continue;
      unproven += 1;
      expect(best.gap).toBeNull();
      if (plan.gap.cover === 0) expect(best.points - plan.points).toBeLessThanOrEqual(plan.gap.points);
      if (certificate?.shared) shared += 1;
      for (const wrong of corrupted(certificate?.shared ?? null)) {
        expect(verifyPlan(problem, rows, plan, { ...certificate!, shared: wrong })).not.toEqual([]);
        refused += 1;
      }
      expect(verifyPlan(problem, rows, { ...plan, gap: null }, certificate)).not.toEqual([]);
    }
    expect(unproven).toBeGreaterThan(40);
    expect([shared > 40, refused > 100]).toEqual([true, true]);
  });

  it('26: is after one change of days what a full run gives', () => {
    for (const seed of SEEDS.slice(0, 120)) {
      const snapshot = aMarketOfFewDays(seed, 6, 4);
      const [first, ...rest] = snapshot.days;
      const changed = {
        ...snapshot,
        days: [{ ...first!, free: (first!.free + 3) % 8, askMe: false }, ...rest],
      };
      expect(reoptimise(optimise(snapshot), changed).plan).toEqual(optimise(changed).plan);
    }
  });

  it('27: refuses a certificate that leaves out the part of the plan itself', () => {
    let refused = 0;
    for (const seed of SEEDS.slice(0, 200)) {
      const { problem, rows, plan, certificate } = planOf(aMarketOfFewDays(seed, 6, 4));
      const parts = certificate?.parts ?? [];
      if (!parts.some(({ without }) => without.length > 0)) continue;
      const planned = (pair: readonly [need: number, offer: number]): boolean =>
        plan.pairs.some(
          ({ need, offer }) =>
            problem.needIndex.get(need) === pair[0] && problem.offerIndex.get(offer) === pair[1],
        );
      const offers = plan.pairs.map(({ offer }) => problem.offerIndex.get(offer) ?? -1);
      const others = parts.filter(
        ({ within, without, started, left }) =>
          !within.every(planned) ||
          without.some(planned) ||
          !started.every((offer) => offers.includes(offer)) ||
          left.some((offer) => offers.includes(offer)),
      );
      expect(others).toHaveLength(parts.length - 1);
      expect(verifyCertificate(problem, rows, plan, { ...certificate!, parts: others })).not.toEqual([]);
      refused += 1;
    }
    expect(refused).toBeGreaterThan(30);
  });

  it('27: refuses a plan that takes more half-days than there are', () => {
    const { problem, rows, plan, certificate } = planOf(twoNeeds(6));
    const days = someDays(3, 10, 5);
    const fewer = planOf({ ...problem.snapshot, days });
    expect(verifyPlan(fewer.problem, rows, plan, certificate).join()).toContain(
      'more half-days than there are',
    );
  });
});
