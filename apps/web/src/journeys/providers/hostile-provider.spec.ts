import { freePort, type ProviderRules } from '@app/platform';
import { AtTheDoor } from '../factors/at-the-door.fixture.js';
import type { Screen } from '../needs/a-visitor.fixture.js';
import { WebHouse } from '../needs/a-web-house.fixture.js';
import { HostileProvider, type Wrong } from './a-hostile-provider.fixture.js';

const NOW_S = (): number => Math.floor(Date.now() / 1000);
const IN_WORDS = 'What Microsoft told us was refused, came too late, or is linked with nobody here.';

describe('a provider that cannot be believed', () => {
  let web: WebHouse;
  let hostile: HostileProvider;
  let dan: AtTheDoor;
  let door: AtTheDoor;

  beforeAll(async () => {
    hostile = await HostileProvider.start();
    // Nobody listens there.
    const gone: ProviderRules = {
      ...{ name: 'dfe', issuer: `http://127.0.0.1:${String(await freePort())}`, client: 'trellis' },
      ...{ secret: 'of-a-provider-that-is-gone', tenant: null, strong: [] },
    };
    web = await WebHouse.open(undefined, 'everyone', undefined, [gone, hostile.rules]);
    dan = await AtTheDoor.somebody(web, 'Dan Moor');
    await web.house.asSuperuser(
      `insert into identity.provider_link (id, account_id, provider, issuer, subject, label)
       values (gen_random_uuid(), $1, 'entra', $2, 'somebody', 'somebody')`,
      [dan.account, hostile.rules.issuer],
    );
  });
  afterAll(async () => {
    await web.close();
    await hostile.close();
  });
  beforeEach(async () => {
    hostile.wrong = {};
    hostile.asked.length = 0;
    // Sixty ways in ten minutes from one address: more than that are tried here.
    await web.house.asSuperuser(`delete from platform.limit_counter where key like 'provider%'`);
    door = dan.elsewhere();
    await door.open('/sign-in');
  });

  const out = async (by = door): Promise<string> => {
    const left = await by.open('/sign-in/with/entra?next=%2Fme');
    if (left.location === null) throw new Error(left.words);
    return left.location;
  };
  const TABLES = ['identity.session', 'identity.half_session', 'identity.provider_link', 'identity.account'];
  const stored = async (): Promise<number[]> => {
    const counts: number[] = [];
    for (const table of TABLES) counts.push(await web.count(table));
    return counts;
  };
  const refusals = async (): Promise<string[]> => {
    const rows = await web.house.asSuperuser<{ reason: string }>(
      `select substring(bytes from 'reason=([A-Za-z0-9_]+)') as reason from audit.entry
       where act = 'session.start' and bytes like '%outcome=refused%' order by seq`,
    );
    return rows.map(({ reason }) => reason);
  };
  /** Nobody is signed in by it, it says no more than that, and the log says why. */
  async function refused(answer: Screen, reason: string): Promise<void> {
    expect([answer.status, answer.heading]).toEqual([403, 'You were not signed in']);
    expect(answer.words).toContain(IN_WORDS);
    expect((await refusals()).at(-1)).toBe(reason);
    expect((await door.open('/me')).location).toMatch(/^\/sign-in/);
  }

  it('is believed where nothing is wrong, so that each refusal below is of its one fault', async () => {
    const back = await door.open(hostile.sendsBack(await out()));
    expect([back.status, back.location]).toEqual([303, '/me']);
    expect((await door.follow(back)).status).toBe(200);
  });

  it.each<[string, string, Wrong | (() => Wrong)]>([
    ['another nonce', 'WRONG_NONCE', { claims: { nonce: 'of-another-way' } }],
    ['no nonce', 'WRONG_NONCE', { claims: { nonce: undefined } }],
    ['another audience', 'WRONG_AUDIENCE', { claims: { aud: 'another-service' } }],
    ['two audiences', 'WRONG_AUDIENCE', { claims: { aud: ['trellis', 'another-service'], azp: 'trellis' } }],
    ['another party', 'WRONG_PARTY', { claims: { azp: 'another-service' } }],
    ['no signature', 'WRONG_ALGORITHM', { sign: 'none' }],
    ['HS256 with the public key', 'WRONG_ALGORITHM', { sign: 'public-key-as-secret' }],
    ['RS512', 'WRONG_ALGORITHM', { sign: 'RS512' }],
    ['another issuer', 'WRONG_ISSUER', { claims: { iss: 'https://login.example.org' } }],
    ['an hour that is over', 'EXPIRED', () => ({ claims: { iat: NOW_S() - 3_600, exp: NOW_S() - 61 } })],
    ['an hour to come', 'NOT_YET', () => ({ claims: { iat: NOW_S() + 90, exp: NOW_S() + 3_600 } })],
    ['a day before the way began', 'FROM_BEFORE', () => ({ claims: { iat: NOW_S() - 86_400 } })],
    ['no time of issue', 'TOKEN_UNREADABLE', { claims: { iat: undefined } }],
    ['the signature of another key', 'WRONG_SIGNATURE', { sign: 'another-key' }],
    [
      'a key that it names itself',
      'WRONG_SIGNATURE',
      { sign: 'another-key', header: { jku: 'https://keys.example.org' } },
    ],
    ['a key that its key set has not', 'UNKNOWN_KEY', { sign: 'unknown-key' }],
    ['nobody', 'NO_SUBJECT', { claims: { sub: undefined } }],
    ['somebody without a name', 'NO_SUBJECT', { claims: { sub: '' } }],
    ['a name that goes on for ever', 'NO_SUBJECT', { claims: { sub: 'x'.repeat(256) } }],
    ['another directory', 'WRONG_TENANT', { claims: { tid: '11111111-1111-4111-8111-111111111111' } }],
    [
      'somebody nobody knows',
      'NOT_LINKED',
      { claims: { sub: 'else', email: 'dan.moor@example.org', email_verified: true } },
    ],
    ['a token of 300 kilobytes', 'ANSWER_TOO_LARGE', { claims: { more: 'x'.repeat(300_000) } }],
    ['ten thousand keys', 'ANSWER_TOO_LARGE', { keys: 10_000 }],
    ['a code that was used', 'CODE_REFUSED', { token: { status: 400, body: { error: 'invalid_grant' } } }],
    [
      'no token',
      'TOKEN_UNREADABLE',
      { token: { status: 200, body: { access_token: 'x', token_type: 'Bearer' } } },
    ],
  ])('is refused where its token is of %s (L15, L16)', async (_what, reason, wrong) => {
    const before = await stored();
    const address = await out();
    hostile.wrong = typeof wrong === 'function' ? wrong() : wrong;
    const back = await door.open(hostile.sendsBack(address));
    await refused(back, reason);
    expect(await stored()).toEqual(before);
  });

  it('asks for its keys once, also where they have changed (L17)', async () => {
    const address = await out();
    hostile.wrong = { sign: 'unknown-key' };
    hostile.asked.length = 0;
    await refused(await door.open(hostile.sendsBack(address)), 'UNKNOWN_KEY');
    expect(hostile.asked.filter((path) => path === '/keys')).toHaveLength(1);
  });

  it('is refused where it sends the browser back wrongly, and where it was not sent at all (L15)', async () => {
    const before = await stored();
    const says = await out();
    await refused(await door.open(hostile.sendsBack(says, { error: 'access_denied' })), 'PROVIDER_SAID_NO');
    const mixed = await out();
    await refused(
      await door.open(hostile.sendsBack(mixed, { iss: 'https://login.example.org' })),
      'WRONG_ISSUER',
    );
    const crossed = hostile.sendsBack(await out()).replace('/with/entra/', '/with/dfe/');
    expect((await door.open(crossed)).status).toBe(403);
    expect((await refusals()).at(-1)).toBe('STATE_OTHER_PROVIDER');
    const back = hostile.sendsBack(await out());
    await refused(await door.open(back.replace(/state=[^&]+/, 'state=none')), 'STATE_UNKNOWN');
    await refused(await door.open(back.replace(/&state=[^&]+/, '')), 'STATE_UNKNOWN');
    await refused(await door.open(`${back}&${/state=[^&]+/.exec(back)?.[0] ?? ''}`), 'STATE_UNKNOWN');
    await web.house.asSuperuser(`update identity.provider_flow set ends_at = now() where taken_at is null`);
    await refused(await door.open(back), 'STATE_LATE');
    expect(await stored()).toEqual(before);
  });

  it('signs in one browser, once: not another that learnt of the address, and not the same again (L15)', async () => {
    const back = hostile.sendsBack(await out());
    const before = await stored();
    const thief = dan.elsewhere();
    await thief.open('/sign-in');
    const stolen = await thief.open(back);
    expect([stolen.status, (await refusals()).at(-1)]).toEqual([403, 'STATE_OTHER_BROWSER']);
    // Nor its own browser from then on: somebody else knows it.
    await refused(await door.open(back), 'STATE_USED');
    expect(await stored()).toEqual(before);
    const once = hostile.sendsBack(await out());
    const two = await Promise.all([door.open(once), door.open(once)]);
    expect(two.map(({ status }) => status).sort()).toEqual([303, 403]);
  });

  it.each<[string, Wrong]>([
    ['is silent', { stalls: 'metadata' }],
    ['takes no PKCE with S256', { metadata: { code_challenge_methods_supported: ['plain'] } }],
    ['signs by no safe algorithm', { metadata: { id_token_signing_alg_values_supported: ['HS256'] } }],
    ['names itself otherwise', { metadata: { issuer: 'https://login.example.org' } }],
    ['has no address for tokens', { metadata: { token_endpoint: undefined } }],
  ])('is not gone to where it %s: a page says so, and the password works (L17)', async (_what, wrong) => {
    const before = await stored();
    const later = wrong.metadata && 'token_endpoint' in wrong.metadata ? await out() : null;
    hostile.wrong = wrong;
    const answer = await door.open(later === null ? '/sign-in/with/entra' : hostile.sendsBack(later));
    expect([answer.status, answer.heading]).toEqual([503, 'Microsoft does not answer']);
    expect(answer.links()).toContain('/sign-in');
    expect(await stored()).toEqual(before);
  });

  it.each<[string, Wrong]>([
    ['stalls at its keys', { stalls: 'keys' }],
    ['has a fault of its own', { token: { status: 500, body: {} } }],
    ['does not know our secret', { token: { status: 401, body: { error: 'invalid_client' } } }],
  ])('that %s leaves nothing half done (L17)', async (_what, wrong) => {
    const before = await stored();
    const address = await out();
    hostile.wrong = wrong;
    const answer = await door.open(hostile.sendsBack(address));
    expect([answer.status, answer.heading]).toEqual([503, 'Microsoft does not answer']);
    expect(await stored()).toEqual(before);
  });

  it('is down: the sign-in page is up, says so on the way there, and lets in by a password (L17)', async () => {
    const away = await door.open('/sign-in/with/dfe');
    expect([away.status, away.heading]).toEqual([503, 'DfE Sign-in does not answer']);
    expect((await door.open('/sign-in')).status).toBe(200);
    expect((await door.givePassword()).location).toBe('/sign-in/enrol?next=%2Fme');
  });

  it('is asked sixty times in ten minutes from one address, and no more', async () => {
    expect((await door.open('/sign-in/with/dfe')).status).toBe(503);
    await web.house.asSuperuser(`update platform.limit_counter set n = 60 where key like 'provider/%'`);
    expect((await door.open('/sign-in/with/dfe')).status).toBe(429);
    const back = hostile.sendsBack('http://x?redirect_uri=http://x/sign-in/with/entra/back');
    expect((await door.open(back)).status).toBe(403);
    await web.house.asSuperuser(`update platform.limit_counter set n = 60 where key like 'provider-back/%'`);
    expect((await door.open(back)).status).toBe(429);
  });
});
