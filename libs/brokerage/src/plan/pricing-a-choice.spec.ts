import type { NeedId } from '@app/kernel';
import { Needs } from '@app/profiles';
import { NORTH } from '../../../../test/factories/an-area.js';
import {
  BrokerageHouse,
  EASTMARSH,
  MARLOWE,
  QUARRY,
  type Persona,
} from '../../../../test/factories/a-brokerage-house.js';
import { MatchingEngine } from '../match-run/matching-engine.js';
import { BestPlans } from './best-plans.js';
import { CapacityPrices } from './capacity-prices.js';
import { MarkPlan } from './mark-plan.js';
import { OpenPlan } from './open-plan.js';
import { OverridePrices, type PlanAtNeed } from './override-prices.js';
import { TermPlans } from './term-plan.query.js';

describe('the price of a choice against the plan', () => {
  let house: BrokerageHouse;
  let free: NeedId;
  let bound: NeedId;

  const referenceOf = async (need: NeedId): Promise<string> =>
    house.asking('broker', async (tx) => (await house.get(Needs).summary(tx, need)).reference);
  const at = async (need: NeedId, who: Persona = 'broker'): Promise<PlanAtNeed> => {
    const reference = await referenceOf(need);
    return house.asking(who, (tx) => house.get(OverridePrices).open(tx, reference));
  };
  const rows = async (): Promise<number> => {
    const [row] = await house.house.asSuperuser<{ many: number }>(
      `select (select count(*) from brokerage.match_run) + (select count(*) from brokerage.plan_mark)
         + (select count(*) from profiles.capacity_entry) as many`,
    );
    return Number(row?.many);
  };
  const sums = async () => {
    const plan = await house.asking('broker', (tx) => house.get(TermPlans).latest(tx));
    const pairs = plan!.needs.flatMap(({ partners }) => partners);
    return {
      points: pairs.reduce((sum, { points }) => sum + points, 0),
      unmet: plan!.needs.filter(({ unmet }) => unmet !== null).map(({ need }) => need),
    };
  };

  beforeAll(async () => {
    house = await BrokerageHouse.open();
    await house.offer(MARLOWE);
    await house.offer(QUARRY);
    free = await house.openNeed();
    // This one may ask Marlowe alone, which has room for one partner.
    bound = await house.openNeed({}, { kind: 'only', urns: [MARLOWE] });
    await house.run();
  });
  afterAll(() => house.close());

  it('is told before anything is written: the points it costs, and who would lose a partner', async () => {
    const before = await rows();
    const quote = await house.get(OverridePrices).choose(await at(free), 'lock', MARLOWE);
    if (quote.kind !== 'priced') throw new Error(quote.because);
    expect(quote.points).toBeLessThan(0);
    expect(quote.losing.map(({ need }) => need)).toEqual([bound]);
    expect(quote.gaining).toEqual([]);
    expect(
      quote.changed.map(({ need, before: had, after }) => [need, had[0]?.name, after[0]?.name ?? null]),
    ).toEqual(
      expect.arrayContaining([
        [free, 'Quarry Lane School', 'Marlowe School'],
        [bound, 'Marlowe School', null],
      ]),
    );
    expect([quote.before.placed, quote.after.placed]).toEqual([2, 1]);
    expect(await rows()).toBe(before);
  });

  it('is nothing where the plan does so already, and none where the choice cannot stand', async () => {
    const same = await house.get(OverridePrices).choose(await at(free), 'lock', QUARRY);
    expect(same).toMatchObject({ kind: 'priced', points: 0, changed: [] });
    const barred = await house.get(OverridePrices).choose(await at(bound), 'lock', QUARRY);
    expect(barred).toEqual({
      kind: 'cannot',
      because: 'This lock cannot stand because of who may be approached.',
    });
  });

  it('is what the next plan then costs, once the choice is made (N6)', async () => {
    const [before, quote] = [
      await sums(),
      await house.get(OverridePrices).choose(await at(free), 'bar', QUARRY),
    ];
    if (quote.kind !== 'priced') throw new Error(quote.because);
    await house.get(MarkPlan).execute(await house.as('broker'), NORTH, {
      ...{ need: free, supporter: QUARRY, kind: 'bar', reason: 'Its deputy leaves at Christmas.' },
    });
    await house.run();
    const after = await sums();
    expect(after.points - before.points).toBe(quote.points);
    expect(after.unmet).toEqual(quote.losing.map(({ need }) => need));
  });

  it('takes a run of its own where a plan has more needs than a page waits for', async () => {
    const best = new BestPlans(house.get(MatchingEngine), 1);
    const quote = await new OverridePrices(house.get(OpenPlan), best).choose(await at(free), 'lock', MARLOWE);
    expect(quote).toMatchObject({ kind: 'not_priced', byRun: true });
    expect(await new CapacityPrices(house.get(OpenPlan), best).tell((await at(free)).opened)).toMatchObject({
      kind: 'not_told',
    });
  });

  it('is not counted for a plan of another version of the program', async () => {
    await house.raw(
      `set session_replication_role = replica; update brokerage.match_run set engine_hash = repeat('a', 64)`,
    );
    expect(await house.get(OverridePrices).choose(await at(free), 'lock', MARLOWE)).toMatchObject({
      kind: 'not_priced',
    });
  });

  it('is for nobody with an interest in the school that asks, and names no need of such a school (I-4)', async () => {
    await house.raw(
      `set session_replication_role = replica; insert into identity.interest (id, area_id, person_id, kind, urn, from_on)
       select gen_random_uuid(), area_id, id, 'family', '${EASTMARSH}', '2026-01-01' from identity.person where name = 'The interestedBroker'`,
    );
    await expect(at(free, 'interestedBroker')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
