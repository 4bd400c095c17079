import { hashPassword } from '@app/identity';
import { Screen, Visitor } from '../needs/a-visitor.fixture.js';
import { NOW, WebHouse } from '../needs/a-web-house.fixture.js';
import { somebody, type Somebody } from '../schools/somebody.fixture.js';

const PASSWORD = 'nine kind otters';
const ASKED = {
  ...{ label: 'County website', purpose: 'Shows who is "strong" in what.\r\nNothing else.', days: '30' },
  ...{ scopes: ['schools.read', 'profile.read'], addresses: '203.0.113.7' },
};

describe('showing again that it is you', () => {
  let web: WebHouse;
  let dan: Somebody;
  let people = 0;
  beforeAll(async () => {
    web = await WebHouse.open();
  });
  afterAll(() => web.close());
  beforeEach(async () => {
    const told = { name: `Dan ${'x'.repeat((people += 1))}`, posts: [{ role: 'sysadmin' }] as const };
    dan = await somebody(web, { ...told, passwordHash: await hashPassword(PASSWORD) });
    await signedInAt('2026-11-25T08:40:00Z');
  });

  const signedInAt = (when: string) =>
    web.house.asSuperuser('update identity.session set signed_in_at = $1 where ended_at is null', [when]);
  const ask = async (): Promise<Screen> =>
    dan.visitor.press(await dan.visitor.open('/programs/new'), '/programs/new', ASKED);

  /** @returns what the browser shows and the session that its cookie holds from then on. */
  async function confirm(stopped: Screen, answers: Record<string, string>, to = '/sign-in/again') {
    const body = new URLSearchParams([...stopped.hidden(to), ...Object.entries(answers)]).toString();
    const answer = await fetch(dan.base + to, {
      ...{ method: 'POST', body, redirect: 'manual' },
      headers: {
        cookie: `trellis=${dan.session}`,
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
      },
    });
    const html = await answer.text();
    const session = /trellis=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? null;
    return { screen: new Screen(to, answer.status, html, answer.headers.get('location')), session };
  }

  it('keeps what was filled in, and sends it on the next press as a session with another id', async () => {
    const before = await web.count('identity.client');
    const stopped = await ask();
    expect([stopped.status, stopped.heading]).toEqual([403, 'Confirm that it is you']);
    expect(stopped.words).toContain('Nothing was sent yet.');
    const { screen, session } = await confirm(stopped, { password: PASSWORD });
    expect([screen.status, screen.heading]).toEqual([200, 'Thank you: it is you']);
    expect(session).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(session).not.toBe(dan.session);
    expect(await web.count('identity.client')).toBe(before);
    const now = new Visitor(dan.base, session ?? '');
    const made = await now.press(screen, '/programs/new');
    const page = await now.follow(made);
    expect(page.words).toContain('Shows who is "strong" in what.');
    expect(page.words).toContain('203.0.113.7');
    expect(await web.count('identity.client')).toBe(before + 1);
  });

  it('leaves the old session id good for nothing (L08)', async () => {
    const { session } = await confirm(await ask(), { password: PASSWORD });
    expect((await dan.visitor.open('/programs')).location).toBe('/sign-in?next=%2Fprograms');
    expect((await new Visitor(dan.base, session ?? '').open('/programs')).status).toBe(200);
    const entries = await web.house.asSuperuser<{ n: number }>(
      `select count(*)::int as n from audit.entry where act = 'session.renew' and bytes like '%reason=password%'`,
    );
    expect(entries[0]?.n).toBeGreaterThan(0);
  });

  it('is no longer needed for ten minutes from then, and the twelve hours do not begin anew', async () => {
    await web.house.asSuperuser(
      `update identity.session set started_at = started_at - interval '3 hours' where ended_at is null`,
    );
    await confirm(await ask(), { password: PASSWORD });
    const [row] = await web.house.asSuperuser<{ at: Date; old: boolean }>(
      `select signed_in_at as at, started_at < now() - interval '2 hours' as old from identity.session
       where ended_at is null order by seen_at desc limit 1`,
    );
    expect(row).toEqual({ at: NOW, old: true });
  });

  it('refuses a wrong password beside its field, and goes on keeping what was filled in', async () => {
    const stopped = await ask();
    const { screen, session } = await confirm(stopped, { password: 'nine cruel otters' });
    expect([screen.status, session]).toEqual([422, null]);
    expect(screen.problems).toEqual([{ text: 'The password is not right.', field: 'password' }]);
    expect((await confirm(screen, { password: '' })).screen.problems).toEqual([
      { text: 'Enter your password', field: 'password' },
    ]);
    expect((await confirm(screen, { password: PASSWORD })).screen.html).toContain('203.0.113.7');
  });

  it('counts wrong ones with those of signing in', async () => {
    const stopped = await ask();
    for (let at = 0; at < 10; at += 1) await confirm(stopped, { password: `wrong ${String(at)}` });
    expect((await confirm(stopped, { password: PASSWORD })).screen.status).toBe(429);
  });

  it('takes nobody for a persona who is none, and no other site as the next page', async () => {
    const stopped = await ask();
    expect((await confirm(stopped, {}, '/sign-in/again/persona')).screen.status).toBe(404);
    const page = await dan.visitor.open('/sign-in/again?next=//evil.example');
    expect((await confirm(page, { password: PASSWORD })).screen.location).toBe('/');
  });

  it('lets a persona of a demonstration say so with one press', async () => {
    const told = { name: 'Helen Croft', posts: [{ role: 'chair' }] as const, persona: 'The chair' };
    dan = await somebody(web, told);
    const page = await dan.visitor.open('/sign-in/again?next=/programs');
    expect(page.words).toContain('This is Helen Croft');
    const { screen, session } = await confirm(page, {}, '/sign-in/again/persona');
    expect([screen.location, session !== null]).toEqual(['/programs', true]);
  });
});
