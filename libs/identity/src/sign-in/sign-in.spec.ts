import { createHash } from 'node:crypto';
import { FixedClock } from '@app/kernel';
import { TestHouse, SOUTH } from '../../../../test/factories/an-area.js';
import { Factors } from '../factor/factors.query.js';
import { HalfSessions } from '../session/half-sessions.js';
import { Sessions } from '../session/sessions.js';
import { Enter } from './enter.js';
import { Guesses } from './guesses.js';
import { hashPassword, readPassword } from './password.js';
import { Personas } from './personas.js';
import { SignIn } from './sign-in.js';

const PASSWORD = 'nine kind otters';

describe('signing in', () => {
  let house: TestHouse;
  let sessions: Sessions;
  let signIn: SignIn;
  let address = 0;

  beforeAll(async () => {
    house = await TestHouse.open();
    sessions = new Sessions(house.work, house.lookup, house.audit, new FixedClock(new Date()));
    const factors = new Factors(house.lookup);
    const rules = { secondFactor: 'off', fieldKeyFile: null, baseUrl: 'http://127.0.0.1' } as const;
    const enter = new Enter(sessions, new HalfSessions(house.lookup), factors, rules);
    signIn = new SignIn(house.lookup, new Guesses(house.lookup), enter);
    await house.person({
      name: 'Jo Marsh',
      email: 'jo@example.org',
      passwordHash: await hashPassword(PASSWORD),
    });
  });
  afterAll(() => house.close());

  const attempt = (email: string, password: string) =>
    signIn.execute({ email, password, address: `10.0.0.${String((address += 1))}`, requestId: 'r' });

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

  it.each([
    ['eleven letters', 'elevenchars'],
    ['128 letters and one', 'x'.repeat(129)],
    ['64 spaces', ' '.repeat(64)],
  ])('refuses to set a password of %s', (_what, password) => {
    expect(() => readPassword(password)).toThrow();
  });

  it('stops after ten tries on one account in ten minutes, from whatever addresses (L06)', async () => {
    await house.person({
      name: 'Guess Me',
      email: 'guess@example.org',
      passwordHash: await hashPassword(PASSWORD),
    });
    for (let n = 0; n < 10; n += 1)
      await attempt('guess@example.org', 'wrong wrong wrong').catch(() => undefined);
    await expect(attempt('guess@example.org', 'wrong wrong wrong')).rejects.toMatchObject({
      code: 'TOO_MANY_TRIES',
    });
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
