import { ComparePlans, MatchRuns, RequestMatchRun, TermPlans } from '@app/brokerage';
import type { MatchRunId } from '@app/kernel';
import { SchoolsOfArea } from '@app/schools';
import { NORTH } from '../../../../../test/factories/an-area.js';
import { BrokerAtPages } from '../runs/a-broker-at-pages.fixture.js';
import { MARLOWE, QUARRY } from '../../../../../test/factories/a-brokerage-house.js';
import { WhatIfController } from './what-if.controller.js';

describe('the pages of a what-if', () => {
  let pages: BrokerAtPages;
  let need: string;

  const finish = async (reference: string): Promise<void> => {
    const { id } = await pages.house.asking('broker', (tx) =>
      pages.house.get(MatchRuns).progress(tx, reference),
    );
    await pages.house.finish(id satisfies MatchRunId);
  };

  beforeAll(async () => {
    pages = await BrokerAtPages.open(
      [WhatIfController],
      [TermPlans, ComparePlans, MatchRuns, RequestMatchRun, SchoolsOfArea],
    );
  });
  afterAll(() => pages.close());

  it('say that nothing was planned yet', async () => {
    expect((await pages.get('/plan/what-if')).text).toContain('Nothing was planned yet.');
  });

  it('ask for what is supposed, and name what is missing beside its field', async () => {
    const { house } = pages;
    for (const urn of [MARLOWE, QUARRY]) await house.offer(urn);
    need = (await house.namedOpenNeed()).id;
    const { id } = await house
      .get(RequestMatchRun)
      .execute(await house.as('broker'), NORTH, { needIds: null });
    await house.finish(id);
    const { text } = await pages.get('/plan/what-if');
    expect(text).toContain('The plan of run R-0001 is made once more');
    const empty = await pages.post('/plan/what-if', {});
    expect([empty.status, empty.text]).toEqual([422, expect.stringContaining('Say what to suppose')]);
    const half = await pages.post('/plan/what-if', { need, days: '1.5' });
    for (const words of ['Choose a school of the area', 'Choose whether to lock it', 'Choose a half-term'])
      expect(half.text).toContain(words);
    expect((await pages.post('/plan/what-if', { days: 'many' })).text).toContain('Enter whole or half days');
  });

  it('lead to both plans side by side, which wait for the run', async () => {
    const asked = {
      need,
      supporter: QUARRY,
      kind: 'lock',
      'days-school': MARLOWE,
      'half-term': '2026/27-3',
      days: '-1',
    };
    const { location } = await pages.post('/plan/what-if', asked);
    expect(location).toBe('/plan/compare?a=R-0001&b=R-0002');
    const waits = await pages.get(location ?? '');
    expect(waits.text).toContain('Waiting to begin: 0 of 1 need scored');
    await finish('R-0002');
    const { text } = await pages.get(location ?? '');
    expect(text).toContain('R-0001 and R-0002 side by side');
    expect(text).toContain(
      'Quarry Lane School is locked to Eastmarsh Academy: Reducing persistent absence in R-0002 alone.',
    );
    expect(text).toContain(
      'Marlowe School has 8 days free in Spring 1, 2026/27 in R-0001, and 7 days in R-0002.',
    );
    expect(text).toMatch(/Placed 1 1 Not placed 0 0 Pairs 1 1/);
    expect(text).toMatch(
      /Marlowe School, \d+\.\d of 100 Quarry Lane School, \d+\.\d of 100 Loses \d+\.\d points/,
    );
  });

  it('suppose that one partner had to be of a group, and say so beside the plan', async () => {
    const empty = await pages.post('/plan/what-if', { 'group-need': need, group: 'named' });
    expect([empty.status, empty.text]).toEqual([
      422,
      expect.stringContaining('Choose at least one school that could help'),
    ]);
    const asked = { 'group-need': need, group: 'named', 'group-school': QUARRY };
    const { location } = await pages.post('/plan/what-if', asked);
    expect(location).toBe('/plan/compare?a=R-0001&b=R-0003');
    await finish('R-0003');
    const { text } = await pages.get(location ?? '');
    expect(text).toContain(
      'Eastmarsh Academy: Reducing persistent absence is to have one of Quarry Lane School in R-0003 alone.',
    );
    expect(text).toMatch(/Marlowe School, \d+\.\d of 100 Quarry Lane School, \d+\.\d of 100/);
    // Two what-ifs side by side.
    const two = await pages.get('/plan/compare?a=R-0002&b=R-0003');
    expect(two.text).toContain(
      'is locked to Eastmarsh Academy: Reducing persistent absence in R-0002 alone.',
    );
    expect(two.text).toContain('is to have one of Quarry Lane School in R-0003 alone.');
  });

  it('let anybody who reads runs choose two of them', async () => {
    const { text, html } = await pages.get('/plan/compare', 'adviser');
    expect(text).toContain('R-0002: What if, The broker, 25 November 2026');
    expect(html).toContain('value="R-0001"');
    expect((await pages.get('/plan/compare?a=first&b=R-0001')).status).toBe(422);
    expect((await pages.get('/plan/compare?a=R-0001&b=R-9999')).status).toBe(404);
    expect((await pages.get('/plan/compare?a=R-0001&b=R-0001')).text).toContain(
      'Nothing: both read the same.',
    );
  });

  it('ask an officer why first, and are not there for a head', async () => {
    const here = '/plan/compare?a=R-0001&b=R-0002';
    expect((await pages.get(here, 'officer')).text).toContain('Why do you read this?');
    const { text } = await pages.post(here, { reason: 'Sample of May' }, 'officer');
    expect(text).toContain('Who gains and who loses');
    for (const path of [here, '/plan/what-if']) expect((await pages.get(path, 'asker')).status).toBe(404);
    expect((await pages.get('/plan/what-if', 'officer')).status).toBe(404);
  });
});
