import {
  AskSchool,
  AnswerProject,
  BeginProject,
  CallOffVisit,
  CloseProject,
  LeaveProject,
  LogProjectSession,
  MoveVisit,
  PlanVisit,
  Projects,
  RedraftProject,
  SayProject,
  VisitDates,
} from '@app/brokerage';
import { CalendarFeeds, People } from '@app/identity';
import { MailBox } from '@app/platform';
import { Needs } from '@app/profiles';
import { AreaSettings, SchoolsOfArea } from '@app/schools';
import { AProject, PROJECT } from '../../../../../test/factories/a-project.js';
import { CalendarController } from '../calendar/calendar.controller.js';
import { readCalendarFile } from '../calendar/read-calendar.fixture.js';
import { NeedPages } from '../needs/need-pages.js';
import { BrokerAtPages } from '../runs/a-broker-at-pages.fixture.js';
import { ProjectPages } from './project-pages.js';
import { ProjectsController } from './projects.controller.js';
import { SessionPlanController } from './session-plan.controller.js';

const ROOMS = [
  ...[Needs, AreaSettings, SchoolsOfArea, Projects, RedraftProject, AskSchool, AnswerProject, BeginProject],
  ...[LogProjectSession, LeaveProject, CloseProject, SayProject, PlanVisit, MoveVisit, CallOffVisit],
  ...[VisitDates, CalendarFeeds, MailBox, People],
];
const HERE = `/pairings/projects/${PROJECT}`;
const PLAN = { heldOn: '2026-12-02', startsAt: '14:30', minutes: '90', mode: 'in_person', place: 'Room 4' };

/** One story on one house. */
describe('the next dates of a project', () => {
  let pages: BrokerAtPages;
  const plan = (fields: Record<string, string> = {}, who: 'head' | 'asker' | 'broker' = 'head') =>
    pages.post(`${HERE}/plan`, { ...PLAN, ...fields }, who);

  beforeAll(async () => {
    const doors = [ProjectsController, SessionPlanController, CalendarController];
    pages = await BrokerAtPages.open(doors, ROOMS, [NeedPages, ProjectPages]);
    const the = await AProject.at(pages.house);
    await the.allYes();
    await the.begin();
  });
  afterAll(() => pages.close());

  it('are planned by one school and seen by the others, each with a way to move it or call it off', async () => {
    const empty = await plan({ heldOn: '', minutes: '' });
    expect([empty.status, empty.text.includes('Enter the day of the visit')]).toEqual([422, true]);
    expect((await plan()).status).toBe(303);
    const { text, html } = await pages.get(HERE, 'asker');
    expect(text).toContain('Wednesday 2 December 2026 at 14:30 , 1 hour 30 minutes, in person, Room 4');
    for (const link of ['plan', 'plan/1', 'plan/1/off']) expect(html).toContain(`href="${HERE}/${link}"`);
    const officer = await pages.get(HERE, 'officer');
    expect(officer.html).not.toMatch(new RegExp(`${HERE}/plan(/1(/off)?)?"`));
    expect(officer.html).toContain(`href="${HERE}/plan/1/visit.ics"`);
    expect((await pages.get(`${HERE}/plan/9`)).status).toBe(404);
    expect((await pages.get(`${HERE}/plan`, 'officer')).status).toBe(404);
  });

  it('are moved with what stood there filled in, and an older page is refused with what was typed', async () => {
    expect((await pages.get(`${HERE}/plan/1`, 'asker')).html).toContain('value="Room 4"');
    const moved = { ...PLAN, heldOn: '2026-12-03', _version: '1' };
    expect((await pages.post(`${HERE}/plan/1`, moved, 'asker')).status).toBe(303);
    const late = await pages.post(`${HERE}/plan/1`, { ...moved, heldOn: '2026-12-04' }, 'head');
    expect([late.status, late.html.includes('value="2026-12-04"')]).toEqual([412, true]);
  });

  it('go as files to calendars, one or all, without a word of what it is about', async () => {
    const [event] = readCalendarFile((await pages.get(`${HERE}/plan/1/visit.ics`, 'asker')).html);
    expect(event).toMatchObject({
      SUMMARY: 'Project session (in person): Eastmarsh Academy, Marlowe School and Quarry Lane School',
      ...{ DTSTART: '20261203T143000Z', LOCATION: 'Room 4' },
    });
    const { html } = await pages.get(`${HERE}/dates.ics`, 'officer');
    expect(readCalendarFile(html)).toHaveLength(1);
    expect(html).not.toMatch(/canary|absence/i);
    expect((await pages.get(`${HERE}/plan/2/visit.ics`, 'asker')).status).toBe(404);
  });

  it('are called off with a reason that the schools read', async () => {
    await plan({ heldOn: '2026-12-09' });
    const off = `${HERE}/plan/2/off`;
    expect((await pages.post(off, { outcome: 'cancelled', _version: '1' }, 'asker')).status).toBe(422);
    const said = { outcome: 'cancelled', reason: 'Our hall floods.', _version: '1' };
    expect((await pages.post(off, said, 'asker')).status).toBe(303);
    expect((await pages.get(HERE, 'head')).text).toContain('9 December 2026 Called off Our hall floods.');
  });

  it('are recorded from their day on, with day and manner filled in', async () => {
    pages.house.clock.set(new Date('2026-12-03T17:00:00Z'));
    expect((await pages.get(HERE, 'head')).html).toContain(`href="${HERE}/session?planned=1"`);
    const form = (await pages.get(`${HERE}/session?planned=1`, 'head')).html;
    expect(form).toContain('name="planned" value="1"');
    expect(form).toContain('value="2026-12-03"');
    const record = { heldOn: '2026-12-03', mode: 'in_person', summary: 'We met.', planned: '1' };
    expect((await pages.post(`${HERE}/session`, record, 'head')).status).toBe(303);
    expect((await pages.get(HERE, 'head')).text).toContain('No session is planned.');
    expect((await pages.post(`${HERE}/session`, record, 'head')).text).toContain('cannot become done');
  });
});
