import {
  CapacityPrices,
  MarkPlan,
  OverridePrices,
  RequestMatchRun,
  SetGroup,
  TermPlans,
  UnmarkPlan,
} from '@app/brokerage';
import { NORTH } from '../../../../../test/factories/an-area.js';
import { BrokerAtPages } from '../runs/a-broker-at-pages.fixture.js';
import { EASTMARSH, MARLOWE, QUARRY, SALTERN } from '../../../../../test/factories/a-brokerage-house.js';
import { planNeedPage } from './need.view.js';
import { PlanController } from './plan.controller.js';
import { PlanFileController } from './plan-file.controller.js';

describe('the pages of the term plan', () => {
  let pages: BrokerAtPages;
  let need: string;

  const run = async (): Promise<void> => {
    const { house } = pages;
    const asked = await house
      .get(RequestMatchRun)
      .execute(await house.as('broker'), NORTH, { needIds: null });
    if (!asked.joined) await house.finish(asked.id);
  };
  const mark = (fields: Record<string, string>) =>
    pages.post(`/plan/${need}`, {
      supporter: QUARRY,
      kind: 'lock',
      reason: 'Both heads want it.',
      ...fields,
    });
  const interested = (urn: string) =>
    pages.house.raw(
      `set session_replication_role = replica; insert into identity.interest (id, area_id, person_id, kind, urn, from_on)
       select gen_random_uuid(), area_id, id, 'family', '${urn}', '2026-01-01' from identity.person where name = 'The adviser'`,
    );

  beforeAll(async () => {
    pages = await BrokerAtPages.open(
      [PlanController, PlanFileController],
      [TermPlans, OverridePrices, CapacityPrices, MarkPlan, SetGroup, UnmarkPlan],
    );
  });
  afterAll(() => pages.close());

  it('say that nothing was planned yet', async () => {
    expect((await pages.get('/plan')).text).toContain('Nothing was planned yet.');
  });

  it('show what the latest run gives each need: partner, points, and days in each half of the term', async () => {
    await pages.house.offer(MARLOWE, { maxPartners: 1 });
    await pages.house.offer(QUARRY, { maxPartners: 1, keyStages: ['KS3'] });
    await pages.house.offer(SALTERN);
    need = (await pages.house.namedOpenNeed()).reference;
    await run();
    const { text, html } = await pages.get('/plan');
    expect(text).toContain('Plan for spring 2026/27');
    expect(text).toContain('1 need: 1 placed, 0 not placed');
    const file = await pages.get('/plan.csv?term=2026-27-spring');
    expect(file.html).toMatch(
      /N-2026-\d{3},Eastmarsh Academy: .*,,Marlowe School,\d+\.\d,no,2 days,2 days,\r\n/,
    );
    expect(text).toMatch(
      /Eastmarsh Academy: Reducing persistent absence N-2026-\d{3} Marlowe School \d+\.\d 2 days 2 days/,
    );
    expect(text).toContain('4 days used of 48 days on offer');
    expect(html).toContain(`href="/plan/${need}"`);
    expect(text).toContain('None stands.');
  });

  it('say which open needs no run has looked at, and offer to run again', async () => {
    await pages.house.namedOpenNeed();
    await pages.house.namedOpenNeed();
    const { text } = await pages.get('/plan');
    expect(text).toContain('Since this plan was made: 2 open needs not looked at.');
    expect(text).toContain('Run again for all open needs');
    await run();
    expect((await pages.get('/plan')).text).not.toContain('not looked at');
  });

  it('say of each need without a partner why, and where needs compete for the same schools', async () => {
    const { text } = await pages.get('/plan');
    expect(text).toContain('3 needs: 2 placed, 1 not placed');
    expect(text).toMatch(/Not placed .*3 needs together want more than .* have room for/);
    expect(text).toContain('have together room for 2 of the 3 partners wanted by');
  });

  it('tell, when somebody asks, which capacity the area lacks most, and whom more of it would help', async () => {
    const { text, html } = await pages.get('/plan');
    expect(text).not.toContain('One more partner');
    expect(html).toContain('href="/plan?show=capacity#capacity"');
    const asked = await pages.get('/plan?show=capacity');
    expect(asked.text).toMatch(
      /(Marlowe|Quarry Lane) School One more partner A partner for Eastmarsh Academy/,
    );
    expect((await pages.get('/plan?show=everything')).status).toBe(400);
    // Of needs in which the reader has an interest there is a number.
    const told = await pages.house.asking('adviser', (tx) => pages.house.get(CapacityPrices).open(tx));
    const worth = await pages.house.get(CapacityPrices).tell({ ...told!, seen: new Map() });
    if (worth.kind !== 'told') throw new Error(worth.because);
    expect(worth.places[0]).toMatchObject({ gaining: [], losing: [], others: 1 });
  });

  it('lead from a need to a lock with its reason, and the next plan obeys', async () => {
    const page = await pages.get(`/plan/${need}`);
    expect(page.text).toContain('The plan gives it:');
    expect(page.text).not.toContain('Saltern Academy');
    const asked = await pages.get(`/plan/${need}?show=price`);
    expect(asked.status).toBe(422);
    for (const words of ['Choose the school', 'Choose whether to lock it or to bar it'])
      expect(asked.text).toContain(words);
    const price = await pages.get(`/plan/${need}?show=price&supporter=${QUARRY}&kind=lock`);
    expect(price.text).toMatch(/Locking Quarry Lane School This costs (nothing|no points|\d+\.\d points)/);
    expect(price.html).toContain('Lock Quarry Lane School');
    const empty = await mark({ reason: '' });
    expect([empty.status, empty.text]).toEqual([422, expect.stringContaining('Enter why')]);
    expect(empty.text).toContain('Locking Quarry Lane School');
    expect(await mark({})).toMatchObject({ status: 303, location: '/plan?done=lock' });
    const told = await pages.get('/plan?done=lock');
    expect(told.text).toContain('Quarry Lane School is locked to Eastmarsh Academy');
    expect(told.text).toContain('Both heads want it.');
    expect(told.text).toContain('The broker, 25 November 2026');
    expect(told.text).toContain('Since this plan was made: 1 lock, bar or group changed.');
    await run();
    expect((await pages.get('/plan')).text).toMatch(new RegExp(`${need} Quarry Lane School Locked`));
  });

  it('lead to a run of its own where a price takes longer than a page waits', async () => {
    const { house } = pages;
    const at = await house.asking('broker', (tx) => house.get(OverridePrices).open(tx, need));
    const quote = { kind: 'not_priced', because: 'This plan has more needs.', byRun: true } as const;
    expect(planNeedPage(at, { kind: 'lock', urn: QUARRY, quote }).price).toMatchObject({
      ...{ costs: 'This plan has more needs.', mayMark: true },
      byRun: { need: at.need.need, supporter: QUARRY, kind: 'lock' },
    });
    const told = { ...quote, byRun: false };
    expect(planNeedPage(at, { kind: 'lock', urn: QUARRY, quote: told }).price?.byRun).toBeNull();
  });

  it('say at once where a lock cannot stand, with the school as it was chosen', async () => {
    const { status, text, html } = await mark({ supporter: MARLOWE, reason: 'Nearer.' });
    expect([status, text]).toEqual([
      409,
      expect.stringContaining('More schools are locked to this need than it wants partners.'),
    ]);
    expect(html).toContain(`value="${MARLOWE}" selected`);
  });

  it('lift a lock with one button', async () => {
    const { html } = await pages.get('/plan');
    const action = /action="(\/plan\/marks\/[0-9a-f-]+\/lift)"/.exec(html)?.[1] ?? '';
    expect((await pages.post(action, {})).location).toBe('/plan?done=lifted');
    expect((await pages.get('/plan?done=lifted')).text).toContain('Lifted. The next run is free of it.');
    expect((await pages.post(action, {})).text).toContain('This was lifted already.');
    // The same question as before the lock joins that run, whose plan is the latest again.
    await run();
    const { text } = await pages.get('/plan');
    expect(text).not.toContain('Since this plan was made');
    expect(text).not.toContain('Locked');
  });

  it('ask for one of a group, and lift it like a lock', async () => {
    const page = await pages.get(`/plan/${need}`);
    expect(page.text).toContain('Must one partner be of a group?');
    const ask = (fields: Record<string, string>) => pages.post(`/plan/${need}/group`, fields);
    const empty = await ask({ group: 'named' });
    expect([empty.status, empty.text]).toEqual([422, expect.stringContaining('Enter why')]);
    const nobody = await ask({ group: 'named', 'group-reason': 'They have the unit.' });
    expect([nobody.status, nobody.text]).toEqual([
      422,
      expect.stringContaining('Choose at least one school that could help'),
    ]);
    expect(nobody.html).toContain('They have the unit.');
    const none = await ask({ group: 'alternative_provision', 'group-reason': 'They know how.' });
    expect([none.status, none.text]).toEqual([
      409,
      expect.stringContaining('No school of this group offers anything yet.'),
    ]);
    const asked = await ask({ group: 'named', schools: QUARRY, 'group-reason': 'They have the unit.' });
    expect(asked).toMatchObject({ status: 303, location: '/plan?done=group' });
    const told = await pages.get('/plan?done=group');
    expect(told.text).toContain('Quarry Lane School is to support Eastmarsh Academy');
    expect(told.text).toContain('Since this plan was made: 1 lock, bar or group changed.');
    expect((await pages.get(`/plan/${need}`)).text).not.toContain('Must one partner be of a group?');
    const action = /action="(\/plan\/marks\/[0-9a-f-]+\/lift)"/.exec(told.html)?.[1] ?? '';
    expect((await pages.post(action, {})).location).toBe('/plan?done=lifted');
  });

  it('claim nothing that did not happen, whatever the address says', async () => {
    expect((await pages.get('/plan?done=bar')).text).not.toContain('is barred');
    expect((await pages.get('/plan?term=spring')).status).toBe(400);
    expect((await pages.get('/plan/N-2026-999')).status).toBe(404);
  });

  it('say that nobody is planned where a lock came to break a rule, which one, and how to go on', async () => {
    await mark({});
    await pages.house.raw(
      `set session_replication_role = replica; update profiles.capacity_window set declared = 0 where supporter_urn = '${QUARRY}'`,
    );
    await run();
    const { text } = await pages.get('/plan');
    expect(text).toContain('Nobody was planned, because a lock cannot stand.');
    expect(text).toContain('This lock cannot stand because of no free days in the time asked for.');
    expect(text).toContain('Lift');
  });

  it('show an adviser the plan and nothing to change; of schools they have an interest in, nothing (I-4)', async () => {
    const { text, html } = await pages.get('/plan', 'adviser');
    expect(text).toContain('Eastmarsh Academy');
    expect(html).not.toMatch(/\/lift|Lock, bar or ask/);
    expect((await pages.get(`/plan/${need}`, 'adviser')).status).toBe(404);
    await interested(EASTMARSH);
    const hidden = await pages.get('/plan', 'adviser');
    expect(hidden.text).not.toContain('Eastmarsh');
    expect(hidden.text).toContain('0 needs: 0 placed, 0 not placed');
  });

  it('ask an officer why first, and are not there for a head', async () => {
    expect((await pages.get('/plan', 'officer')).text).toContain('Why do you read this?');
    const { text, html } = await pages.post('/plan/with-reason', { reason: 'Sample of May' }, 'officer');
    expect(text).toContain('Not placed');
    expect(html).toMatch(/formaction="\/plan\.ods[^"]*"/);
    expect((await pages.get('/plan.csv', 'officer')).status).toBe(403);
    const file = await pages.post('/plan.csv', { reason: 'Sample of May' }, 'officer');
    expect(file.html).toContain(
      'Need,Of,State,Partner,Points of 100,Locked,Spring 1,Spring 2,Why not placed',
    );
    expect((await pages.get('/plan.csv', 'asker')).status).toBe(404);
    expect((await pages.get('/plan', 'asker')).status).toBe(404);
  });
});
