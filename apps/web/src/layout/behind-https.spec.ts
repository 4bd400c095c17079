import { connect } from 'node:net';
import { HttpAdapterHost } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AtTheDoor } from '../journeys/factors/at-the-door.fixture.js';
import { WebHouse } from '../journeys/needs/a-web-house.fixture.js';
import { baseOf } from '../journeys/schools/somebody.fixture.js';

const OUTSIDE = 'https://trellis.example';

describe('pages behind https', () => {
  let web: WebHouse;
  let base = '';
  beforeAll(async () => {
    web = await WebHouse.open(undefined, 'off', OUTSIDE);
    base = baseOf(web);
  });
  afterAll(() => web.close());

  const ask = (path: string, init: RequestInit = {}) => fetch(base + path, { redirect: 'manual', ...init });
  const EACH = ['/', '/sign-in', '/help', '/today', '/nothing-here', '/assets/main.css', '/assets/none.css'];

  it('hold their session in a cookie of this host alone, closed to scripts and to other sites', async () => {
    const [line = ''] = (await ask('/sign-in')).headers.getSetCookie();
    const [pair = '', ...attributes] = line.split('; ');
    expect(pair).toMatch(/^__Host-trellis=[A-Za-z0-9_-]{43}$/);
    expect(attributes.sort()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Lax', 'Secure']);
    const dan = await AtTheDoor.somebody(web, 'Dan');
    expect((await dan.givePassword()).location).toBe('/me');
    expect(dan.cookie).toMatch(/^__Host-trellis=/);
  });

  it('tell browsers to come by https alone for a year, whatever they answer', async () => {
    for (const path of EACH) {
      const told = (await ask(path)).headers.get('strict-transport-security');
      expect([path, told]).toEqual([path, 'max-age=31536000; includeSubDomains']);
    }
  });

  it('let no other site read them, nor ask beforehand whether it may', async () => {
    const origin = { Origin: 'https://evil.example' };
    const asking = {
      ...origin,
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'x',
    };
    for (const path of EACH)
      for (const init of [{ headers: origin }, { method: 'OPTIONS', headers: asking }]) {
        const { headers } = await ask(path, init);
        expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
      }
  });

  it('answer TRACE with a refusal that repeats nothing', async () => {
    const said = await raw(base, [
      'TRACE /sign-in HTTP/1.1',
      'Host: trellis.example',
      'Cookie: a=of-the-test',
      'Connection: close',
    ]);
    expect(said).toMatch(/^HTTP\/1[.]1 (403|404|405) /);
    expect(said).not.toContain('of-the-test');
  });

  it.each([
    '/.git/HEAD',
    '/.git/config',
    '/.env',
    '/assets/.git/HEAD',
    '/assets/',
    '/assets/%2e%2e/package.json',
    '/package.json',
  ])('have nothing at %s', async (path) => expect((await ask(path)).status).toBe(404));

  it('take a password as a manager or a clipboard gives it', async () => {
    const field = /<input[^>]*type="password"[^>]*>/g;
    const dan = await AtTheDoor.somebody(web, 'Dan Again');
    await dan.givePassword();
    await web.house.asSuperuser('update identity.session set signed_in_at = $1', [web.clock.now()]);
    const found = async (path: string): Promise<string[]> =>
      ((await dan.open(path)).html.match(field) ?? []).map((input) => {
        expect(input).not.toMatch(/\s(on\w+|readonly|maxlength)/);
        expect(input).toContain('spellcheck="false"');
        return / autocomplete="([a-z-]+)"/.exec(input)?.[1] ?? 'none';
      });
    expect(await found('/sign-in')).toEqual(['current-password']);
    expect(await found('/me/sign-in/password')).toEqual(['current-password', 'new-password']);
    expect(await found('/sign-in/again')).toEqual(['current-password']);
  });

  it('believe who somebody says that they are calling for only where a proxy is said to stand before them', async () => {
    const app = web.get(HttpAdapterHost).httpAdapter.getInstance<NestExpressApplication>();
    const guess = async (n: number): Promise<number> => {
      const headers = { 'X-Forwarded-For': `203.0.113.${String(n)}` };
      return (await ask(`/invitation/${String(n).padStart(43, 'A')}`, { headers })).status;
    };
    for (let n = 0; n < 20; n += 1) expect(await guess(n)).toBe(404);
    expect(await guess(20)).toBe(429);
    app.set('trust proxy', 1);
    expect([await guess(21), await guess(22)]).toEqual([404, 404]);
    app.set('trust proxy', 0);
    expect(await guess(23)).toBe(429);
  });
});

function raw(to: string, head: readonly string[]): Promise<string> {
  const socket = connect(Number(new URL(to).port), '127.0.0.1');
  socket.write([...head, '', ''].join('\r\n'));
  return new Promise((resolve, reject) => {
    let heard = '';
    socket.on('data', (bytes) => (heard += bytes.toString('latin1')));
    socket.on('error', reject);
    socket.on('close', () => resolve(heard));
  });
}
