import { INFORMATION_KINDS } from '@app/assurance';
import type { Visitor } from '../needs/a-visitor.fixture.js';
import { EASTMARSH, WebHouse } from '../needs/a-web-house.fixture.js';
import { somebody } from '../schools/somebody.fixture.js';

const ONE = '/foi/FOI-2026-001';
const SENT = {
  ...{ name: 'Xanthe Quorn', reach: 'x.quorn@example.org', receivedOn: '2026-11-23' },
  asked: 'What was spent on attendance?',
};

describe('the pages of information requests', () => {
  let web: WebHouse;
  let [dpo, chair, head]: Visitor[] = [];
  beforeAll(async () => {
    web = await WebHouse.open();
    dpo = (await somebody(web, { name: 'Ada Dale', posts: [{ role: 'officer', flags: ['dpo'] }] })).visitor;
    chair = (await somebody(web, { name: 'Cora Lane', posts: [{ role: 'chair' }] })).visitor;
    head = await web.visitor('asker');
    await web.house.asSuperuser(`update identity.session set signed_in_at = '2026-11-25T08:55:00Z'`);
  }, 120_000);
  afterAll(() => web.close());

  it('register a request, name each missing field, and lead to it from Today', async () => {
    expect((await dpo!.open('/foi')).words).toContain('None waits.');
    const page = await dpo!.open('/foi/new');
    const empty = await dpo!.press(page, '/foi/new', {});
    expect([empty.status, empty.problems.map(({ field }) => field)]).toEqual([
      422,
      ['name', 'reach', 'receivedOn', 'asked'],
    ]);
    expect((await dpo!.press(page, '/foi/new', SENT)).location).toBe(ONE);
    const today = await dpo!.open('/today');
    expect(today.words).toContain('Prepare the answer to an information request');
    expect(today.links()).toContain(ONE);
    expect(today.html).not.toContain('Xanthe');
  });

  it('show who asks to who may register alone, and a request to the heads of schools that it touches', async () => {
    expect((await head!.open(ONE)).status).toBe(404);
    const page = await dpo!.open(ONE);
    expect(page.words).toMatch(/Who asks Xanthe Quorn.*Answer by|Answer by.*Who asks Xanthe Quorn/);
    expect(page.words).toContain('Monday 21 December 2026');
    await dpo!.press(page, `${ONE}/schools`, { school: EASTMARSH, touched: 'yes' });
    expect((await dpo!.open(ONE)).words).toContain('Eastmarsh Academy');
    for (const who of [head!, chair!]) {
      const theirs = await who.open(ONE);
      expect([theirs.status, theirs.words]).toEqual([
        200,
        expect.stringContaining('What was spent on attendance?') as string,
      ]);
      expect(theirs.html).not.toMatch(/Quorn|Add a school/);
    }
    expect((await head!.open('/foi')).links()).toContain(ONE);
  });

  it('leave as a file without who asks, and open to nobody else', async () => {
    for (const ending of ['csv', 'xlsx', 'ods']) expect((await dpo!.open(`/foi.${ending}`)).status).toBe(200);
    const file = (await dpo!.open('/foi.csv')).html;
    expect(file).toContain(
      'FOI-2026-001,Being prepared,What was spent on attendance?,2026-11-23,2026-12-21,no',
    );
    expect(file).not.toContain('Quorn');
    for (const who of ['officer', 'broker'] as const) {
      const visitor = await web.visitor(who);
      for (const path of ['/foi', '/foi.csv', '/foi/new', ONE])
        expect((await visitor.open(path)).status).toBe(404);
    }
  });

  it('prepare by kind, tell the head, take a comment, and are released by the chair into the log (F01)', async () => {
    const first = await dpo!.open(`${ONE}/kinds/concern`);
    expect(first.words).not.toContain('It is held, and released');
    expect((await dpo!.press(first, `${ONE}/kinds/concern`, {})).problems).toMatchObject([{ field: 'say' }]);
    for (const kind of INFORMATION_KINDS) {
      const at = `${ONE}/kinds/${kind}`;
      expect((await dpo!.press(await dpo!.open(at), at, { say: 'not_held' })).location).toBe(ONE);
    }
    const words = await dpo!.open(`${ONE}/answer`);
    const named = { summary: 'What was spent?', answer: 'As Xanthe Quorn asked: nothing.' };
    expect((await dpo!.press(words, `${ONE}/answer`, named)).problems).toMatchObject([{ field: 'answer' }]);
    await dpo!.press(words, `${ONE}/answer`, { ...named, answer: 'Nothing was spent.' });
    const early = await chair!.press(await chair!.open(ONE), `${ONE}/release`);
    expect([early.status, early.words]).toEqual([
      409,
      expect.stringContaining('Tell first the head') as string,
    ]);
    await dpo!.press(await dpo!.open(ONE), `${ONE}/tell`);
    expect((await head!.open('/today')).links()).toContain(ONE);
    const asked = await head!.open(ONE);
    expect(asked.words).toContain('The law may require us to release this; you will be told first.');
    await head!.press(asked, `${ONE}/comment`, { comment: 'Please say that it was a loan.' });
    expect((await head!.open(ONE)).words).not.toContain('Send comment');
    expect((await chair!.open('/today')).words).toContain(
      'Release or refuse what an information request asked for',
    );
    expect((await chair!.press(await chair!.open(ONE), `${ONE}/release`)).location).toBe(ONE);
    const log = await head!.open('/foi/log');
    expect(log.words).toMatch(/FOI-2026-001 Released .*What was spent\? .*Nothing was spent\./);
    expect(log.html).not.toContain('Quorn');
    for (const ending of ['csv', 'xlsx', 'ods'])
      expect((await head!.open(`/foi/log.${ending}`)).status).toBe(200);
    expect((await head!.open('/foi/log.csv')).html).toContain('Nothing was spent.');
    expect((await dpo!.open('/foi')).words).toContain('None waits.');
  });
});
