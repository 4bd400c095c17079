import { Fairness } from '@app/assurance';
import { aPairing } from '../pairings/a-pairing.fixture.js';
import { BrokerAtPages } from '../runs/a-broker-at-pages.fixture.js';
import { FairnessController } from './fairness.controller.js';

describe('the page of fairness and value', () => {
  let pages: BrokerAtPages;
  beforeEach(async () => {
    pages = await BrokerAtPages.open([FairnessController], [Fairness]);
    await aPairing(pages.house);
    // Two groups of six schools: neither is large enough to be shown.
    await pages.house.raw(
      `set session_replication_role = replica; update schools.school set district_name = case when urn in ('990005', '990013') then 'Coast' else 'Weald' end`,
    );
  });
  afterEach(() => pages.close());

  it('says what was asked for and promised, and hides groups of too few schools', async () => {
    const page = await pages.get('/fairness', 'officer');
    expect(page.status).toBe(200);
    expect(page.text).toContain('In 2026/27 schools asked for 4 days and were promised 4 days.');
    expect(page.text).toContain('Hidden: too few schools');
    expect(page.text).toContain('Not shown: too few pairings began in this year.');
  });

  it('names for an officer who could help and was never asked, and nobody who was', async () => {
    await pages.house.offer('990030' as never);
    const { text } = await pages.get('/fairness', 'officer');
    expect(text).toContain('1 school says that it could help and has not been asked in 2026/27.');
    expect(text).toContain('Quarry Lane School : 16 days declared');
    expect(text).not.toContain('Marlowe School :');
  });

  it('leaves as a file, in whole half-days, with the same groups hidden', async () => {
    const file = await pages.get('/fairness.csv?year=2026/27', 'officer');
    expect(file.html).toContain('By,Group,Schools,Half-days asked for');
    expect(file.html).toMatch(/All,All schools,\d+,8,8,/);
    expect(file.html).toMatch(/District,[^,]+,\d+,hidden,hidden,hidden,hidden/);
  });

  it('counts another year by itself, and refuses what is no year', async () => {
    const last = await pages.get('/fairness?year=2025/26', 'officer');
    expect(last.text).toContain('In 2025/26 no school has asked for days, and none are promised.');
    expect((await pages.get('/fairness?year=2025/27', 'officer')).text).toContain('Choose an academic year');
    expect((await pages.get('/fairness.csv?year=soon', 'officer')).status).toBe(400);
  });

  it('is for officers alone: it stands as of now, and the Board reads what was issued', async () => {
    for (const who of ['head', 'asker', 'broker', 'adviser', 'board', 'chair'] as const)
      expect([403, 404]).toContain((await pages.get('/fairness', who)).status);
  });
});
