import { someDays, urn } from './a-county.fixture.js';
import { aMarket, aMarketOfFewDays } from './conformance/planning.fixture.js';
import { dayPrices, isMoreMet } from './day-prices.js';
import { difference } from './override-price.js';
import { optimise } from './reoptimise.js';
import type { Snapshot } from './snapshot/snapshot.js';

function withOneMore(area: Snapshot, school: string, halfTerm: string): Snapshot {
  const days = area.days.map((row) =>
    row.school === school && row.halfTerm === halfTerm
      ? { ...row, declared: row.declared + 1, free: row.free + 1 }
      : row,
  );
  return { ...area, days };
}

describe('the price of one more half-day', () => {
  it('names the supporter and the half-term that keep a need waiting', () => {
    const market = aMarket([{ halfDaysWanted: 3 }, { halfDaysWanted: 3 }], [{ mostPartners: 2 }]);
    const [first, ...others] = someDays(3, 10, 5);
    // In the first half-term one half-day is missing, later there are enough.
    const days = [first!, ...others.map((row) => ({ ...row, free: 10 }))];
    const window = { windowFrom: first!.halfTerm, windowTo: others[0]!.halfTerm };
    const needs = market.needs.map((need) => ({ ...need, ...window }));
    const before = optimise({ ...market, needs, days });
    expect(before.plan.unmet).toHaveLength(1);
    const prices = dayPrices(before);
    expect(prices).toMatchObject([{ supporter: urn(3), halfTerm: first!.halfTerm, losing: [] }]);
    expect(prices[0]!.gaining).toEqual([{ need: before.plan.unmet[0]!.need, partners: 1 }]);
    expect(prices[0]!.weight).toBeGreaterThan(0);
  });

  it('says nothing where nobody goes without, and of nobody who says to ask', () => {
    const ample = aMarket([{}, {}], [{ mostPartners: 2 }]);
    expect(dayPrices(optimise(ample))).toEqual([]);
    const asking = { ...aMarket([{}, {}], [{ mostPartners: 1 }]), days: someDays(3, 0, 0, true) };
    expect(dayPrices(optimise(asking))).toEqual([]);
  });

  it('is exact: by what is left out no more is met, by what is named so much', () => {
    let [named, nothing] = [0, 0];
    for (let seed = 1; seed <= 30; seed += 1) {
      const area = aMarketOfFewDays(seed, 5, 4);
      const before = optimise(area);
      if (before.plan.contradictions.length > 0) continue;
      const prices = new Map(
        dayPrices(before).map((price) => [`${price.supporter} ${price.halfTerm}`, price]),
      );
      for (const { school, halfTerm, askMe } of area.days) {
        if (askMe) continue;
        const { plan, problem } = optimise(withOneMore(area, school, halfTerm));
        const { points, gaining, losing } = difference(before.plan, plan);
        const price = prices.get(`${school} ${halfTerm}`);
        const isNothing = !isMoreMet(problem, before.plan, plan);
        if (isNothing) expect([seed, school, halfTerm, price]).toEqual([seed, school, halfTerm, undefined]);
        else expect(price).toMatchObject({ points, gaining, losing });
        if (isNothing) nothing += 1;
        else named += 1;
      }
    }
    expect(named).toBeGreaterThan(5);
    expect(nothing).toBeGreaterThan(50);
  });
});
