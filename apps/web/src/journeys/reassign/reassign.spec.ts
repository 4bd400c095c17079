import { Caseloads, ReassignCase, Reassignments } from '@app/brokerage';
import { EndAppointment } from '@app/identity';
import { aPairing } from '../pairings/a-pairing.fixture.js';
import { BrokerAtPages } from '../runs/a-broker-at-pages.fixture.js';
import { ReassignController } from './reassign.controller.js';

describe('the pages on which a case changes hands', () => {
  let pages: BrokerAtPages;
  beforeEach(async () => {
    pages = await BrokerAtPages.open(
      [ReassignController],
      [Reassignments, ReassignCase, Caseloads, EndAppointment],
    );
  });
  afterEach(() => pages.close());

  const versionOn = (html: string): string => /name="_version" value="([0-9]+)"/.exec(html)?.[1] ?? '';
  const personOn = (html: string, name: string): string =>
    new RegExp(`value="([0-9a-f-]{36})"[^>]*>\\s*<label[^>]*>\\s*${name}`).exec(html)?.[1] ?? '';

  it('lead the chair from a reference to its page, and the case to another broker; no school is named', async () => {
    const pairing = await aPairing(pages.house);
    const found = await pages.get(`/reassign?named=${pairing}`, 'chair');
    expect([found.status, found.location]).toEqual([303, `/pairings/${pairing}/reassign`]);
    const page = await pages.get(`/pairings/${pairing}/reassign`, 'chair');
    expect([page.status, page.text.includes('With The broker')]).toEqual([200, true]);
    expect(page.text).not.toMatch(/Eastmarsh|Marlowe|absence/);
    const asked = { _version: versionOn(page.html), to: personOn(page.html, 'The interestedBroker') };
    const empty = await pages.post(`/pairings/${pairing}/reassign`, asked, 'chair');
    expect([empty.status, empty.text.includes('Enter why it changes hands')]).toEqual([422, true]);
    const reason = 'The broker asked to be relieved of it.';
    const given = await pages.post(`/pairings/${pairing}/reassign`, { ...asked, reason }, 'chair');
    expect([given.status, given.location]).toEqual([303, '/reassign']);
    const again = await pages.post(`/pairings/${pairing}/reassign`, { ...asked, reason }, 'chair');
    expect([again.status, again.text.includes('This changed while you were reading')]).toEqual([412, true]);
    expect((await pages.get(`/pairings/${pairing}/reassign`, 'chair')).text).toContain(
      'With The interestedBroker',
    );
  });

  it('say what a reference looks like, and show what needs somebody else', async () => {
    const { reference } = await pages.house.namedOpenNeed();
    expect((await pages.get('/reassign?named=Eastmarsh', 'chair')).status).toBe(422);
    expect((await pages.get('/reassign', 'chair')).text).toContain('Nothing now.');
    await pages.house.raw(
      `set session_replication_role = replica; insert into identity.interest (id, area_id, person_id, kind, urn, from_on)
       select gen_random_uuid(), area_id, id, 'family', '990005', '2026-11-01' from identity.person where name = 'The broker'`,
    );
    const list = await pages.get('/reassign', 'chair');
    expect(list.text).toContain(`${reference} : The broker has an interest in a school of it.`);
    expect((await pages.get('/reassign', 'broker')).html).toContain(`/needs/${reference}/reassign`);
  });

  it('are not there for heads, officers, advisers, nor for a broker who has something else in hand', async () => {
    const { reference } = await pages.house.namedOpenNeed();
    for (const who of ['asker', 'officer', 'adviser', 'interestedBroker'] as const)
      expect((await pages.get(`/needs/${reference}/reassign`, who)).status).toBeGreaterThanOrEqual(403);
    expect((await pages.get('/needs/N-2026-999/reassign', 'chair')).status).toBe(404);
  });
});
