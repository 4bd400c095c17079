import { needId, offerId, urn } from './a-county.fixture.js';
import { aMarket, aMarketWithFewest, aScarceMarket } from './conformance/planning.fixture.js';
import { isBetter, worthOf, type Pair } from './conformance/plan-worth.fixture.js';
import { overridePrice, withOverride, type Override } from './override-price.js';
import type { Plan } from './plan/plan.js';
import type { Problem } from './problem.js';
import { optimise } from './reoptimise.js';
import { slotPrices } from './slot-prices.js';

const placesOf = (problem: Problem, { pairs }: Plan): readonly Pair[] =>
  pairs.map(({ need, offer }) => ({
    need: problem.needIndex.get(need)!,
    offer: problem.offerIndex.get(offer)!,
  }));

describe('the price of an override', () => {
  it('is told in points and in whose need goes unmet', () => {
    // Both needs could have the first supporter, and the second need nobody else.
    const before = optimise(
      aMarket([{}, { approach: { kind: 'only', schools: [urn(3)] } }], [{}, { travelMetres: 20_000 }]),
    );
    expect(before.plan.unmet).toEqual([]);
    const price = overridePrice(before, { kind: 'lock', need: needId(1), offer: offerId(1) });
    expect(price.losing).toEqual([{ need: 'need-2', partners: 1 }]);
    expect(price.gaining).toEqual([]);
    expect(price.points).toBeLessThan(0);
    expect(price.ended.map(({ need, offer }) => `${need} ${offer}`)).toEqual([
      'need-1 offer-2',
      'need-2 offer-1',
    ]);
    expect(price.begun.map(({ need, offer }) => `${need} ${offer}`)).toEqual(['need-1 offer-1']);
  });

  it('is nothing where the plan had decided so by itself, and a named contradiction where it cannot stand', () => {
    const before = optimise(aMarket([{}], [{}]));
    const same = overridePrice(before, { kind: 'lock', need: needId(1), offer: offerId(1) });
    expect(same).toMatchObject({ points: 0, losing: [], gaining: [], ended: [], begun: [] });
    const barred = optimise(
      withOverride(before.problem.snapshot, { kind: 'bar', need: needId(1), supporter: urn(2) }),
    );
    const price = overridePrice(barred, { kind: 'lock', need: needId(1), offer: offerId(1) });
    expect(price.contradictions.map(({ code }) => code)).toEqual(['LOCK_BREAKS_RULE']);
  });

  it('is the difference of two best plans, and no override makes the plan better', () => {
    let [worse, losing] = [0, 0];
    for (let seed = 1; seed <= 60; seed += 1) {
      const area = seed % 2 === 0 ? aMarketWithFewest(seed, 6, 5) : aScarceMarket(seed, 6, 5);
      const before = optimise(area);
      if (before.plan.contradictions.length > 0) continue;
      const worth = worthOf(before.problem, placesOf(before.problem, before.plan));
      for (const { need, candidates } of before.rows.slice(0, 3)) {
        const [first] = candidates;
        if (!first) continue;
        const overrides: readonly Override[] = [
          { kind: 'lock', need, offer: first.offer },
          { kind: 'bar', need, supporter: first.supporter },
        ];
        for (const override of overrides) {
          const price = overridePrice(before, override);
          const full = optimise(withOverride(area, override)).plan;
          expect(price.plan).toEqual(full);
          if (price.contradictions.length > 0) continue;
          expect(price.points).toBe(full.points - before.plan.points);
          // An offer started by a lock is held to no fewest any more, which a plan without the lock is.
          const isBound = area.offers.some(({ fewestPartners }) => fewestPartners > 1);
          if (!isBound)
            expect(isBetter(worthOf(before.problem, placesOf(before.problem, full)), worth)).toBe(false);
          worse += price.ended.length > 0 ? 1 : 0;
          losing += price.losing.length > 0 ? 1 : 0;
        }
      }
    }
    expect(worse).toBeGreaterThan(60);
    expect(losing).toBeGreaterThan(20);
  });
});

describe('the price of one more place', () => {
  it('names the supporter that the area lacks most, and whose need it would meet', () => {
    const before = optimise(aMarket([{}, {}, {}], [{ keyStages: ['KS3'] }, {}]));
    const prices = slotPrices(before);
    expect(prices[0]).toMatchObject({ offer: 'offer-2', supporter: urn(5) });
    expect(prices[0]!.gaining).toHaveLength(1);
    expect(prices.map(({ weight }) => weight)).toEqual(
      [...prices.map(({ weight }) => weight)].sort((a, b) => b - a),
    );
  });

  it('is exact: what is left out changes nothing, what is named changes so much', () => {
    let [named, nothing] = [0, 0];
    for (let seed = 1; seed <= 40; seed += 1) {
      const area = seed % 4 === 0 ? aMarketWithFewest(seed, 6, 5) : aScarceMarket(seed, 6, 5);
      const before = optimise(area);
      if (before.plan.contradictions.length > 0) continue;
      const prices = new Map(slotPrices(before).map((price) => [price.offer, price]));
      for (const { id } of area.offers) {
        const offers = area.offers.map((offer) =>
          offer.id === id ? { ...offer, mostPartners: offer.mostPartners + 1 } : offer,
        );
        const { plan } = optimise({ ...area, offers });
        const price = prices.get(id);
        expect(plan.points - before.plan.points).toBe(price?.points ?? 0);
        if (!price) expect(plan.unmet.length).toBe(before.plan.unmet.length);
        if (price) named += 1;
        else nothing += 1;
      }
    }
    expect(named).toBeGreaterThan(60);
    expect(nothing).toBeGreaterThan(20);
  });
});
