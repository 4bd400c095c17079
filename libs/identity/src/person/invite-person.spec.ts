import { createHash } from 'node:crypto';
import { FixedClock, type Clock } from '@app/kernel';
import { aPerson, aPost } from '../../../../test/factories/an-actor.js';
import { NORTH, TestHouse } from '../../../../test/factories/an-area.js';
import { theMatrix } from '../../../../test/factories/the-matrix.js';
import { Factors } from '../factor/factors.query.js';
import { HalfSessions } from '../session/half-sessions.js';
import { Sessions } from '../session/sessions.js';
import { Enter } from '../sign-in/enter.js';
import { AcceptInvitation } from '../sign-in/accept-invitation.js';
import { Tokens } from '../token/tokens.js';
import { InvitePerson } from './invite-person.js';

const PASSWORD = 'nine kind otters';
const NOW = new Date('2026-11-25T09:00:00Z');
/** The last moment a Date can hold: a week later there is none, so the invitation cannot be written. */
const END_OF_TIME = new Date(8.64e15);

describe('inviting a person', () => {
  let house: TestHouse;
  const clerk = aPerson([aPost('sysadmin')], { area: NORTH });
  beforeAll(async () => {
    house = await TestHouse.open();
  });
  afterAll(() => house.close());

  const inviting = (clock: Clock): InvitePerson =>
    new InvitePerson(house.work, house.audit, house.lookup, theMatrix(), clock, house.ids);
  const accepting = (): AcceptInvitation =>
    new AcceptInvitation(
      house.work,
      house.lookup,
      new Enter(
        new Sessions(house.work, house.lookup, house.audit, new FixedClock(new Date())),
        new HalfSessions(house.lookup),
        new Factors(house.lookup),
        { secondFactor: 'off', fieldKeyFile: null, baseUrl: 'http://127.0.0.1' },
      ),
      house.audit,
      house.ids,
    );
  const states = async (email: string): Promise<string[]> => {
    const sql = 'select state from identity.person where email = $1';
    const rows = await house.work.run(clerk, NORTH, (tx) => tx.query<{ state: string }>(sql, [email]));
    return rows.map(({ state }) => state);
  };

  it('keeps no person where the invitation itself cannot be written', async () => {
    const asked = { name: 'Half Done', email: 'half@example.org' };
    await expect(inviting(new FixedClock(END_OF_TIME)).execute(clerk, NORTH, asked)).rejects.toThrow();
    expect(await states('half@example.org')).toEqual([]);
  });

  it('lets the invited in once, and stays open after a password that is too short (L11)', async () => {
    const asked = { name: 'New Head', email: 'new@example.org' };
    const { secret } = await inviting(new FixedClock(new Date())).execute(clerk, NORTH, asked);
    const accept = (password: string) => accepting().execute({ secret, password, requestId: 'r' });
    await expect(accept('too short')).rejects.toThrow();
    expect(await states('new@example.org')).toEqual(['invited']);
    await expect(accept(PASSWORD)).resolves.toMatchObject({ owes: null });
    expect(await states('new@example.org')).toEqual(['active']);
    await expect(accept(PASSWORD)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a personal token', () => {
  it('is kept as a hash, and revoking one that is not theirs leaves no act behind', async () => {
    const house = await TestHouse.open();
    const person = await house.person({ name: 'Token Owner', posts: [{ role: 'officer' }] });
    const actor = aPerson([aPost('officer')], { area: NORTH, id: person.id, signedInAt: NOW });
    const tokens = new Tokens(
      house.work,
      house.lookup,
      house.audit,
      theMatrix(),
      new FixedClock(NOW),
      house.ids,
    );
    const secret = await tokens.issue(actor, NORTH, person.account, { label: 'report', days: 30 });
    const superuser = await house.asSuperuser<{ hash: Buffer }>('select hash from identity.token');
    expect(superuser.map(({ hash }) => hash)).toEqual([createHash('sha256').update(secret).digest()]);

    const acts = (): Promise<unknown[]> =>
      house.asSuperuser(`select 1 from audit.entry where act = 'signin.revoke'`);
    await expect(tokens.revoke(actor, NORTH, house.ids.next())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await acts()).toHaveLength(0);
    const [own] = await tokens.own(actor);
    await tokens.revoke(actor, NORTH, own!.id);
    expect(await acts()).toHaveLength(1);
    expect(await tokens.find(secret)).toBeNull();
    await house.close();
  });
});
