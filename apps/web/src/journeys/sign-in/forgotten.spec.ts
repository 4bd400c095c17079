import { AuditTrail } from '@app/audit';
import { IDENTITY_ENTITIES, linkKey, resetSecret, SendReset } from '@app/identity';
import { dataSource, Lookup, MailBox, Outbox, RandomIds, UnitOfWork } from '@app/platform';
import { AtTheDoor, PASSWORD } from '../factors/at-the-door.fixture.js';
import type { Screen } from '../needs/a-visitor.fixture.js';
import { WebHouse } from '../needs/a-web-house.fixture.js';
import { baseOf } from '../schools/somebody.fixture.js';

const ASK = '/sign-in/forgotten';
const FRESH = 'kettle violin harbour';
const KEY = linkKey('of the test');

/** The database as the worker meets it: what it looks up for a reset, no page may. */
const asWorker = (url: string) =>
  dataSource({
    ...{ url, pool: 2, statementTimeoutMs: 5_000, applicationName: 'spec', entities: IDENTITY_ENTITIES },
  }).initialize();

describe('a forgotten password', () => {
  let web: WebHouse;
  let worker: Awaited<ReturnType<typeof asWorker>>;
  let sending: SendReset;
  let people = 0;
  let [dan, browser]: AtTheDoor[] = [];

  beforeAll(async () => {
    web = await WebHouse.open(undefined, 'everyone');
    worker = await asWorker(web.house.database.workerUrl);
    const box = new MailBox(web.clock, new RandomIds(), new Outbox());
    sending = new SendReset(
      ...[new UnitOfWork(worker, 'f'.repeat(64)), new Lookup(worker), new AuditTrail(), web.clock, box],
    );
  });
  afterAll(async () => {
    await worker.destroy();
    await web.close();
  });
  beforeEach(async () => {
    dan = await AtTheDoor.somebody(web, `Dan ${'x'.repeat((people += 1))}`);
    browser = dan.elsewhere();
    await web.house.asSuperuser('delete from platform.limit_counter');
  });

  const ask = async (email = dan!.email): Promise<Screen> =>
    browser!.press(await browser!.open(ASK), ASK, { email });
  /** What the worker does behind the page. @returns the addresses in the mails that it wrote. */
  async function worked(): Promise<string[]> {
    const asked = await web.house.asSuperuser<{ id: string }>(
      `select ids->>'reset' as id from platform.outbox where kind = 'identity.reset-asked' and sent_at is null order by id`,
    );
    await web.house.asSuperuser(
      `update platform.outbox set sent_at = now() where kind = 'identity.reset-asked'`,
    );
    const paths: string[] = [];
    for (const { id } of asked)
      if (await sending.execute(id, KEY)) paths.push(`/reset/${resetSecret(KEY, id)}`);
    return paths;
  }
  async function mailed(): Promise<string> {
    await ask();
    return (await worked())[0] ?? '';
  }
  const choose = async (path: string, password = FRESH): Promise<Screen> =>
    browser!.press(await browser!.open(path), path, { password });
  const act = (name: string, outcome = 'done') =>
    web.house.asSuperuser<{ reason: string | null }>(
      `select substring(bytes from 'reason=([A-Za-z0-9_]+)') as reason from audit.entry
       where act = $1 and outcome = $2 and entity = $3 order by seq`,
      [name, outcome, `identity.person:${dan!.person}`],
    );
  const kinds = async (): Promise<string[]> => {
    const rows = await web.house.asSuperuser<{ kind: string }>(
      `select coalesce(tasks->0->>'why', kind) as kind from platform.mail where person_id = $1 order by put_at, key`,
      [dan!.person],
    );
    return rows.map(({ kind }) => kind);
  };

  it('is replaced by a link that was mailed; the second step is asked for, and everything else is signed out', async () => {
    await dan!.givePassword();
    await dan!.takeApp('/sign-in/enrol');
    web.clock.advance({ minutes: 1 });
    browser = dan!.elsewhere();
    const half = dan!.elsewhere();
    await half.givePassword();
    const path = await mailed();
    expect((await dan!.open('/me')).status).toBe(200);
    const done = await choose(path);
    expect(done.location).toBe('/sign-in?changed=password');
    expect((await browser.follow(done)).words).toContain(
      'Your password is changed. Sign in with the new one.',
    );
    expect((await dan!.open('/me')).location).toMatch(/^\/sign-in/);
    expect((await half.open('/sign-in/factor')).location).toBe('/sign-in');
    expect((await browser.open('/me')).location).toMatch(/^\/sign-in/);
    expect((await browser.givePassword()).problems).toHaveLength(1);
    expect((await browser.givePassword('/me', FRESH)).location).toBe('/sign-in/factor?next=%2Fme');
    expect((await browser.giveCode(browser.code())).location).toBe('/me');
    expect(await kinds()).toEqual(expect.arrayContaining(['reset', 'password_reset']));
    expect([await act('password.reset.ask'), await act('password.reset')]).toEqual([
      [{ reason: null }],
      [{ reason: 'mail' }],
    ]);
  });

  it('is asked for in the same words and by the same steps whether or not somebody has the address', async () => {
    const steps = () =>
      web.house.asSuperuser<{ n: number }>(
        `select (select count(*) from identity.password_reset)::int + (select count(*) from platform.outbox where kind = 'identity.reset-asked')::int
           + (select count(*) from platform.mail)::int + (select count(*) from audit.entry)::int as n`,
      );
    const said = async (email: string): Promise<unknown> => {
      const [before] = await steps();
      const answer = await ask(email);
      const [after] = await steps();
      const next = await browser!.follow(answer);
      return [answer.status, answer.location, next.heading, next.words, (after?.n ?? 0) - (before?.n ?? 0)];
    };
    const disabled = await AtTheDoor.somebody(web, `Gone ${'x'.repeat(people)}`);
    await web.house.lookup.call('disable_account', [disabled.account]);
    const { account } = await web.house.person({
      name: `None ${'x'.repeat(people)}`,
      email: 'none@example.org',
    });
    expect(account).not.toBeNull();
    const known = await said(dan!.email);
    expect(known).toMatchObject([303, '/sign-in/forgotten/sent', 'Check your e-mail', expect.any(String), 2]);
    expect(await worked()).toHaveLength(1);
    for (const email of ['nobody@example.org', disabled.email, 'none@example.org'])
      expect(await said(email)).toEqual(known);
    expect(await worked()).toEqual([]);
    const kept = await web.house.asSuperuser('select 1 from identity.password_reset where email is not null');
    expect(kept).toEqual([]);
  });

  it('is not changed by looking at the link, by HEAD or by a mail that stays unopened (K01)', async () => {
    const path = await mailed();
    for (const method of ['HEAD', 'GET', 'HEAD', 'GET'])
      expect((await fetch(baseOf(web) + path, { method, redirect: 'manual' })).status).toBe(200);
    const page = await browser!.open(path);
    expect([page.status, page.heading]).toEqual([200, 'Choose a new password']);
    expect(page.html).not.toContain(dan!.email);
    expect((await dan!.givePassword()).location).toBe('/sign-in/enrol?next=%2Fme');
  });

  it('has a link that works once, for an hour, and not after a newer one or a sign-in (L12)', async () => {
    const older = await mailed();
    const newer = await mailed();
    const refused = async (path: string): Promise<void> => {
      expect([(await browser!.open(path)).status, (await browser!.open(path)).heading]).toEqual([
        404,
        'This link is not open',
      ]);
      const sent = await browser!.send(await browser!.open('/sign-in'), path, { password: FRESH });
      expect([sent.status, sent.heading]).toEqual([404, 'This link is not open']);
    };
    await refused(older);
    expect((await choose(newer)).location).toBe('/sign-in?changed=password');
    await refused(newer);
    expect((await act('password.reset', 'refused')).map(({ reason }) => reason)).toEqual([
      'RESET_ENDED',
      'RESET_ENDED',
    ]);
    const late = await mailed();
    await web.house.asSuperuser(
      `update identity.password_reset set expires_at = now() where expires_at is not null`,
    );
    await refused(late);
    const signedIn = await mailed();
    await dan!.givePassword('/me', FRESH);
    await dan!.takeApp('/sign-in/enrol');
    await refused(signedIn);
    const gone = await mailed();
    await web.house.lookup.call('disable_account', [dan!.account]);
    await refused(gone);
  });

  it('is refused where the new one is short, common or about them, and the link stays open', async () => {
    const path = await mailed();
    for (const [password, why] of [
      ['too short', 'at least 12'],
      ['P@ssw0rd1234', 'harder to guess'],
      ['walks in Northshire', 'the name of your area'],
    ] as const)
      expect((await choose(path, password)).problems[0]?.text).toContain(why);
    expect((await choose(path)).location).toBe('/sign-in?changed=password');
  });

  it('can be asked for five times an hour for one person and twenty from one address, known or not (L12)', async () => {
    for (const email of [dan!.email, 'nobody@example.org']) {
      for (let n = 0; n < 5; n += 1) expect((await ask(email)).status).toBe(303);
      expect((await ask(email)).status).toBe(429);
    }
    for (let n = 12; n < 20; n += 1) expect((await ask(`nobody${String(n)}@example.org`)).status).toBe(303);
    const stopped = await ask('somebody.else@example.org');
    expect([stopped.status, stopped.words]).toEqual([429, expect.stringContaining('Wait an hour')]);
    await worked();
  });

  it('lets nobody guess a link: one wording, then a pause, and a right one is never counted (L12, K05)', async () => {
    const path = await mailed();
    for (let n = 0; n < 20; n += 1)
      expect((await browser!.open(`/reset/${String(n).padStart(43, 'A')}`)).status).toBe(404);
    expect((await browser!.open(`/reset/${'B'.repeat(43)}`)).status).toBe(429);
    for (const odd of ['x', '%00', 'A'.repeat(5_000), '..%2fme'])
      expect([404, 429, 400]).toContain((await browser!.open(`/reset/${odd}`)).status);
    expect((await choose(path)).location).toBe('/sign-in?changed=password');
  });

  it('leaves no link and no address in what is stored or logged', async () => {
    const path = await mailed();
    const secret = path.slice('/reset/'.length);
    await choose(path);
    const [kept] = await web.house.asSuperuser<{ all: string }>(
      `select concat((select string_agg(r::text, ' ') from identity.password_reset r), (select string_agg(m::text, ' ') from platform.mail m),
         (select string_agg(o::text, ' ') from platform.outbox o), (select string_agg(bytes, ' ') from audit.entry)) as all`,
    );
    expect(kept?.all).toContain('password.reset');
    for (const said of [secret, dan!.email, FRESH, PASSWORD]) expect(kept?.all).not.toContain(said);
  });

  it('names what is no address', async () => {
    for (const email of ['', 'dan', 'dän@example.org', 'a@b'])
      expect((await ask(email)).problems[0]?.field).toBe('email');
    expect((await ask('')).problems[0]?.text).toBe('Enter your e-mail address');
    expect((await ask(`${'a'.repeat(300)}@example.org`)).problems[0]?.text).toContain('correct format');
  });
});
