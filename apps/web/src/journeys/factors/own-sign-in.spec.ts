import type { Screen } from '../needs/a-visitor.fixture.js';
import { WebHouse } from '../needs/a-web-house.fixture.js';
import { AtTheDoor, PASSWORD } from './at-the-door.fixture.js';

const HERE = '/me/sign-in/password';
const FRESH = 'kettle violin harbour';
const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';

describe('somebody’s own way to sign in', () => {
  let web: WebHouse;
  let people = 0;
  let [dan, phone]: AtTheDoor[] = [];

  beforeAll(async () => {
    web = await WebHouse.open();
  });
  afterAll(() => web.close());
  beforeEach(async () => {
    dan = await AtTheDoor.somebody(web, `Dan ${'x'.repeat((people += 1))}`);
    phone = dan.elsewhere();
    phone.browser = PHONE;
    for (const browser of [dan, phone]) await browser.givePassword();
    await justSignedIn();
    for (const browser of [dan, phone]) await browser.open('/me');
  });

  const justSignedIn = () =>
    web.house.asSuperuser('update identity.session set signed_in_at = $1 where ended_at is null', [
      web.clock.now(),
    ]);
  const entries = async (act: string, outcome = 'done'): Promise<(string | null)[]> => {
    const rows = await web.house.asSuperuser<{ reason: string | null }>(
      `select substring(bytes from 'reason=([A-Za-z0-9_]+)') as reason from audit.entry
       where act = $1 and outcome = $2 and entity = $3 order by seq`,
      [act, outcome, `identity.person:${dan!.person}`],
    );
    return rows.map(({ reason }) => reason);
  };
  const mails = () =>
    web.house.asSuperuser<{ why: string }>(
      `select tasks->0->>'why' as why from platform.mail where person_id = $1 order by put_at, key`,
      [dan!.person],
    );
  const change = async (currentPassword: string, password: string): Promise<Screen> =>
    dan!.press(await dan!.open(HERE), HERE, { currentPassword, password });
  const isOut = async (who: AtTheDoor): Promise<boolean> =>
    (await who.open('/me')).location?.startsWith('/sign-in') === true;

  it('changes the password, ends every other session, tells them and writes it (L09)', async () => {
    const done = await change(PASSWORD, FRESH);
    expect(done.location).toBe('/me/sign-in?changed=password');
    expect((await dan!.follow(done)).words).toContain('Your password is changed.');
    expect(await isOut(phone!)).toBe(true);
    expect(await mails()).toEqual([{ why: 'password_changed' }]);
    expect(await entries('password.change')).toEqual(['own']);
    expect((await phone!.givePassword()).problems).toHaveLength(1);
    expect((await phone!.givePassword('/me', FRESH)).location).toBe('/me');
  });

  it('asks for the password now, and writes that a wrong one was tried', async () => {
    const refused = await change('nine cruel otters', FRESH);
    expect(refused.problems).toEqual([
      expect.objectContaining({ field: 'currentPassword', text: 'Your password is not right' }),
    ]);
    expect(refused.html).not.toContain(FRESH);
    expect(await entries('session.renew', 'refused')).toEqual(['PASSWORD_WRONG']);
    expect(await isOut(phone!)).toBe(false);
    expect((await phone!.givePassword()).location).toBe('/me');
  });

  it('keeps the old one where the new one is short, common, about them, or the same', async () => {
    for (const [password, why] of [
      ['elevenchars', 'at least 12 characters'],
      ['x'.repeat(129), '128 characters or fewer'],
      [' '.repeat(64), 'Enter a new password'],
      ['P@ssw0rd1234', 'harder to guess'],
      ['walks in Northshire', 'the name of your area'],
      [`I am dan ${dan!.email}`, 'your own name'],
      [PASSWORD, 'another password'],
    ] as const) {
      const refused = await change(PASSWORD, password);
      expect([refused.status, refused.problems[0]?.field]).toEqual([422, 'password']);
      expect(refused.problems[0]?.text).toContain(why);
    }
    expect(await entries('password.change')).toEqual([]);
    expect((await change(PASSWORD, ` ${FRESH} `)).location).toBe('/me/sign-in?changed=password');
    expect((await phone!.givePassword('/me', FRESH)).problems).toHaveLength(1);
    expect((await phone!.givePassword('/me', ` ${FRESH} `)).location).toBe('/me');
  });

  it('is asked first to show that it is them, before any password is typed, and keeps none on the way', async () => {
    const page = await dan!.open(HERE);
    await web.house.asSuperuser(`update identity.session set signed_in_at = '2026-01-01'`);
    const stopped = await dan!.press(page, HERE, { currentPassword: PASSWORD, password: FRESH });
    expect(stopped.location).toBe('/sign-in/again?next=%2Fme%2Fsign-in%2Fpassword');
    expect((await dan!.open(HERE)).location).toBe(stopped.location);
    const again = await dan!.follow(stopped);
    expect(again.heading).toBe('Confirm that it is you');
    expect(again.html).not.toContain(FRESH);
    const shown = await dan!.press(again, '/sign-in/again', { password: PASSWORD });
    await justSignedIn();
    expect((await dan!.follow(shown)).heading).toBe('Change your password');
  });

  it('shows where they are signed in, in words of theirs, and neither address nor version', async () => {
    const { words, html } = await dan!.open('/me/sign-in');
    expect(words).toContain('Firefox on Windows (this one)');
    expect(words).toContain('Safari on iOS');
    expect(words.match(/Signed in .* Last used /g)).not.toBeNull();
    expect(words).not.toMatch(/140|127\.0|iPhone/);
    const hashes = await web.house.asSuperuser<{ hash: string }>(
      `select encode(id_hash, 'hex') as hash from identity.session where account_id = $1`,
      [dan!.account],
    );
    for (const { hash } of hashes) expect(html).not.toContain(hash);
  });

  it('ends one of them, and only of their own (7.5.2)', async () => {
    const stranger = await AtTheDoor.somebody(web, `Eve ${'x'.repeat(people)}`);
    await stranger.givePassword();
    const page = await dan!.open('/me/sign-in');
    const ending = /action="(\/me\/sign-in\/sessions\/[0-9a-f-]{36}\/end)"/.exec(page.html)?.[1] ?? '';
    const theirs = await stranger.open('/me');
    await justSignedIn();
    expect((await stranger.send(theirs, ending, {})).status).toBe(404);
    expect(await isOut(phone!)).toBe(false);
    expect((await dan!.press(page, ending)).location).toBe('/me/sign-in#sessions');
    expect([await isOut(phone!), await isOut(dan!), await isOut(stranger)]).toEqual([true, false, false]);
    expect((await dan!.send(page, ending, {})).status).toBe(404);
    expect(await entries('session.end')).toEqual(['one']);
  });

  it('ends all others at once, after a fresh sign-in alone, and what waits for its second step too', async () => {
    const page = await dan!.open('/me/sign-in');
    await web.house.asSuperuser(`update identity.session set signed_in_at = '2026-01-01'`);
    const others = '/me/sign-in/sessions/end-others';
    expect((await dan!.press(page, others)).heading).toBe('Confirm that it is you');
    expect(await isOut(phone!)).toBe(false);
    await justSignedIn();
    await dan!.press(page, others);
    expect([await isOut(phone!), await isOut(dan!)]).toEqual([true, false]);
    expect((await dan!.open('/me/sign-in')).words).toContain('You are signed in nowhere else.');
    expect(await entries('session.end')).toEqual(['others']);
  });

  it('ends the open session of a browser in which somebody signs in again (7.2.4)', async () => {
    const old = phone!.elsewhere();
    old.cookie = phone!.cookie;
    expect(await isOut(old)).toBe(false);
    await phone!.givePassword();
    expect([await isOut(old), await isOut(phone!), await isOut(dan!)]).toEqual([true, false, false]);
  });
});
