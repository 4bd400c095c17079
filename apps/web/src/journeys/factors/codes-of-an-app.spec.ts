import { WebHouse } from '../needs/a-web-house.fixture.js';
import { AtTheDoor, codesOn, PASSWORD } from './at-the-door.fixture.js';

const REFUSED = 'The code is not right, or it was used before.';

describe('signing in where everybody needs a second step', () => {
  let web: WebHouse;
  let people = 0;
  let dan: AtTheDoor;

  beforeAll(async () => {
    web = await WebHouse.open(undefined, 'everyone');
  });
  afterAll(() => web.close());
  beforeEach(async () => {
    dan = await AtTheDoor.somebody(web, `Dan ${'x'.repeat((people += 1))}`);
  });

  const act = (name: string, outcome: string) =>
    web.house.asSuperuser<{ reason: string }>(
      `select substring(bytes from 'reason=([A-Za-z0-9_]+)') as reason from audit.entry
       where act = $1 and bytes like '%' || $2 || '%' and bytes like '%' || $3 || '%'`,
      [name, outcome, dan.person],
    );
  const mails = async (): Promise<string[]> => {
    const rows = await web.house.asSuperuser<{ why: string }>(
      `select tasks->0->>'why' as why from platform.mail where person_id = $1 order by put_at, key`,
      [dan.person],
    );
    return rows.map(({ why }) => why);
  };
  const later = (seconds: number) => {
    web.clock.advance({ seconds });
  };
  /** Sessions are dated by the database’s clock, which is not the service’s in a test. */
  const justSignedIn = () =>
    web.house.asSuperuser('update identity.session set signed_in_at = $1 where ended_at is null', [
      web.clock.now(),
    ]);
  /** With an app, and no longer at the step of time that confirmed it. */
  async function withApp(): Promise<string[]> {
    await dan.givePassword();
    const codes = await dan.takeApp('/sign-in/enrol');
    later(60);
    return codes;
  }

  it('leads somebody without one to take an app, and opens nothing else until they have', async () => {
    const after = await dan.givePassword('/schools');
    expect(after.location).toBe('/sign-in/enrol?next=%2Fschools');
    for (const path of ['/me', '/schools', '/today', '/me/sign-in', '/me/sign-in/app', '/sign-in/again'])
      expect((await dan.open(path)).location).toMatch(/^\/sign-in/);
    expect((await dan.open('/sign-in/factor')).location).toBe('/sign-in');
    const page = await dan.follow(after);
    expect([page.status, page.heading]).toEqual([200, 'Add a second step to your sign-in']);
    expect(page.html).toContain('<svg class="app-qr" role="img"');
    const before = dan.cookie;
    const codes = await dan.takeApp('/sign-in/enrol');
    expect(codes).toHaveLength(10);
    expect(dan.cookie).not.toBe(before);
    expect((await dan.open('/me')).heading).toBe('Your account');
    expect(await mails()).toEqual(['factor_added']);
  });

  it('shows the same picture when the page is opened again, and takes no code but its own', async () => {
    const page = await dan.follow(await dan.givePassword());
    const again = await dan.open('/sign-in/enrol');
    const keyOf = ({ html }: { html: string }) => /id="key">([A-Z2-7 ]+)</.exec(html)?.[1];
    expect(keyOf(again)).toBe(keyOf(page));
    const refused = await dan.press(again, '/sign-in/enrol', { code: '000000' });
    expect([refused.status, refused.problems[0]?.field]).toEqual([422, 'code']);
    expect((await dan.open('/me')).location).toMatch(/^\/sign-in/);
  });

  it('asks for the code after the password, gives another session id for each step, and keeps the way', async () => {
    await withApp();
    const browser = dan.elsewhere();
    const after = await browser.givePassword('/schools');
    expect(after.location).toBe('/sign-in/factor?next=%2Fschools');
    const half = browser.cookie;
    for (const path of ['/me', '/schools', '/sign-in/again'])
      expect((await browser.open(path)).location).toMatch(/^\/sign-in\?next=/);
    expect((await browser.open('/sign-in/enrol')).location).toBe('/sign-in');
    const page = await browser.follow(after);
    const entered = await browser.press(page, '/sign-in/factor', { code: browser.code() });
    expect(entered.location).toBe('/schools');
    expect(browser.cookie).not.toBe(half);
    expect((await browser.follow(entered)).status).toBe(200);
    const stolen = browser.elsewhere();
    stolen.cookie = half; // what was planted or seen before the code is good for nothing after it (L08)
    expect((await stolen.open('/me')).location).toMatch(/^\/sign-in/);
    expect((await stolen.open('/sign-in/factor')).location).toBe('/sign-in');
  });

  it('takes each code once, and none of a step before it (L13)', async () => {
    await withApp();
    const [one, two, three] = [dan.elsewhere(), dan.elsewhere(), dan.elsewhere()];
    for (const each of [one, two, three]) await each.givePassword();
    expect((await one.giveCode(dan.code())).location).toBe('/me');
    const replayed = await two.giveCode(dan.code());
    expect([replayed.status, replayed.problems]).toEqual([422, [{ text: REFUSED, field: 'code' }]]);
    expect((await two.giveCode(dan.code(-1))).status).toBe(422);
    expect((await three.giveCode(dan.code(1))).location).toBe('/me');
    expect((await act('factor.check', 'refused')).map(({ reason }) => reason)).toEqual([
      'CODE_USED',
      'CODE_USED',
    ]);
  });

  it('lets one in where the same code comes twice at one moment (L13)', async () => {
    await withApp();
    const browsers = Array.from({ length: 5 }, () => dan.elsewhere());
    for (const each of browsers) await each.givePassword();
    const pages = await Promise.all(browsers.map((each) => each.open('/sign-in/factor')));
    const code = dan.code();
    const answers = await Promise.all(
      browsers.map((each, at) => each.press(pages[at]!, '/sign-in/factor', { code })),
    );
    expect(answers.filter(({ location }) => location === '/')).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(4);
  });

  it.each([
    ['two steps early', () => dan.code(2)],
    ['two steps late', () => dan.code(-2)],
    ['000000', () => '000000'],
    [
      'in full width',
      () => [...dan.code()].map((d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0)).join(''),
    ],
    ['of seven digits', () => `${dan.code()}0`],
  ])('takes no code %s, in the same words (L13)', async (_what, code) => {
    await withApp();
    const browser = dan.elsewhere();
    await browser.givePassword();
    const refused = await browser.giveCode(code());
    expect([refused.status, refused.problems]).toEqual([422, [{ text: REFUSED, field: 'code' }]]);
    expect((await browser.giveCode(` ${dan.code().replace(/^(...)/, '$1 ')}`)).location).toBe('/me');
  });

  it('takes no code of another person', async () => {
    await withApp();
    const erin = await AtTheDoor.somebody(web, `Erin ${'x'.repeat(people)}`);
    await erin.givePassword();
    await erin.takeApp('/sign-in/enrol');
    later(60);
    const browser = dan.elsewhere();
    await browser.givePassword();
    expect((await browser.giveCode(erin.code())).status).toBe(422);
  });

  it('makes everybody wait a quarter of an hour after six wrong codes, and tells the person (L13)', async () => {
    await withApp();
    const browser = dan.elsewhere();
    await browser.givePassword();
    for (let at = 0; at < 6; at += 1) expect((await browser.giveCode('000000')).status).toBe(422);
    const other = dan.elsewhere();
    await other.givePassword();
    const waits = await other.giveCode(dan.code());
    expect(waits.status).toBe(429);
    expect(waits.words).toContain('Wait 15 minutes');
    expect(await mails()).toEqual(['factor_added', 'factor_paused']);
    expect(await act('factor.pause', 'done')).toHaveLength(1);
    later(15 * 60 + 1);
    expect((await other.giveCode(dan.code())).location).toBe('/me');
    expect((await dan.elsewhere().givePassword()).location).toMatch(/factor/);
  });

  it('counts wrong codes that come at one moment one by one', async () => {
    await withApp();
    const browser = dan.elsewhere();
    await browser.givePassword();
    const page = await browser.open('/sign-in/factor');
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => browser.press(page, '/sign-in/factor', { code: '000000' })),
    );
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(6);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(6);
  });

  it('takes a recovery code once, tells so on the page and by mail, and forgives how it is typed (L20)', async () => {
    const [first = '', second = ''] = await withApp();
    const browser = dan.elsewhere();
    await browser.givePassword();
    const entered = await browser.giveCode(first.toLowerCase().replaceAll('-', ' '));
    expect([entered.status, entered.heading]).toEqual([200, 'You used a recovery code']);
    expect(entered.words).toContain('9 are left');
    expect((await browser.open('/me')).status).toBe(200);
    const again = dan.elsewhere();
    await again.givePassword();
    expect((await again.giveCode(first)).status).toBe(422);
    expect((await again.giveCode(second.replaceAll('-', ''))).status).toBe(200);
    expect(await mails()).toEqual(['factor_added', 'recovery_used', 'recovery_used']);
    expect(await act('factor.recover', 'done')).toHaveLength(2);
  });

  it('takes no recovery code of somebody else, and pauses after six guesses (L20)', async () => {
    const [theirs = ''] = await withApp();
    const erin = await AtTheDoor.somebody(web, `Erin y${'x'.repeat(people)}`);
    await erin.givePassword();
    await erin.takeApp('/sign-in/enrol');
    later(60);
    const browser = erin.elsewhere();
    await browser.givePassword();
    const page = await browser.open('/sign-in/factor');
    const statuses: number[] = [];
    for (let at = 0; at < 20; at += 1)
      statuses.push((await browser.press(page, '/sign-in/factor', { code: theirs })).status);
    expect(statuses).toEqual([...Array<number>(6).fill(422), ...Array<number>(14).fill(429)]);
  });

  it('says nothing of whether there is a second step until the password was right (L05)', async () => {
    await withApp();
    const plain = await AtTheDoor.somebody(web, `Plain ${'x'.repeat(people)}`);
    const told = async (who: AtTheDoor) => {
      const page = await who.elsewhere().givePassword('/me', 'nine cruel otters');
      return [page.status, page.problems, page.location];
    };
    expect(await told(dan)).toEqual(await told(plain));
  });

  it('keeps neither the seed nor a recovery code in the clear, and the half session as its hash', async () => {
    const codes = await withApp();
    const stored = await web.house.asSuperuser<{ kept: string }>(
      `select t::text as kept from identity.totp t union all select r::text from identity.recovery_code r
       union all select h::text from identity.half_session h union all select e.bytes from audit.entry e`,
    );
    const text = stored.map(({ kept }) => kept).join('\n');
    const key = dan.key.replaceAll(' ', '');
    for (const secret of [
      key,
      ...codes,
      ...codes.map((code) => code.replaceAll('-', '')),
      dan.cookie.slice(8),
    ])
      expect(text).not.toContain(secret);
  });

  it('asks for a code as well when somebody shows again that it is them', async () => {
    await withApp();
    await web.house.asSuperuser(`update identity.session set signed_in_at = '2026-01-01'`);
    const stopped = await dan.press(await dan.open('/me'), '/me/tokens', { label: 'Timetable', days: '30' });
    expect([stopped.status, stopped.heading]).toEqual([403, 'Confirm that it is you']);
    expect(stopped.words).toContain('Code from your app');
    const wrong = await dan.press(stopped, '/sign-in/again', { password: PASSWORD });
    expect(wrong.problems).toEqual([{ text: REFUSED, field: 'code' }]);
    const before = dan.cookie;
    const right = await dan.press(wrong, '/sign-in/again', { password: PASSWORD, code: dan.code() });
    expect([right.status, right.heading]).toEqual([200, 'Thank you: it is you']);
    expect(dan.cookie).not.toBe(before);
    expect((await dan.press(right, '/me/tokens')).words).toMatch(/trl_/);
  });

  it('makes new recovery codes and takes another app only after a fresh sign-in; the last factor stays', async () => {
    const [old = ''] = await withApp();
    await web.house.asSuperuser(`update identity.session set signed_in_at = '2026-01-01'`);
    const page = await dan.open('/me/sign-in');
    expect(page.words).toContain('10 recovery codes left');
    expect((await dan.press(page, '/me/sign-in/codes')).heading).toBe('Confirm that it is you');
    await justSignedIn();
    const codes = codesOn(await dan.press(page, '/me/sign-in/codes'));
    expect(codes).toHaveLength(10);
    expect(codes).not.toContain(old);
    const gone = await dan.press(page, '/me/sign-in/app/remove');
    expect([gone.status, gone.words.includes('Add another way first')]).toEqual([409, true]);
    const key = dan.key;
    const stale = dan.code(1);
    expect(await dan.takeApp('/me/sign-in/app')).toHaveLength(10);
    expect(dan.key).not.toBe(key);
    later(60);
    const browser = dan.elsewhere();
    await browser.givePassword();
    expect((await browser.giveCode(stale)).status).toBe(422);
    expect((await browser.giveCode(codes[0] ?? '')).status).toBe(422);
    expect((await browser.giveCode(dan.code())).location).toBe('/me');
  });

  it('lets nobody on who was disabled between the two steps', async () => {
    await withApp();
    const browser = dan.elsewhere();
    await browser.givePassword();
    const page = await browser.open('/sign-in/factor');
    await web.house.lookup.call('disable_account', [dan.account]);
    expect((await browser.press(page, '/sign-in/factor', { code: dan.code() })).location).toBe('/sign-in');
    expect((await browser.open('/me')).location).toMatch(/^\/sign-in/);
  });

  it('begins anew where the second step took more than ten minutes', async () => {
    await withApp();
    const browser = dan.elsewhere();
    await browser.givePassword();
    const page = await browser.open('/sign-in/factor');
    await web.house.asSuperuser('update identity.half_session set ends_at = now()');
    expect((await browser.press(page, '/sign-in/factor', { code: dan.code() })).location).toBe('/sign-in');
  });
});

describe('signing in to a demonstration', () => {
  let web: WebHouse;
  beforeAll(async () => {
    web = await WebHouse.open();
  });
  afterAll(() => web.close());

  it('is by password alone; whoever took an app is asked for its code, and may let go of it', async () => {
    const dan = await AtTheDoor.somebody(web, 'Dan Osei');
    expect((await dan.givePassword('/schools')).location).toBe('/schools');
    await web.house.asSuperuser('update identity.session set signed_in_at = $1', [web.clock.now()]);
    expect(await dan.takeApp('/me/sign-in/app')).toHaveLength(10);
    web.clock.advance({ minutes: 1 });
    const browser = dan.elsewhere();
    expect((await browser.givePassword()).location).toBe('/sign-in/factor?next=%2Fme');
    expect((await browser.giveCode(browser.code())).location).toBe('/me');
    await web.house.asSuperuser('update identity.session set signed_in_at = $1', [web.clock.now()]);
    const page = await browser.open('/me/sign-in');
    expect((await browser.press(page, '/me/sign-in/app/remove')).location).toBe('/me/sign-in');
    expect((await dan.elsewhere().givePassword('/schools')).location).toBe('/schools');
  });
});
