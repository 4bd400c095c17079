import { generateKeyPairSync } from 'node:crypto';
import { WebHouse } from '../needs/a-web-house.fixture.js';
import { Device, type Otherwise } from './a-device.fixture.js';
import { AtTheDoor, PASSWORD } from './at-the-door.fixture.js';

/** Of the test service. */
const ORIGIN = 'http://127.0.0.1';
const REFUSED = 'This passkey was not taken. Try again, or sign in another way.';
const STRANGER = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

describe('passkeys, where everybody needs a second step', () => {
  let web: WebHouse;
  let people = 0;
  let dan: AtTheDoor;
  let device: Device;

  beforeAll(async () => {
    web = await WebHouse.open(undefined, 'everyone');
  });
  afterAll(() => web.close());
  beforeEach(async () => {
    dan = await AtTheDoor.somebody(web, `Dan ${'x'.repeat((people += 1))}`);
    device = new Device(ORIGIN);
  });

  const refusals = async (person: string): Promise<string[]> => {
    const rows = await web.house.asSuperuser<{ reason: string }>(
      `select substring(bytes from 'reason=([A-Za-z0-9_]+)') as reason from audit.entry
       where act = 'factor.check' and bytes like '%' || $1 || '%'`,
      [person],
    );
    return rows.map(({ reason }) => reason);
  };
  const justSignedIn = () =>
    web.house.asSuperuser('update identity.session set signed_in_at = $1 where ended_at is null', [
      web.clock.now(),
    ]);
  async function withPasskey(who = dan, its = device): Promise<void> {
    await who.givePassword();
    expect((await who.takePasskey(its)).location).toBe('/');
    await justSignedIn();
  }

  it('are taken before anything else opens, and sign in from then on, with or without the password', async () => {
    await dan.givePassword();
    const half = dan.cookie;
    expect((await dan.takePasskey(device)).location).toBe('/');
    expect(dan.cookie).not.toBe(half);
    expect((await dan.open('/me')).heading).toBe('Your account');
    const alone = dan.elsewhere();
    expect((await alone.showPasskey(device)).location).toBe('/me');
    expect((await alone.open('/me')).heading).toBe('Your account');
    const after = dan.elsewhere();
    expect((await after.givePassword()).location).toBe('/sign-in/factor?next=%2Fme');
    expect((await after.showPasskey(device, {}, '/sign-in/factor?next=%2Fme')).location).toBe('/me');
  });

  it('give a new session id, and leave the one before good for nothing (L08)', async () => {
    await withPasskey();
    const browser = dan.elsewhere();
    await browser.open('/sign-in');
    const planted = browser.cookie;
    await browser.showPasskey(device);
    expect(browser.cookie).not.toBe(planted);
    const thief = dan.elsewhere();
    thief.cookie = planted;
    expect((await thief.open('/me')).location).toMatch(/^\/sign-in/);
  });

  it.each<[string, string, Otherwise]>([
    ['of another site', 'ORIGIN_WRONG', { origin: 'https://trellis.evil.example' }],
    ['made for another site', 'SITE_WRONG', { rpId: 'evil.example' }],
    ['without its owner’s finger, face or PIN', 'NOT_VERIFIED', { verified: false }],
    ['whose count goes back', 'COUNT_WENT_BACK', { count: 1 }],
    ['whose challenge was made up', 'CHALLENGE_WRONG', { challenge: 'bWFkZSB1cA' }],
    ['with another person’s handle', 'OTHER_PERSON', { handle: 'AAAAAAAAQACAAAAAAAAAAA' }],
    ['with no handle, where nobody said who they are', 'OTHER_PERSON', { handle: null }],
    ['signed by another key', 'SIGNATURE_WRONG', { signedBy: STRANGER }],
  ])('are refused %s, in one wording, and it is written (L14)', async (_what, reason, otherwise) => {
    await withPasskey();
    await dan.elsewhere().showPasskey(device);
    const before = await web.count('identity.session');
    const refused = await dan.elsewhere().showPasskey(device, otherwise);
    expect([refused.status, refused.problems.map(({ text }) => text)]).toEqual([422, [REFUSED]]);
    expect(await refusals(dan.person)).toEqual([reason]);
    expect(await web.count('identity.session')).toBe(before);
    device.count += 5;
    expect((await dan.elsewhere().showPasskey(device)).location).toBe('/me');
  });

  it('are refused with a challenge that was answered before, also by the same browser (L14)', async () => {
    await withPasskey();
    const browser = dan.elsewhere();
    const on = await browser.open('/sign-in?next=%2Fme');
    const answer = device.show(await browser.question(on, '/sign-in/passkey'));
    const other = dan.elsewhere();
    const page = await other.open('/sign-in');
    await other.question(page, '/sign-in/passkey');
    expect((await other.press(page, '/sign-in/passkey', { answer })).status).toBe(422); // of another session
    const [one, two] = await Promise.all([
      browser.press(on, '/sign-in/passkey', { answer }),
      browser.press(on, '/sign-in/passkey', { answer }),
    ]);
    expect([one.status, two.status].sort()).toEqual([303, 422]);
    const replayed = dan.elsewhere();
    const again = await replayed.open('/sign-in');
    expect((await replayed.press(again, '/sign-in/passkey', { answer })).status).toBe(422);
    expect((await refusals(dan.person)).sort()).toEqual([
      'CHALLENGE_USED',
      'CHALLENGE_USED',
      'CHALLENGE_WRONG',
    ]);
  });

  it('of somebody else do not follow a password (L14)', async () => {
    await withPasskey();
    const erin = await AtTheDoor.somebody(web, `Erin ${'x'.repeat(people)}`);
    const theirs = new Device(ORIGIN);
    await withPasskey(erin, theirs);
    const browser = dan.elsewhere();
    await browser.givePassword();
    expect((await browser.showPasskey(theirs, {}, '/sign-in/factor')).status).toBe(422);
    expect(await refusals(dan.person)).toEqual(['PASSKEY_UNKNOWN']);
    expect(await refusals(erin.person)).toEqual([]);
  });

  it('of nobody are refused in the same words, and what is no passkey is refused as such', async () => {
    const browser = dan.elsewhere();
    device.handle = 'AAAAAAAAQACAAAAAAAAAAA';
    expect((await browser.showPasskey(device)).problems.map(({ text }) => text)).toEqual([REFUSED]);
    for (const answer of ['', 'null', '{}', '[1]', '{"id":"a","response":{}}', 'x'.repeat(30_000)]) {
      const page = await browser.open('/sign-in');
      const refused = await browser.press(page, '/sign-in/passkey', { answer });
      expect(refused.status).toBe(422);
    }
  });

  it('are paused with everything else after six wrong answers', async () => {
    await withPasskey();
    for (let at = 0; at < 6; at += 1) await dan.elsewhere().showPasskey(device, { verified: false });
    device.count += 10;
    expect((await dan.elsewhere().showPasskey(device)).status).toBe(429);
    web.clock.advance({ minutes: 16 });
    expect((await dan.elsewhere().showPasskey(device)).location).toBe('/me');
  });

  it.each<[string, Otherwise]>([
    ['of another site', { origin: 'https://trellis.evil.example' }],
    ['made for another site', { rpId: 'evil.example' }],
    ['whose owner was not asked', { verified: false }],
    ['that answers no question of ours', { challenge: 'bWFkZSB1cA' }],
  ])('are not taken %s', async (_what, otherwise) => {
    await dan.givePassword();
    const refused = await dan.takePasskey(device, otherwise);
    expect([refused.status, refused.problems[0]?.text]).toEqual([
      422,
      'This passkey could not be taken. Try again, or with another device',
    ]);
    expect((await dan.open('/me')).location).toMatch(/^\/sign-in/);
  });

  it('are not taken a second time, nor by another person', async () => {
    await withPasskey();
    expect((await dan.takePasskey(device)).status).toBe(422);
    const erin = await AtTheDoor.somebody(web, `Erin ${'x'.repeat(people)}`);
    await erin.givePassword();
    expect((await erin.takePasskey(device)).status).toBe(422);
  });

  it('are named, and taken away by their owner alone; the last one stays', async () => {
    await withPasskey();
    const page = await dan.open('/me/sign-in');
    expect(page.words).toContain('School laptop');
    const [name = '', remove = ''] = ['name', 'remove'].map(
      (what) => new RegExp(`/me/sign-in/passkeys/[0-9a-f-]{36}/${what}`).exec(page.html)?.[0],
    );
    expect((await dan.press(page, name, { label: 'Old laptop' })).location).toBe('/me/sign-in');
    expect((await dan.open('/me/sign-in')).words).toContain('Old laptop');
    const last = await dan.press(page, remove);
    expect([last.status, last.words.includes('Add another way first')]).toEqual([409, true]);
    const erin = await AtTheDoor.somebody(web, `Erin ${'x'.repeat(people)}`);
    await withPasskey(erin, new Device(ORIGIN));
    const theirs = await erin.open('/me/sign-in');
    expect((await erin.press(theirs, remove)).status).toBe(404);
    expect((await erin.press(theirs, name, { label: 'Mine now' })).status).toBe(404);
    const second = new Device(ORIGIN);
    expect((await dan.takePasskey(second)).location).toBe('/me/sign-in');
    expect((await dan.press(await dan.open('/me/sign-in'), remove)).location).toBe('/me/sign-in');
    expect((await dan.elsewhere().showPasskey(device)).status).toBe(422);
    expect((await dan.elsewhere().showPasskey(second)).location).toBe('/me');
  });

  it('keep one where two are taken away at one moment', async () => {
    await withPasskey();
    await dan.takePasskey(new Device(ORIGIN));
    const page = await dan.open('/me/sign-in');
    const both = [...page.html.matchAll(/action="(\/me\/sign-in\/passkeys\/[0-9a-f-]{36}\/remove)"/g)];
    const answers = await Promise.all(both.map(([, remove = '']) => dan.press(page, remove)));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
  });

  it('show again that it is the same person, for what wants a fresh sign-in', async () => {
    await withPasskey();
    await web.house.asSuperuser(`update identity.session set signed_in_at = '2026-01-01'`);
    const stopped = await dan.press(await dan.open('/me'), '/me/tokens', { label: 'Timetable', days: '30' });
    expect([stopped.status, stopped.html.includes('Your password')]).toEqual([403, false]);
    const asked = await dan.question(stopped, '/sign-in/again/passkey');
    const wrong = await dan.press(stopped, '/sign-in/again/passkey', {
      answer: device.show(asked, { verified: false }),
    });
    expect([wrong.status, wrong.problems[0]?.text]).toEqual([422, REFUSED]);
    const answer = device.show(await dan.question(wrong, '/sign-in/again/passkey'));
    const right = await dan.press(wrong, '/sign-in/again/passkey', { answer });
    expect(right.heading).toBe('Thank you: it is you');
    expect((await dan.press(right, '/me/tokens')).words).toMatch(/trl_/);
    const password = await dan.press(await dan.open('/sign-in/again'), '/sign-in/again', {
      password: PASSWORD,
    });
    expect(password.status).toBe(422);
  });

  it('are what officer, chair and administrator must have, whatever else they show', async () => {
    for (const role of ['officer', 'chair', 'sysadmin'] as const) {
      const wide = await AtTheDoor.somebody(web, `Wide ${role}`, [{ role }]);
      const page = await wide.follow(await wide.givePassword());
      expect(page.words).toContain('Your post asks for one');
      expect(page.has('code')).toBe(false);
      const byApp = await wide.send(page, '/sign-in/enrol', { code: '123456' });
      expect(byApp.status).toBe(403);
      const own = new Device(ORIGIN);
      expect((await wide.takePasskey(own)).location).toBe('/');
      await justSignedIn();
      // An app beside it opens nothing by itself.
      await wide.takeApp('/me/sign-in/app');
      web.clock.advance({ minutes: 1 });
      const browser = wide.elsewhere();
      const step = await browser.follow(await browser.givePassword());
      expect(step.has('code')).toBe(false);
      expect((await browser.send(step, '/sign-in/factor', { code: wide.code() })).status).toBe(422);
      expect((await browser.showPasskey(own, {}, '/sign-in/factor')).location).toBe('/');
    }
  });

  it('are asked of somebody who came to such a post with an app alone, before anything opens', async () => {
    await dan.givePassword();
    await dan.takeApp('/sign-in/enrol');
    web.clock.advance({ minutes: 1 });
    await web.house.asSuperuser(
      `set session_replication_role = replica; update identity.appointment set role = 'officer' where person_id = '${dan.person}'`,
    );
    const browser = dan.elsewhere();
    await browser.givePassword();
    expect((await browser.giveCode(browser.code())).location).toBe('/sign-in/enrol?next=%2Fme');
    expect((await browser.open('/me')).location).toMatch(/^\/sign-in/);
    expect((await browser.takePasskey(device)).location).toBe('/');
    expect((await browser.open('/me')).status).toBe(200);
  });
});
