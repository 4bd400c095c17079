import { needId, offerId, someDays, urn } from '../a-county.fixture.js';
import { aMarket, aMarketOfFewDays, aScarceMarket } from '../conformance/planning.fixture.js';
import { optimise } from '../reoptimise.js';
import { randomCounty } from '../random-county.fixture.js';
import type { Snapshot } from '../snapshot/snapshot.js';
import { verifyPlan } from '../verify/verify-plan.js';
import { LivingPlan } from './living-plan.js';

/** Holds a plan changed in place against one from the beginning. */
function expectFull(living: LivingPlan, snapshot: Snapshot): void {
  const { problem, rows, plan } = optimise(snapshot);
  expect(living.plan()).toEqual(plan);
  expect(verifyPlan(problem, rows, living.plan(), living.certificate())).toEqual([]);
}

describe('A plan that is changed in place', () => {
  it('scores one column for an offer, one row for a need, and nothing where nothing has changed', () => {
    const area = aScarceMarket(3, 9, 8);
    const living = new LivingPlan(area);
    const scored = (next: Snapshot): number => {
      living.become(next);
      return living.pairsScored;
    };
    const [offer, ...offers] = area.offers;
    expect(scored({ ...area, offers: [{ ...offer!, mostPartners: 3 }, ...offers] })).toBe(9);
    const [need, ...needs] = area.needs;
    expect(scored({ ...area, needs: [{ ...need!, halfDaysWanted: 5 }, ...needs] })).toBe(8 + 8);
    expect(scored({ ...living.problem.snapshot })).toBe(0);
  });

  it('keeps a need from having a school twice, whichever of its offers becomes the better one', () => {
    const area = aMarket(
      [{ partnersWanted: 2 }, { partnersWanted: 3 }],
      [{ mostPartners: 2 }, { mostPartners: 2, school: urn(3) }, { mostPartners: 1, school: urn(5) }],
    );
    const living = new LivingPlan(area);
    for (let turn = 0; turn < 6; turn += 1) {
      const offers = area.offers.map((offer, at) =>
        at === turn % 3 ? { ...offer, mostPartners: turn % 2, keyStages: ['KS3'] as const } : offer,
      );
      living.become({ ...area, offers });
      expect(living.isInPlace).toBe(true);
      expectFull(living, { ...area, offers });
    }
  });

  it('begins afresh where more has come than it has room for, and where schools are others', () => {
    const area = aScarceMarket(5, 6, 5);
    const living = new LivingPlan(area);
    const more = Array.from({ length: 20 }, (_, at) => ({ ...area.needs[at % 6]!, id: needId(500 + at) }));
    const crowded = { ...area, needs: [...area.needs, ...more] };
    living.become(crowded);
    expectFull(living, crowded);
    const schools = crowded.schools.map((school, at) =>
      at === 0 ? { ...school, easting: 541_234 } : school,
    );
    living.become({ ...crowded, schools });
    expectFull(living, { ...crowded, schools });
  });

  it('is searched for where the best flow is no plan, and lives on after that', () => {
    const seeds = Array.from({ length: 40 }, (_, at) => at + 1);
    const short = seeds
      .map((seed) => aMarketOfFewDays(seed, 5, 4))
      .find((area) => !new LivingPlan(area).isInPlace)!;
    const living = new LivingPlan(short);
    expectFull(living, short);
    const ample = { ...short, days: short.days.map((row) => ({ ...row, declared: 900, free: 900 })) };
    living.become(ample);
    expect(living.isInPlace).toBe(true);
    expectFull(living, ample);
  });

  it('counts again whom a school has days for when a need that is locked to it wants more', () => {
    const area = aMarket([{ halfDaysWanted: 1 }, { halfDaysWanted: 5 }], [{ mostPartners: 3 }], {
      days: someDays(3, 6),
      locks: [{ need: needId(1), offer: offerId(1) }],
    });
    const living = new LivingPlan(area);
    const [first, ...others] = area.needs;
    for (const halfDaysWanted of [1, 3, 1]) {
      const next = { ...area, needs: [{ ...first!, halfDaysWanted }, ...others] };
      living.become(next);
      expect(living.plan().pairs).toHaveLength(halfDaysWanted === 1 ? 2 : 1);
      expectFull(living, next);
    }
  });

  it('follows an offer with a lock that becomes another school’s', () => {
    const area = aMarket(
      [{ halfDaysWanted: 2 }, { halfDaysWanted: 2 }, { halfDaysWanted: 2 }],
      [{ mostPartners: 2 }, { mostPartners: 2, school: urn(4) }],
      { days: [...someDays(3, 4), ...someDays(4, 2), ...someDays(5, 2)] },
    );
    const locked = { ...area, locks: [{ need: needId(1), offer: offerId(1) }] };
    const living = new LivingPlan(locked);
    const [first, ...others] = locked.offers;
    for (const school of [urn(4), urn(5), urn(3)]) {
      const next = { ...locked, offers: [{ ...first!, school }, ...others] };
      living.become(next);
      expect(living.isInPlace).toBe(true);
      expect(living.plan().pairs.find((pair) => pair.locked)?.supporter).toBe(school);
      expectFull(living, next);
    }
  });

  it('names who is planned without writing the plan, and nobody where it has to be searched for', () => {
    const area = aScarceMarket(3, 9, 8);
    const living = new LivingPlan(area);
    expect(living.planned()).toEqual(optimise(area).plan.pairs);
    living.become({ ...area, locks: area.offers.map(({ id }) => ({ need: area.needs[0]!.id, offer: id })) });
    expect(living.plan().contradictions).not.toEqual([]);
    expect(living.planned()).toEqual([]);
    living.become({
      ...area,
      groups: [{ need: area.needs[0]!.id, name: 'near', schools: [area.offers[0]!.school] }],
    });
    expect(living.planned()).toBeNull();
  });

  it('leaves a rule for a group to the search', () => {
    const area = aScarceMarket(7, 5, 5);
    const grouped = {
      ...area,
      groups: [{ need: area.needs[0]!.id, name: 'near', schools: [area.offers[0]!.school] }],
    };
    const living = new LivingPlan(area);
    living.become(grouped);
    expect(living.isInPlace).toBe(false);
    expectFull(living, grouped);
  });

  it('refuses what a full run refuses, and stays what it was', () => {
    const area = randomCounty(4, { schools: 9, needs: 8, offers: 9 });
    const living = new LivingPlan(area);
    const before = living.plan();
    const [need, ...needs] = area.needs;
    const wrong: readonly Snapshot[] = [
      { ...area, needs: [need!, need!, ...needs] },
      { ...area, needs: [{ ...need!, partnersWanted: 9 }, ...needs] },
      { ...area, needs, vetoes: [{ need: need!.id, supporter: need!.school }] },
      { ...area, offers: [] },
      { ...area, needs: [{ ...need!, travelMetres: NaN }, ...needs] },
      { ...area, locks: [{ need: need!.id, offer: offerId(4_711) }] },
    ];
    for (const next of wrong) {
      const said = thrownBy(() => optimise(next));
      expect(said).not.toBeNull();
      expect(
        thrownBy(() => {
          living.become(next);
        }),
      ).toBe(said);
      expect(living.plan()).toEqual(before);
    }
  });
});

function thrownBy(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return JSON.stringify(error) + String(error);
  }
}
