import type { Visitor } from '../needs/a-visitor.fixture.js';
import { EASTMARSH, WebHouse } from '../needs/a-web-house.fixture.js';
import { somebody } from '../schools/somebody.fixture.js';

const HERE = '/admin/retention';

describe('the page of how long records are kept', () => {
  let web: WebHouse;
  let [clerk, dpo, officer]: Visitor[] = [];
  beforeAll(async () => {
    web = await WebHouse.open();
    clerk = (await somebody(web, { name: 'Dan Wells', posts: [{ role: 'sysadmin' }] })).visitor;
    dpo = (await somebody(web, { name: 'Ada Dale', posts: [{ role: 'officer', flags: ['dpo'] }] })).visitor;
    officer = await web.visitor('officer');
    await web.house.asSuperuser(`update identity.session set signed_in_at = '2026-11-25T08:55:00Z'`);
  });
  afterAll(() => web.close());

  it('says what the schedule is and what goes next, and leaves as a file', async () => {
    const page = await clerk!.open(HERE);
    expect([page.status, page.heading]).toEqual([200, 'How long records are kept']);
    expect(page.words).toContain('Nothing is over today.');
    await web.house.asSuperuser(`insert into platform.form_draft (area_id, person_id, key, fields, saved_at)
      select area_id, id, 'need.new', '{}', '2026-10-01' from identity.person limit 1`);
    const over = await dpo!.open(HERE);
    expect(over.words).toContain('The next sweep takes away 1 row');
    expect(over.words).toMatch(/Drafts that nobody came back to.*30 days.*1 draft/);
    expect((await clerk!.open(`${HERE}.csv`)).html).toContain('Drafts that nobody came back to,30 days');
  });

  it('opens to administrators and to who answers for data protection, and says so in what they may go to', async () => {
    expect((await officer!.open(HERE)).status).toBe(404);
    expect((await (await web.visitor('broker')).open(HERE)).status).toBe(404);
    expect((await officer!.open('/today')).html).not.toContain(HERE);
    expect((await dpo!.open('/exceptions')).html).toContain(`href="${HERE}"`);
  });

  it('places a hold, which another person lifts; names what is missing', async () => {
    const page = await clerk!.open(HERE);
    const empty = await clerk!.press(page, HERE, {});
    expect([empty.status, empty.problems.map(({ field }) => field)]).toEqual([422, ['of', 'why']]);
    const unknown = await clerk!.press(page, HERE, { of: '999999', why: 'A claim was made.' });
    expect(unknown.problems).toEqual([{ text: 'No school of this area has this number', field: 'of' }]);
    expect((await clerk!.press(page, HERE, { of: EASTMARSH, why: 'A claim was made.' })).location).toBe(HERE);
    expect((await clerk!.open(HERE)).words).toMatch(/Eastmarsh Academy.*Dan Wells.*A claim was made/);
    expect((await clerk!.open(HERE)).words).not.toContain('Lift this hold');
    const held = await dpo!.open(HERE);
    const action = /action="(\/admin\/retention\/[0-9a-f-]{36}\/lift)"/.exec(held.html)?.[1] ?? '';
    expect((await clerk!.press(held, action)).status).toBe(403);
    expect((await dpo!.press(held, action)).location).toBe(HERE);
    expect((await dpo!.open(HERE)).words).toContain('None stands.');
    expect([409, 412]).toContain((await dpo!.press(held, action)).status);
  });

  it('asks for a fresh sign-in before a hold is placed', async () => {
    await web.house.asSuperuser(`update identity.session set signed_in_at = '2026-11-25T07:00:00Z'`);
    const page = await clerk!.open(HERE);
    const asked = await clerk!.press(page, HERE, { of: EASTMARSH, why: 'A claim was made.' });
    expect(asked.heading).toBe('Confirm that it is you');
  });
});
