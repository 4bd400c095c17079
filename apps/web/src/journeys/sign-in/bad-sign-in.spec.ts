import { hashPassword } from '@app/identity';
import { Screen } from '../needs/a-visitor.fixture.js';
import { WebHouse } from '../needs/a-web-house.fixture.js';
import { baseOf, somebody, type Somebody } from '../schools/somebody.fixture.js';

const PASSWORD = 'nine kind otters';
const FORM = 'application/x-www-form-urlencoded';
const SAME_SITE = { 'sec-fetch-site': 'same-origin' };

describe('bad input at the door', () => {
  let web: WebHouse;
  let dan: Somebody;
  let base: string;
  beforeAll(async () => {
    web = await WebHouse.open();
    base = baseOf(web);
    const posts = [{ role: 'broker' }] as const;
    dan = await somebody(web, {
      ...{ name: 'Dan Osei', email: 'dan@example.org', posts, passwordHash: await hashPassword(PASSWORD) },
    });
  });
  afterAll(() => web.close());

  interface Sent {
    readonly body?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly type?: string | null;
  }

  async function post(path: string, { body = '', headers = {}, type = FORM }: Sent) {
    const answer = await fetch(base + path, {
      ...{ method: 'POST', redirect: 'manual', body },
      headers: { ...(type === null ? {} : { 'content-type': type }), ...SAME_SITE, ...headers },
    });
    const html = await answer.text();
    return { screen: new Screen(path, answer.status, html, answer.headers.get('location')), answer };
  }

  /** The sign-in page as a stranger's browser holds it: its hidden answers, and the cookie that they belong to. */
  async function stranger(next = '/') {
    const answer = await fetch(`${base}/sign-in?next=${encodeURIComponent(next)}`);
    const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const screen = new Screen('/sign-in', answer.status, await answer.text(), null);
    return { cookie, screen, hidden: screen.hidden('/sign-in') };
  }

  async function signIn(answers: Readonly<Record<string, string>>, next?: string) {
    const { cookie, hidden } = await stranger(next);
    const kept = hidden.filter(([name]) => !(name in answers));
    const body = new URLSearchParams([...kept, ...Object.entries(answers)]).toString();
    return { ...(await post('/sign-in', { body, headers: { cookie } })), cookie };
  }

  /** Of the form that signs out, on every page of somebody signed in. */
  function tokenOf(page: Screen): string {
    const token = /name="_csrf" value="([^"]{20,})"/.exec(page.html)?.[1];
    if (token === undefined) throw new Error(`${page.path} has no form.`);
    return token;
  }

  const sessionsNow = () => web.count('identity.session');

  it.each([
    ['nothing', '', FORM],
    ['no content type', 'email=x', null],
    ['a list', '[]', 'application/json'],
    ['a text', '"x"', 'application/json'],
    ['null', 'null', 'application/json'],
    ['an operator in place of text', '{"email":{"$ne":null},"password":{"length":1}}', 'application/json'],
    ['lists in place of text', 'email[]=a&email[]=b&password[$gt]=', FORM],
  ])('signs nobody in who sends %s (L01, L04)', async (_what, body, type) => {
    const before = await sessionsNow();
    const { cookie } = await stranger();
    const { screen } = await post('/sign-in', { body, type, headers: { cookie } });
    expect(screen.status).toBeGreaterThanOrEqual(400);
    expect(screen.status).toBeLessThan(500);
    expect(await sessionsNow()).toBe(before);
  });

  it('names both fields where the form is sent empty (L01, W01)', async () => {
    const { screen } = await signIn({ email: '', password: '' });
    expect([screen.status, screen.title.startsWith('Error:')]).toEqual([422, true]);
    expect(screen.problems.map(({ field }) => field)).toEqual(['email', 'password']);
  });

  it.each(['DAN@EXAMPLE.ORG', ' dan@example.org '])('knows one person as “%s” (L02)', async (email) => {
    expect((await signIn({ email, password: PASSWORD })).screen.status).toBe(303);
  });

  it.each([
    'ｄan@example.org',
    'dan@example.org\u0000',
    'dan@exampIe.org',
    'dıan@example.org',
    'dan@еxample.org',
  ])('takes “%s” for nobody (L02)', async (email) => {
    const before = await sessionsNow();
    expect((await signIn({ email, password: PASSWORD })).screen.status).toBe(422);
    expect(await sessionsNow()).toBe(before);
  });

  it.each([
    ['129 signs', 'x'.repeat(129)],
    ['twenty thousand signs', 'x'.repeat(20_000)],
    ['blanks', ' '.repeat(64)],
    ['NUL', `${PASSWORD}\0`],
  ])('takes no password of %s (L03)', async (_what, password) => {
    const before = await sessionsNow();
    const { screen } = await signIn({ email: 'dan@example.org', password });
    expect(screen.status).toBe(422);
    expect(screen.html).not.toContain(password.slice(0, 100).trim() || '\0');
    expect(await sessionsNow()).toBe(before);
  });

  it('gives a new session id at sign-in; the one that was planted before is good for nothing (L08)', async () => {
    const { answer, cookie } = await signIn({ email: 'dan@example.org', password: PASSWORD });
    const given = /trellis=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1];
    expect(given).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(cookie).not.toContain(given);
    const planted = await fetch(`${base}/today`, { headers: { cookie }, redirect: 'manual' });
    expect(planted.headers.get('location')).toBe('/sign-in?next=%2Ftoday');
  });

  it.each([
    ['with one sign changed', (id: string) => `trellis=${id.slice(0, -1)}${id.endsWith('A') ? 'B' : 'A'}`],
    ['cut short', (id: string) => `trellis=${id.slice(0, 20)}`],
    ['of eight kilobytes', (id: string) => `trellis=${id.repeat(190)}`],
    ['sent twice', (id: string) => `trellis=${'A'.repeat(43)}; trellis=${id}`],
    ['that is no text', () => 'trellis=%E0%A4%A; trellis'],
  ])('asks who it is for a cookie %s, and repeats none of it (L10)', async (_what, of) => {
    const cookie = of(dan.session);
    const answer = await fetch(`${base}/today`, { headers: { cookie }, redirect: 'manual' });
    expect([303, 431]).toContain(answer.status);
    expect(await answer.text()).not.toContain(dan.session.slice(0, 20));
  });

  it.each([
    ['from another site', { 'sec-fetch-site': 'cross-site' }],
    ['from a neighbour of this site', { 'sec-fetch-site': 'same-site' }],
    ['from another origin, told the old way', { origin: 'https://evil.example' }],
  ])('takes no form %s, whatever token it holds (L18)', async (_what, headers) => {
    const page = await dan.visitor.open('/me/interests');
    const body = new URLSearchParams({ _csrf: tokenOf(page) }).toString();
    const answer = await fetch(`${base}/sign-out`, {
      ...{ method: 'POST', redirect: 'manual', body },
      headers: { 'content-type': FORM, cookie: `trellis=${dan.session}`, ...headers },
    });
    expect(answer.status).toBe(403);
    expect((await dan.visitor.open('/today')).status).toBe(200);
  });

  it.each([
    ['none', () => ''],
    ['another session’s', async () => tokenOf((await stranger()).screen)],
    ['one cut short', async () => tokenOf(await dan.visitor.open('/today')).slice(0, -1)],
  ])('takes no form whose token is %s (L18)', async (_what, token) => {
    const body = new URLSearchParams({ _csrf: await token() }).toString();
    const { screen } = await post('/sign-out', { body, headers: { cookie: `trellis=${dan.session}` } });
    expect(screen.status).toBe(403);
    expect((await dan.visitor.open('/today')).status).toBe(200);
  });

  it.each([
    ...[
      '//evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
      '%2f%2fevil.example',
      'https://evil.example',
    ],
    ...['/\t/evil.example', `/${'x'.repeat(4_096)}`, '\\\\evil.example', '/today\r\nSet-Cookie: a=b'],
  ])('leads to an own page only after signing in: next=%j (L19)', async (next) => {
    const { screen } = await signIn({ email: 'dan@example.org', password: PASSWORD }, next);
    expect([screen.status, screen.location]).toEqual([303, '/']);
    const named = await signIn({ email: 'dan@example.org', password: PASSWORD, next });
    expect([named.screen.status, named.screen.location]).toEqual(
      next.length > 500 ? [422, null] : [303, '/'],
    );
  });

  it.each([
    ['an address of 64 kilobytes', `/schools?q=${'x'.repeat(65_536)}`, [400, 414, 431]],
    ['5,000 parameters', `/schools?${'a=1&'.repeat(3_000)}`, [200, 400, 414]],
    ['what is no UTF-8', '/schools?q=%ff', [400]],
    ['what is no UTF-8 in the path', '/schools/%ff', [400, 404]],
    ['a way up', '/schools/%2e%2e%2f%2e%2e%2fetc', [404]],
    ['a way up, hidden twice', '/schools/%252e%252e%252f', [404]],
    ['another machine’s session', '/schools;jsessionid=1', [404]],
  ])('answers %s and opens nothing by it (Q07)', async (_what, path, statuses) => {
    const answer = await fetch(base + path, {
      headers: { cookie: `trellis=${dan.session}` },
      redirect: 'manual',
    });
    expect(statuses).toContain(answer.status);
  });

  it('takes the area from the session, whatever an address or a header says (Q09)', async () => {
    const told = (page: string) => page.replace(/nonce="[^"]*"|value="[^"]*"/g, '');
    const plain = await dan.visitor.open('/schools');
    const asked = await dan.visitor.open('/schools?area=2&area_id=2');
    expect([asked.status === 400 || asked.words === plain.words]).toEqual([true]);
    const answer = await fetch(`${base}/schools`, {
      headers: { cookie: `trellis=${dan.session}`, 'x-area': '2' },
    });
    expect(told(await answer.text())).toBe(told(plain.html));
  });

  it('believes no header about where this is, or who asks (J24)', async () => {
    const told: Record<string, string>[] = [
      { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
      { forwarded: 'for=127.0.0.1;host=evil.example', 'x-forwarded-for': '127.0.0.1' },
      { 'x-original-url': '/metrics', 'x-rewrite-url': '/metrics' },
    ];
    for (const headers of told)
      for (const path of ['/sign-in', '/today', '/', '/schools']) {
        const answer = await fetch(base + path, { redirect: 'manual', headers });
        const heard = `${[...answer.headers].join()}${await answer.text()}`;
        expect([path, [200, 303].includes(answer.status)]).toEqual([path, true]);
        expect(heard).not.toMatch(/evil|process_cpu/);
      }
    const forwarded = await fetch(`${base}/metrics`, { headers: { 'x-forwarded-for': '127.0.0.1' } });
    expect(forwarded.status).toBe(404);
  });

  it('answers other pages while two hundred sign in at once, and tells the rest when to come back (L07)', async () => {
    const { cookie, hidden } = await stranger();
    const body = new URLSearchParams([
      ...hidden.filter(([name]) => !['email', 'password'].includes(name)),
      ...Object.entries({ email: 'dan@example.org', password: PASSWORD }),
    ]).toString();
    const all = Array.from({ length: 200 }, () => post('/sign-in', { body, headers: { cookie } }));
    const page = await dan.visitor.open('/today');
    expect(page.status).toBe(200);
    const answers = (await Promise.all(all)).map(({ answer }) => answer);
    const statuses = answers.map(({ status }) => status);
    expect([...new Set(statuses)].sort()).toEqual([303, 503]);
    expect(statuses.filter((status) => status === 303).length).toBeGreaterThanOrEqual(52);
    for (const answer of answers.filter(({ status }) => status === 503))
      expect(answer.headers.get('retry-after')).toMatch(/^[1-9]/);
    expect((await signIn({ email: 'dan@example.org', password: PASSWORD })).screen.status).toBe(303);
  });

  it('tells who tried too often how long to wait (L06)', async () => {
    for (let n = 0; n < 10; n += 1)
      await signIn({ email: 'dan@example.org', password: `nine cruel otters ${String(n)}` });
    const { screen, answer } = await signIn({ email: 'dan@example.org', password: PASSWORD });
    expect([screen.status, answer.headers.get('retry-after')]).toEqual([429, '600']);
  });

  it('is over with sign-out, for the old cookie and for the button that leads back (L09, W08)', async () => {
    const erin = await somebody(web, { name: 'Erin Hall', posts: [{ role: 'broker' }] });
    const page = await erin.visitor.open('/today');
    const kept = await fetch(`${base}/today`, { headers: { cookie: `trellis=${erin.session}` } });
    expect(kept.headers.get('cache-control')).toBe('no-store');
    const body = new URLSearchParams({ _csrf: tokenOf(page) }).toString();
    const left = await post('/sign-out', { body, headers: { cookie: `trellis=${erin.session}` } });
    expect(left.screen.location).toBe('/sign-in');
    expect((await erin.visitor.open('/today')).location).toBe('/sign-in?next=%2Ftoday');
  });
});
