import { createHash } from 'node:crypto';
import { FixedClock } from '@app/kernel';
import { FieldKey, Log } from '@app/platform';
import { TestHouse, SOUTH } from '../../../../test/factories/an-area.js';
import { Factors } from '../factor/factors.query.js';
import { HalfSessions } from '../session/half-sessions.js';
import { Sessions } from '../session/sessions.js';
import { Enter } from './enter.js';
import { Guesses } from './guesses.js';
import { NoteAttack } from './note-attack.js';
import { hashPassword, readPassword } from './password.js';
import { Personas } from './personas.js';
import { SignIn } from './sign-in.js';

const PASSWORD = 'nine kind otters';

/** How many passwords are looked at in one moment, at most. */
const hashing = { now: 0, peak: 0 };
jest.mock('@node-rs/argon2', () => {
  const real = jest.requireActual<typeof import('@node-rs/argon2')>('@node-rs/argon2');
  return {
    ...real,
    verify: async (...told: Parameters<typeof real.verify>): Promise<boolean> => {
      hashing.now += 1;
      hashing.peak = Math.max(hashing.peak, hashing.now);
      return real.verify(...told).finally(() => (hashing.now -= 1));
    },
  };
});

describe('signing in', () => {
  let house: TestHouse;
  let sessions: Sessions;
  let signIn: SignIn;
  let address = 0;
  const lines: string[] = [];

  beforeAll(async () => {
    house = await TestHouse.open();
    sessions = new Sessions(house.work, house.lookup, house.audit, new FixedClock(new Date()));
    const factors = new Factors(house.lookup);
    const rules = {
      secondFactor: 'off',
      fieldKeyFile: null,
      baseUrl: 'http://127.0.0.1',
      providers: [],
    } as const;
    const enter = new Enter(sessions, new HalfSessions(house.lookup), factors, rules);
    const log = new Log('web', 'info', { write: (line) => lines.push(line) });
    const attacks = new NoteAttack(house.work, house.lookup, house.audit, log);
    signIn = new SignIn(house.lookup, new Guesses(house.lookup, new FieldKey(null), attacks), enter, attacks);
    await house.person({
      name: 'Jo Marsh',
      email: 'jo@example.org',
      passwordHash: await hashPassword(PASSWORD),
    });
  });
  afterAll(() => house.close());

  const attempt = (email: string, password: string, device: string | null = null) => {
    address += 1;
    return signIn.execute({ email, password, device, address: `10.0.0.${String(address)}`, requestId: 'r' });
  };
  const isMany = ({ reason }: { reason: string }): boolean => reason === 'TOO_MANY_TRIES';
  const refusalsOf = (entity: string): Promise<{ reason: string }[]> =>
    house.asSuperuser<{ reason: string }>(
      `select substring(bytes from 'reason=([A-Z_]+)') as reason from audit.entry where entity = $1 and outcome = 'refused'`,
      [entity],
    );

  it.each(['jo@example.org', 'JO@Example.ORG', '  jo@example.org '])(
    'knows %s as one account',
    async (email) => {
      const { id } = await attempt(email, PASSWORD);
      expect(await sessions.find(id)).toMatchObject({ area: expect.any(String) });
    },
  );

  it.each([
    ['an unknown e-mail', 'nobody@example.org', PASSWORD],
    ['a wrong password', 'jo@example.org', 'nine cruel otters'],
    ['a look-alike in full width', 'ｊo@example.org', PASSWORD],
    ['a dotted capital I', 'İ@example.org', PASSWORD],
    ['a password of 1 MiB', 'jo@example.org', 'x'.repeat(1 << 20)],
    ['a password with NUL', 'jo@example.org', `${PASSWORD}\0`],
    ['no password', 'jo@example.org', ''],
  ])('refuses %s in the same words (L05)', async (_what, email, password) => {
    await expect(attempt(email, password)).rejects.toThrow(
      'The e-mail address or the password is not right.',
    );
  });

  it('takes one emoji composed either way (L03)', async () => {
    await house.person({
      name: 'Zoe',
      email: 'zoe@example.org',
      passwordHash: await hashPassword('caf\u00e9 on the corner'),
    });
    await expect(attempt('zoe@example.org', 'cafe\u0301 on the corner')).resolves.toMatchObject({
      id: expect.any(String),
    });
  });

  it('writes that a wrong password was tried, and never what, with the same work for an address that nobody has', async () => {
    const { id } = await house.person({
      name: 'Tried',
      email: 'tried@example.org',
      passwordHash: await hashPassword(PASSWORD),
    });
    const ofNobody = () => refusalsOf('identity.account:nobody');
    const before = (await ofNobody()).length;
    for (const email of ['tried@example.org', 'nobody-at-all@example.org'])
      await expect(attempt(email, 'nine blue walruses')).rejects.toMatchObject({ code: 'SIGN_IN_REFUSED' });
    expect(await refusalsOf(`identity.person:${id}`)).toEqual([{ reason: 'PASSWORD_WRONG' }]);
    expect(await ofNobody()).toHaveLength(before + 1);
    const [kept] = await house.asSuperuser<{ all: string }>(
      `select string_agg(bytes, ' ') || (select coalesce(string_agg(d::text, ' '), '') from audit.detail d) as all from audit.entry`,
    );
    expect(kept?.all).toContain('PASSWORD_WRONG');
    for (const said of ['walruses', 'nobody-at-all']) expect(kept?.all).not.toContain(said);
  });

  it('takes a password of 128 letters whole: one that differs in the last is another (6.2.8, 6.2.9)', async () => {
    const long = [...Array(128).keys()].map((n) => String.fromCharCode(97 + ((n * n) % 26))).join('');
    await house.person({ name: 'Long', email: 'long@example.org', passwordHash: await hashPassword(long) });
    await expect(attempt('long@example.org', long)).resolves.toMatchObject({ owes: null });
    for (const other of [
      `${long.slice(0, 127)}Z`,
      long.slice(0, 127),
      `${long}x`,
      long.toUpperCase(),
      ` ${long.slice(1)}`,
    ])
      await expect(attempt('long@example.org', other)).rejects.toMatchObject({ code: 'SIGN_IN_REFUSED' });
  });

  it.each([
    ['eleven letters', 'elevenchars'],
    ['128 letters and one', 'x'.repeat(129)],
    ['64 spaces', ' '.repeat(64)],
  ])('refuses to set a password of %s', (_what, password) => {
    expect(() => readPassword(password)).toThrow();
  });

  it('stops after ten tries on one account in ten minutes, from whatever addresses, and never its owner’s own browser (L06)', async () => {
    const { id } = await house.person({
      name: 'Guess Me',
      email: 'guess@example.org',
      passwordHash: await hashPassword(PASSWORD),
    });
    const own = await attempt('guess@example.org', PASSWORD);
    await sessions.end(own.id);
    for (let n = 0; n < 10; n += 1)
      await attempt('guess@example.org', `wrong wrong ${String(n)}`).catch(() => undefined);
    for (const password of ['wrong wrong wrong', PASSWORD])
      await expect(attempt('guess@example.org', password)).rejects.toMatchObject({
        ...{ code: 'TOO_MANY_TRIES', retryAfterSeconds: 600 },
      });
    expect((await refusalsOf(`identity.person:${id}`)).filter(isMany)).toHaveLength(1);
    await expect(attempt('guess@example.org', PASSWORD, own.id)).resolves.toMatchObject({ owes: null });
    const another = await attempt('jo@example.org', PASSWORD);
    await expect(attempt('guess@example.org', PASSWORD, another.id)).rejects.toMatchObject({
      code: 'TOO_MANY_TRIES',
    });
    for (let n = 0; n < 10; n += 1)
      await attempt('guess@example.org', 'wrong wrong wrong', own.id).catch(() => undefined);
    await expect(attempt('guess@example.org', PASSWORD, own.id)).rejects.toMatchObject({
      code: 'TOO_MANY_TRIES',
    });
  });

  it('stops one password that is tried on many accounts, right or wrong, and says so aloud once (L06)', async () => {
    const sprayed = 'Northshire2026!';
    const passwordHash = await hashPassword(sprayed);
    await house.person({ name: 'Weak One', email: 'weak@example.org', passwordHash });
    const own = await attempt('weak@example.org', sprayed);
    for (let n = 0; n < 10; n += 1)
      await expect(attempt('same@example.org', 'the same wrong one')).rejects.toMatchObject({
        code: 'SIGN_IN_REFUSED',
      });
    for (let n = 0; n < 20; n += 1)
      await expect(attempt(`nobody-${String(n)}@example.org`, sprayed)).rejects.toMatchObject({
        code: 'SIGN_IN_REFUSED',
      });
    for (const email of ['nobody-20@example.org', 'weak@example.org', 'nobody-21@example.org'])
      await expect(attempt(email, sprayed)).rejects.toMatchObject({ code: 'TOO_MANY_TRIES' });
    await expect(attempt('weak@example.org', sprayed, own.id)).resolves.toMatchObject({ owes: null });
    await expect(attempt('jo@example.org', PASSWORD)).resolves.toMatchObject({ owes: null });
    const told = lines.filter((line) => line.includes('one password is tried on many accounts'));
    expect(told).toHaveLength(1);
    const kept = await house.asSuperuser<{ bytes: string }>(
      `select bytes from audit.entry where act = 'session.spray' and area_id is null`,
    );
    expect(kept).toHaveLength(1);
    const counters = await house.asSuperuser<{ all: string }>(
      `select string_agg(key, ' ') as all from platform.limit_counter`,
    );
    expect(`${lines.join('')}${String(kept[0]?.bytes)}${String(counters[0]?.all)}`).not.toContain(sprayed);
  });

  it('looks at two passwords at a time of two hundred, and tells who comes too many to come back (L07)', async () => {
    hashing.peak = 0;
    const all = await Promise.allSettled(
      Array.from({ length: 200 }, () => attempt('jo@example.org', PASSWORD)),
    );
    const refused = all.flatMap((each) => (each.status === 'rejected' ? [each.reason as object] : []));
    expect([all.length - refused.length, hashing.peak]).toEqual([52, 2]);
    for (const each of refused)
      expect(each).toMatchObject({ code: 'SIGN_IN_BUSY', retryAfterSeconds: expect.any(Number) });
    // Whom the queue turned away has used up no try.
    await expect(attempt('jo@example.org', PASSWORD)).resolves.toMatchObject({ owes: null });
  });

  it('lets somebody in who signs in rightly a dozen times in ten minutes', async () => {
    await house.person({
      name: 'Often',
      email: 'often@example.org',
      passwordHash: await hashPassword(PASSWORD),
    });
    for (let n = 0; n < 12; n += 1)
      await expect(attempt('often@example.org', PASSWORD)).resolves.toBeDefined();
  });

  it('keeps the hash of a session id, never the id', async () => {
    const { id } = await attempt('zoe@example.org', 'caf\u00e9 on the corner');
    const stored = await house.asSuperuser<{ kept: string }>(
      'select s::text as kept from identity.session s',
    );
    expect(stored.filter(({ kept }) => kept.includes(id))).toEqual([]);
    const hash = createHash('sha256').update(id).digest('hex');
    expect(stored.filter(({ kept }) => kept.includes(hash))).toHaveLength(1);
    expect(await sessions.find(`${id.slice(0, -1)}${id.endsWith('A') ? 'B' : 'A'}`)).toBeNull();
    expect(await sessions.find(id.slice(0, 20))).toBeNull();
  });

  it('ends a session at the next request (L09)', async () => {
    const { id } = await attempt('zoe@example.org', 'caf\u00e9 on the corner');
    await sessions.end(id);
    expect(await sessions.find(id)).toBeNull();
  });

  it('ends every session of a person who is disabled', async () => {
    const person = await house.person({
      name: 'Leaver',
      email: 'leaver@example.org',
      passwordHash: await hashPassword(PASSWORD),
    });
    const { id } = await attempt('leaver@example.org', PASSWORD);
    await house.lookup.call('disable_account', [person.account]);
    expect(await sessions.find(id)).toBeNull();
    await expect(attempt('leaver@example.org', PASSWORD)).rejects.toMatchObject({ code: 'SIGN_IN_REFUSED' });
  });
});

describe('picking a persona', () => {
  it('is offered in demo areas alone (L21)', async () => {
    const house = await TestHouse.open();
    const personas = new Personas(
      house.work,
      house.lookup,
      new Sessions(house.work, house.lookup, house.audit, new FixedClock(new Date())),
    );
    await house.person({ name: 'Demo Head', persona: 'Head asking for support' });
    const real = await house.person({ name: 'Real Head', area: SOUTH, persona: 'Head asking for support' });
    expect((await personas.list()).map(({ name, line }) => ({ name, line }))).toEqual([
      { name: 'Demo Head', line: 'Head asking for support' },
    ]);
    await expect(personas.signInAs(real.id, 'r')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await house.close();
  });
});
