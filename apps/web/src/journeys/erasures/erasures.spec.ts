import type { Visitor } from '../needs/a-visitor.fixture.js';
import { WebHouse } from '../needs/a-web-house.fixture.js';
import { somebody } from '../schools/somebody.fixture.js';

const HERE = '/admin/erasures';

describe('the page of who is erased', () => {
  let web: WebHouse;
  let [clerk, dpo]: Visitor[] = [];
  beforeAll(async () => {
    web = await WebHouse.open();
    clerk = (await somebody(web, { name: 'Dan Wells', posts: [{ role: 'sysadmin' }] })).visitor;
    dpo = (await somebody(web, { name: 'Ada Dale', posts: [{ role: 'officer', flags: ['dpo'] }] })).visitor;
    await somebody(web, { name: 'Leaver Lane', posts: [{ role: 'adviser' }] });
    await web.house.asSuperuser(`update identity.session set signed_in_at = '2026-11-25T08:55:00Z'`);
  }, 120_000);
  afterAll(() => web.close());

  it('asks, shows what goes, and erases once another agrees', async () => {
    const page = await clerk!.open(HERE);
    expect((await clerk!.press(page, HERE, {})).problems.map(({ field }) => field)).toEqual(['email', 'why']);
    const sent = { email: 'leaver.lane@example.org', why: 'They left and asked for it.' };
    expect((await clerk!.press(page, HERE, sent)).location).toBe(HERE);
    expect((await clerk!.open(HERE)).words).not.toContain('Do not: Leaver Lane');
    const waits = await dpo!.open(HERE);
    expect(waits.words).toMatch(/Leaver Lane.*Goes: .*session/);
    const action = /action="(\/admin\/erasures\/[0-9a-f-]{36})"/.exec(waits.html)?.[1] ?? '';
    expect((await dpo!.press(waits, action, { answer: 'yes' })).location).toBe(HERE);
    const after = await dpo!.open(HERE);
    expect(after.words).toContain('Somebody erased, asked by Dan Wells');
    expect(after.words).not.toContain('Leaver Lane');
  });

  it('opens to administrators and to who answers for data protection alone', async () => {
    for (const who of ['officer', 'broker', 'asker'] as const)
      expect((await (await web.visitor(who)).open(HERE)).status).toBe(404);
  });
});
