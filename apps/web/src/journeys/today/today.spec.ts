import { WebHouse } from '../needs/a-web-house.fixture.js';

describe('today', () => {
  let web: WebHouse;

  beforeAll(async () => {
    web = await WebHouse.open();
  });
  afterAll(() => web.close());
  afterEach(() => web.forget(['need_move', 'need', 'declaration']));

  it('says what will appear where nothing waits', async () => {
    const page = await (await web.visitor('broker')).open('/today');
    expect(page.heading).toBe('Today Wednesday 25 November 2026');
    expect(page.words).toContain('Nothing needs you today.');
    expect(page.words).toContain('Requests that you have in hand appear here');
  });

  it('shows the broker what to do about each request in hand, what cannot wait first', async () => {
    const later = await web.sent();
    const now = await web.sent({ priority: 'now' });
    await web.toAgree();
    const page = await (await web.visitor('broker')).open('/today');
    expect(page.words).toContain(
      '2 things need you, about 20 minutes. 2 people are waiting for your answer.',
    );
    const links = page.links().filter((href) => href.endsWith('/triage'));
    expect(links).toEqual([`/needs/${now}/triage`, `/needs/${later}/triage`]);
    expect(page.words).toContain('Take up the request of Eastmarsh Academy: Reducing persistent absence');
    expect(page.words).toContain('1 request waits for somebody else');
  });

  it('shows nobody what another has in hand', async () => {
    await web.sent();
    for (const who of ['adviser', 'interestedBroker'] as const) {
      const page = await (await web.visitor(who)).open('/today');
      expect(page.words).not.toContain('Eastmarsh');
    }
  });

  it('shows a head what waits for them: a wording to agree, and the yearly declaration', async () => {
    const need = await web.toAgree();
    const page = await (await web.visitor('asker')).open('/today');
    expect(page.links()).toContain(`/needs/${need}/agree`);
    expect(page.links()).toContain('/declare/2026-27?school=990005');
    expect(page.words).toContain('2 things need you');
  });

  it('shows a head a word of a year that is over, and one press says it anew (C-13)', async () => {
    const head = await web.visitor('asker');
    const sent = `insert into profiles.declaration (id, area_id, urn, academic_year, appetite, state, submitted_at, version)
      select gen_random_uuid(), area_id, '990005', '2025/26', 'actively_offering', 'stale', now(), 3
      from schools.area_school where urn = '990005'`;
    await web.house.asSuperuser(`set session_replication_role = replica; ${sent}`);
    const page = await head.open('/today');
    expect(page.words).toContain('what it said for 2025/26 is of a year that is over');
    expect((await head.press(page, '/my-school/declaration')).status).toBe(303);
    expect((await head.open('/today')).words).not.toContain('a year that is over');
    const [word] = await web.house.asSuperuser<{ state: string }>(
      `select state from profiles.declaration where urn = '990005' and academic_year = '2026/27'`,
    );
    expect(word?.state).toBe('submitted');
  });

  it('sends an officer to where their work begins', async () => {
    expect((await (await web.visitor('officer')).open('/today')).location).toBe('/audit');
  });
});
