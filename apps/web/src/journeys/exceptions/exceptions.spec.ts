import { BreakGlasses, InformationRequests, RegisterInformationRequest } from '@app/assurance';
import { Exceptions, FindStalls, HandToCover } from '@app/brokerage';
import { Actors } from '@app/identity';
import { Questions } from '@app/network';
import { NORTH } from '../../../../../test/factories/an-area.js';
import { aPairing, makeActive } from '../pairings/a-pairing.fixture.js';
import { BrokerAtPages, type Seen } from '../runs/a-broker-at-pages.fixture.js';
import { ExceptionsController } from './exceptions.controller.js';

const ROOMS = [Exceptions, BreakGlasses, Questions, InformationRequests];

describe('the exceptions of an area', () => {
  let pages: BrokerAtPages;
  beforeEach(async () => {
    pages = await BrokerAtPages.open([ExceptionsController], ROOMS);
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
    expect(page.text).toContain(
      'First contact by the supporting school was due on 2 December 2026 (C-3). It still waits.',
    );
    const file = await pages.get('/exceptions.csv?kind=overdue', 'officer');
    expect(file.html).toContain('Kind,About,What,Day');
    expect(file.html).toContain(`overdue,${pairing},`);
    for (const ending of ['csv', 'xlsx', 'ods'])
      expect(page.html).toContain(`href="/exceptions.${ending}?kind=overdue"`);
    expect((await pages.get('/exceptions.pdf', 'officer')).status).toBe(404);
  });

  it('name a deadline that was missed with the day, a visit that did not come apart', async () => {
    const pairing = await aPairing(pages.house);
    await makeActive(pages.house, pairing);
    pages.house.clock.set(new Date('2027-01-20T09:00:00Z'));
    await pages.house.get(FindStalls).overdue(NORTH);
    const page = await pages.get('/exceptions?kind=no_visit', 'officer');
    expect(page.text).toContain(`${pairing} A pairing without a visit in its time`);
    expect(page.text).toMatch(
      /First visit was due on .* \(C-7\). It counts as missed since 20 January 2027./,
    );
    expect((await pages.get('/exceptions.csv?kind=no_visit', 'officer')).html).toContain(
      `no_visit,${pairing},`,
    );
  });

  it('name a need that waits past its day, with the way to everything that followed from it', async () => {
    const { reference } = await pages.house.namedOpenNeed();
    pages.house.clock.set(new Date('2027-01-20T09:00:00Z'));
    const page = await pages.get('/exceptions?kind=need_kept_waiting', 'officer');
    expect(page.text).toContain(
      `${reference}, Eastmarsh Academy A need without owner or next date, or past it`,
    );
    expect(page.text).toMatch(/The broker owns it. Its next date was .* 2026./);
    expect(page.html).toContain(`href="/cases/${reference}"`);
    expect(page.text).toContain(`Everything that followed from ${reference}`);
  });

  it('name a choice beyond what a broker decides alone, and what the chair said of it', async () => {
    await aPairing(pages.house);
    await pages.house.raw(
      `set session_replication_role = replica; update brokerage.decision set needs_second = true`,
    );
    const page = await pages.get('/exceptions?kind=overridden', 'officer');
    expect(page.text).toMatch(
      /D-2026-001 for N-2026-\d{3} A choice that was not first, or beyond what a broker decides alone/,
    );
    expect(page.text).toContain('The broker decided on 25 November 2026 at 09:00. It waits for the chair.');
  });

  it('come twenty-five a page, all of them in the file, and a page that there is not is the last one', async () => {
    const here = '/exceptions?kind=need_kept_waiting';
    for (let each = 0; each < 26; each += 1) await pages.house.namedOpenNeed();
    pages.house.clock.set(new Date('2027-01-20T09:00:00Z'));
    const [first, second, beyond] = [
      await pages.get(here, 'officer'),
      await pages.get(`${here}&page=2`, 'officer'),
      await pages.get(`${here}&page=9`, 'officer'),
    ];
    const lines = (page: Seen): number => page.html.split('href="/cases/').length - 1;
    expect([lines(first), lines(second), lines(beyond)]).toEqual([25, 1, 1]);
    expect(first.text).toContain('26 exceptions');
    expect(first.html).toContain('href="/exceptions?kind=need_kept_waiting&amp;page=2"');
    const file = await pages.get('/exceptions.csv?kind=need_kept_waiting&page=2', 'officer');
    expect(file.html.trim().split('\r\n')).toHaveLength(27);
    expect((await pages.get(`${here}&page=0`, 'officer')).status).toBe(422);
  });

  it('name a need for which no school was asked in time, who owns it and who covers', async () => {
    const { reference } = await pages.house.namedOpenNeed();
    pages.house.clock.set(new Date('2026-12-03T09:00:00Z'));
    await pages.house.get(HandToCover).overdue(NORTH);
    const page = await pages.get('/exceptions?kind=covered', 'officer');
    expect(page.text).toContain(`${reference}, Eastmarsh Academy`);
    expect(page.text).toContain(
      'The broker asked no school in time, or has no day for it (C-2). The interestedBroker covers since 3 December 2026.',
    );
  });

  it('name an information request past its day to every officer, with no way in for who may not read it', async () => {
    const { house } = pages;
    const posts = [{ role: 'officer' as const, flags: ['dpo' as const] }];
    const { id: person } = await house.house.person({ name: 'Ada Dale', posts });
    const came = { area: NORTH, door: 'web', requestId: 'spec', signedInAt: null, person } as const;
    const asked = {
      name: 'Xanthe Quorn',
      reach: 'x@example.org',
      receivedOn: '2026-11-23',
      asked: 'What was spent?',
    };
    const dpo = (await house.get(Actors).of(came))!;
    const reference = await house.get(RegisterInformationRequest).execute(dpo, NORTH, asked);
    house.clock.set(new Date('2026-12-22T09:00:00Z'));
    const page = await pages.get('/exceptions?kind=information_late', 'officer');
    expect(page.text).toContain(
      `${reference} An information request past its day Its answer was due on 21 December 2026`,
    );
    expect(page.html).not.toMatch(/\/foi\/FOI|What was spent|Quorn/);
    expect((await pages.get('/exceptions.csv?kind=information_late', 'officer')).html).toContain(reference);
  });

  it('are for officers alone, and refuse a kind that there is not', async () => {
    for (const who of ['head', 'asker', 'broker'] as const)
      expect([403, 404]).toContain((await pages.get('/exceptions', who)).status);
    expect((await pages.get('/exceptions?kind=worst', 'officer')).status).toBe(422);
  });
});
