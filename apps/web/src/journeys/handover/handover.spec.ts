import { Caseloads, HandOver, ReassignCase, Reassignments } from '@app/brokerage';
import { EndAppointment } from '@app/identity';
import { ReassignController } from '../reassign/reassign.controller.js';
import { BrokerAtPages } from '../runs/a-broker-at-pages.fixture.js';
import { HandoverController } from './handover.controller.js';

describe('the page “Caseload and handover”', () => {
  let pages: BrokerAtPages;
  beforeEach(async () => {
    const rooms = [Caseloads, HandOver, ReassignCase, Reassignments, EndAppointment];
    pages = await BrokerAtPages.open([HandoverController, ReassignController], rooms);
  });
  afterEach(() => pages.close());

  const valueBefore = (html: string, text: string): string =>
    new RegExp(`value="([^"]*)"[^>]*>\\s*<label[^>]*>\\s*${text}`).exec(html)?.[1] ?? '';

  it('shows what is with a broker and when their post ends, and hands all of it over with one press', async () => {
    const { reference } = await pages.house.namedOpenNeed();
    const list = await pages.get('/reassign', 'chair');
    expect(list.text).toMatch(/The broker No end is set 1/);
    const post = valueBefore(list.html, 'The broker');
    const late = await pages.post('/reassign/ends', { post, ends: '2026-11-25' }, 'chair');
    expect([late.status, late.text.includes('Enter a day after today')]).toEqual([422, true]);
    const said = await pages.post('/reassign/ends', { post, ends: '2027-02-26' }, 'chair');
    expect([said.status, said.location]).toEqual([303, '/reassign']);
    expect((await pages.get('/reassign', 'chair')).text).toContain('26 February 2027 1 15 January 2027');

    const page = await pages.get('/caseload/handover');
    expect(page.text).toContain(
      'Your post ends on 26 February 2027. Everything is handed over by 15 January 2027.',
    );
    expect(page.text).toContain(`${reference} Next date 2 December 2026`);
    const asked = {
      cases: valueBefore(page.html, reference),
      to: valueBefore(page.html, 'The interestedBroker'),
    };
    expect((await pages.post('/caseload/handover', asked)).status).toBe(422);
    const given = await pages.post('/caseload/handover', { ...asked, reason: 'My secondment ends.' });
    expect([given.status, given.location]).toEqual([303, '/caseload/handover']);
    expect((await pages.get('/caseload/handover')).text).toContain('Nothing is with you');
    expect((await pages.get('/caseload/handover', 'interestedBroker')).text).toContain(reference);
  });

  it('is for who looks after cases; the end of a post is said by the chair alone', async () => {
    for (const who of ['asker', 'officer', 'adviser'] as const)
      expect((await pages.get('/caseload/handover', who)).status).toBe(404);
    expect((await pages.get('/reassign', 'broker')).text).not.toContain('Whose post ends?');
    const asked = { post: '', ends: '2027-02-26' };
    expect((await pages.post('/reassign/ends', asked, 'broker')).status).toBe(404);
  });
});
