import {
  AgreeAgenda,
  CallOffVisit,
  ClosePairing,
  DraftAgenda,
  LightPairings,
  LogVisit,
  MoveVisit,
  Pairings,
  Projects,
  PausePairing,
  PlanVisit,
  ReplyToVisit,
} from '@app/brokerage';
import { AuditEntries } from '@app/audit';
import { People } from '@app/identity';
import { AuditorUnitOfWork, FormDrafts, MailBox } from '@app/platform';
import { Needs } from '@app/profiles';
import { AreaSettings, SchoolsOfArea } from '@app/schools';
import { NeedPages } from '../needs/need-pages.js';
import { BrokerAtPages } from '../runs/a-broker-at-pages.fixture.js';
import { aPairing, makeActive } from './a-pairing.fixture.js';
import { HistoryController } from './history.controller.js';
import { PairingPages } from './pairing-pages.js';
import { PairingsController } from './pairings.controller.js';
import { VisitPlanController } from './visit-plan.controller.js';
import { lengthInWords, linkOf } from './visit-plan.view.js';

const ROOMS = [
  ...[Needs, AreaSettings, SchoolsOfArea, Pairings, LightPairings, Projects, DraftAgenda, AgreeAgenda],
  ...[LogVisit, ReplyToVisit, PausePairing, ClosePairing, PlanVisit, MoveVisit, CallOffVisit],
  ...[MailBox, People, AuditEntries, AuditorUnitOfWork, FormDrafts],
];
const PLAN = { heldOn: '2026-12-02', startsAt: '14:30', minutes: '90', mode: 'in_person', place: 'Room 4' };

describe('the next dates of a pairing', () => {
  let pages: BrokerAtPages;
  let here: string;

  beforeEach(async () => {
    const doors = [PairingsController, HistoryController, VisitPlanController];
    pages = await BrokerAtPages.open(doors, ROOMS, [NeedPages, PairingPages]);
    const reference = await aPairing(pages.house);
    await makeActive(pages.house, reference);
    here = `/pairings/${reference}`;
  });
  afterEach(() => pages.close());

  const plan = (fields: Record<string, string> = {}, who: 'head' | 'asker' | 'broker' = 'head') =>
    pages.post(`${here}/plan`, { ...PLAN, ...fields }, who);

  it('are planned by one school and seen by the other, each with a way to move it or call it off', async () => {
    expect((await plan({ heldOn: '', minutes: '' })).text).toContain('Enter the day of the visit');
    expect((await plan()).status).toBe(303);
    const { text, html } = await pages.get(here, 'asker');
    expect(text).toContain('Wednesday 2 December 2026 at 14:30 , 1 hour 30 minutes, in person, Room 4');
    for (const link of ['plan', 'plan/1', 'plan/1/off']) expect(html).toContain(`href="${here}/${link}"`);
    expect(html).not.toContain('visit?planned=1');
    const officer = await pages.get(here, 'officer');
    expect(officer.text).toContain('14:30');
    expect(officer.html).not.toMatch(new RegExp(`${here}/plan(/1(/off)?)?"`));
    expect(officer.html).toContain(`href="${here}/plan/1/visit.ics"`);
    expect((await pages.get(`${here}/plan/9`)).status).toBe(404);
  });

  it('warn of a day on which a school is closed, beside a box for who means it', async () => {
    const warned = await plan({ heldOn: '2026-12-05' });
    expect([warned.status, warned.html.includes('name="anyway"')]).toEqual([422, true]);
    expect(warned.text).toContain('That is no school day at');
    expect((await plan({ heldOn: '2026-12-05', anyway: 'yes' })).status).toBe(303);
  });

  it('are moved with what stood there filled in, and an older page is refused with what was typed', async () => {
    await plan();
    expect((await pages.get(`${here}/plan/1`, 'asker')).html).toContain('value="Room 4"');
    const moved = { ...PLAN, heldOn: '2026-12-03', _version: '1' };
    expect((await pages.post(`${here}/plan/1`, moved, 'asker')).status).toBe(303);
    const late = await pages.post(`${here}/plan/1`, { ...moved, heldOn: '2026-12-04' }, 'head');
    expect([late.status, late.html.includes('value="2026-12-04"')]).toEqual([412, true]);
  });

  it('are called off with a reason that both schools read, and the history says so without it', async () => {
    await plan();
    const off = `${here}/plan/1/off`;
    expect((await pages.post(off, { outcome: 'cancelled', _version: '1' }, 'asker')).text).toContain(
      'Say why',
    );
    const said = { outcome: 'cancelled', reason: 'Our hall floods.', _version: '1' };
    expect((await pages.post(off, said, 'asker')).status).toBe(303);
    const page = await pages.get(here, 'head');
    expect(page.text).toContain('Wednesday 2 December 2026 Called off Our hall floods.');
    expect(page.text).toContain('No visit is planned.');
    const { text } = await pages.get(`${here}/history`);
    expect(text).toContain('A visit was planned for 2 December');
    expect(text).toContain('The visit of 2 December was called off');
    expect(text).not.toContain('floods');
  });

  it('are recorded from their day on, with day and manner filled in', async () => {
    await plan();
    pages.house.clock.set(new Date('2026-12-02T17:00:00Z'));
    expect((await pages.get(here, 'head')).html).toContain(`href="${here}/visit?planned=1"`);
    const form = (await pages.get(`${here}/visit?planned=1`, 'head')).html;
    expect(form).toContain('name="planned" value="1"');
    expect(form).toContain('value="2026-12-02"');
    const record = { heldOn: '2026-12-02', mode: 'in_person', days: '0.5', summary: 'We met.', planned: '1' };
    expect((await pages.post(`${here}/visit`, record, 'head')).status).toBe(303);
    expect((await pages.get(here, 'head')).text).toContain('No visit is planned.');
    expect((await pages.post(`${here}/visit`, record, 'head')).text).toContain('cannot become done');
  });
});

describe('how long and where', () => {
  it('is said in hours and minutes', () => {
    expect([15, 60, 90, 480].map(lengthInWords)).toEqual([
      '15 minutes',
      '1 hour',
      '1 hour 30 minutes',
      '8 hours',
    ]);
  });

  it.each([
    ['https://meet.example/abc', true],
    ['http://meet.example/abc', false],
    ['javascript:alert(1)', false],
    ['https://meet.example/abc and bring cake', false],
    ['https://', false],
    ['Room 4', false],
  ])('leads to %s: %s', (place, leads) => expect(linkOf(place) === place).toBe(leads));
});
