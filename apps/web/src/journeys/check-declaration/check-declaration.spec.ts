import { SubmitDeclaration } from '@app/profiles';
import { NORTH } from '../../../../../test/factories/an-area.js';
import { EASTMARSH, WebHouse } from '../needs/a-web-house.fixture.js';
import type { Visitor } from '../needs/a-visitor.fixture.js';

const PATH = `/schools/${EASTMARSH}/declaration`;
const QUESTION = 'Is your reading lead still with you?';

describe('what a school declared, for who looks after it', () => {
  let web: WebHouse;
  let [broker, asker, helper]: Visitor[] = [];

  beforeAll(async () => {
    web = await WebHouse.open();
    await web.get(SubmitDeclaration).execute(await web.actor('asker'), NORTH, {
      ...{ urn: EASTMARSH, year: '2026/27', version: null, appetite: 'open_to_approach' },
      strengths: [{ theme: 'att.strategy', depth: 'can_host' }],
      needs: [{ theme: 'att.persistent', urgency: 'this_year', reason: 'Year 8 most of all.' }],
    });
    [broker, asker, helper] = [
      await web.visitor('broker'),
      await web.visitor('asker'),
      await web.visitor('helper'),
    ];
  });
  afterAll(() => web.close());

  it('is nobody’s page before somebody has a request of the school in hand, and then theirs alone', async () => {
    expect((await broker!.open(PATH)).status).toBe(404);
    await web.sent();
    const page = await broker!.open(PATH);
    expect(page.heading).toBe('What Eastmarsh Academy declared for 2026/27');
    for (const said of [
      'Waits to be looked at',
      'Only if needed',
      'We can host a visit',
      'This year. Year 8 most of all.',
    ])
      expect(page.words).toContain(said);
    expect((await broker!.open(`/schools/${EASTMARSH}`)).links()).toContain(PATH);
    const today = await broker!.open('/today');
    expect(today.words).toContain('Look at what Eastmarsh Academy declared for 2026/27 New today');
    expect(today.links()).toContain(PATH);
    expect((await broker!.open('/today.csv')).html).toContain(`Declaration 2026/27 of ${EASTMARSH}`);
    for (const who of ['helper', 'adviser', 'officer', 'interestedBroker'] as const) {
      const other = await web.visitor(who);
      expect((await other.open(PATH)).status).not.toBe(200);
      expect((await other.open(`/schools/${EASTMARSH}`)).links()).not.toContain(PATH);
    }
    expect((await asker!.open('/my-school/readings')).words).toContain('The needs you declared, and why');
  });

  it('is asked about in words, on the head’s own pages until they send their word again', async () => {
    const [page, late] = [await broker!.open(PATH), await broker!.open(PATH)];
    const nothing = await broker!.press(page, PATH);
    expect([nothing.status, nothing.words]).toEqual([
      422,
      expect.stringContaining('Choose whether you confirm it'),
    ]);
    const blank = await broker!.press(page, PATH, { outcome: 'queried', question: ' ' });
    expect([blank.status, blank.words]).toEqual([422, expect.stringContaining('Enter what you want to ask')]);
    const sent = await broker!.press(page, PATH, { outcome: 'queried', question: QUESTION });
    expect((await broker!.follow(sent)).words).toContain('Success The head of Eastmarsh Academy is asked.');
    expect((await asker!.open('/my-school')).words).toContain(QUESTION);
    expect((await broker!.open('/today')).links()).not.toContain(PATH);
    const today = await asker!.open('/today');
    expect(today.words).toContain(
      'Answer what was asked about the declaration of Eastmarsh Academy for 2026/27',
    );
    expect(today.links()).toContain(`/my-school?school=${EASTMARSH}`);
    await web.house.asSuperuser(
      `set session_replication_role = replica; update platform.mail set state = 'bounced', because = 'No such mailbox', ended_at = now()
       where tasks->0->>'why' = 'declaration_asked'`,
    );
    expect((await broker!.open(PATH)).words).toContain('There is a question about what your school declared');
    const version = 2;
    await web.get(SubmitDeclaration).execute(await web.actor('asker'), NORTH, {
      ...{ urn: EASTMARSH, year: '2026/27', version, appetite: 'open_to_approach' },
    });
    expect((await asker!.open('/my-school')).words).not.toContain(QUESTION);
    expect((await broker!.open('/today')).words).toContain(
      'Read what Eastmarsh Academy answered about its declaration for 2026/27',
    );
    expect((await broker!.press(late, PATH, { outcome: 'confirmed' })).status).toBe(412);
  });

  it('is confirmed, which the school and its broker see, and no other head', async () => {
    const page = await broker!.open(PATH);
    const sent = await broker!.press(page, PATH, { outcome: 'confirmed' });
    const done = await broker!.follow(sent);
    expect(done.words).toContain('Success What Eastmarsh Academy declared is confirmed.');
    expect(done.html).not.toContain('<textarea');
    expect((await broker!.open('/today')).links()).not.toContain(PATH);
    expect((await asker!.open('/my-school')).words).toContain(
      'confirmed this on 25 November 2026. Other heads are not told.',
    );
    expect((await helper!.open(`/schools/${EASTMARSH}`)).words).not.toMatch(/confirmed/i);
  });
});
