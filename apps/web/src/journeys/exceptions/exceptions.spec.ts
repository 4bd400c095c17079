import { Exceptions, HandToCover } from '@app/brokerage';
import { NORTH } from '../../../../../test/factories/an-area.js';
import { aPairing } from '../pairings/a-pairing.fixture.js';
import { BrokerAtPages } from '../runs/a-broker-at-pages.fixture.js';
import { ExceptionsController } from './exceptions.controller.js';

describe('the exceptions of an area', () => {
  let pages: BrokerAtPages;
  beforeEach(async () => {
    pages = await BrokerAtPages.open([ExceptionsController], [Exceptions]);
  });
  afterEach(() => pages.close());

  it('hold each school with no current link, until two of them work together', async () => {
    const before = await pages.get('/exceptions?kind=no_link', 'officer');
    expect(before.status).toBe(200);
    expect(before.text).toContain('Marlowe School A school with no current link');
    await aPairing(pages.house);
    const after = await pages.get('/exceptions?kind=no_link', 'officer');
    expect(after.text).not.toContain('Marlowe School A school');
    expect(after.text).not.toContain('Eastmarsh Academy A school');
  });

  it('say of a kind with nothing in it that there is none, and when that was looked up', async () => {
    const page = await pages.get('/exceptions?kind=overridden', 'officer');
    expect(page.text).toContain('0 exceptions');
    expect(page.text).toMatch(/None, checked .*2026/);
  });

  it('name a deadline that went by with its clock and day, and leave as a file', async () => {
    const pairing = await aPairing(pages.house);
    pages.house.clock.set(new Date('2026-12-10T09:00:00Z'));
    const page = await pages.get('/exceptions?kind=overdue', 'officer');
    expect(page.text).toContain(pairing);
    expect(page.text).toContain('First contact by the supporting school was due on 2 December 2026 (C-3).');
    const file = await pages.get('/exceptions.csv?kind=overdue', 'officer');
    expect(file.html).toContain('Kind,About,What,Day');
    expect(file.html).toContain(`overdue,${pairing},`);
    for (const ending of ['csv', 'xlsx', 'ods'])
      expect(page.html).toContain(`href="/exceptions.${ending}?kind=overdue"`);
    expect((await pages.get('/exceptions.pdf', 'officer')).status).toBe(404);
  });

  it('name a need for which no school was asked in time, who owns it and who covers', async () => {
    const { reference } = await pages.house.openNeed();
    pages.house.clock.set(new Date('2026-12-03T09:00:00Z'));
    await pages.house.get(HandToCover).overdue(NORTH);
    const page = await pages.get('/exceptions?kind=covered', 'officer');
    expect(page.text).toContain(`${reference}, Eastmarsh Academy`);
    expect(page.text).toContain(
      'The broker asked no school in time, or has no day for it (C-2). The interestedBroker covers since 3 December 2026.',
    );
  });

  it('are for officers alone, and refuse a kind that there is not', async () => {
    for (const who of ['head', 'asker', 'broker'] as const)
      expect([403, 404]).toContain((await pages.get('/exceptions', who)).status);
    expect((await pages.get('/exceptions?kind=worst', 'officer')).status).toBe(422);
  });
});
