import { createHash } from 'node:crypto';
import { FixedClock, type Clock } from '@app/kernel';
import { aPerson, aPost } from '../../../../test/factories/an-actor.js';
import { NORTH, TestHouse } from '../../../../test/factories/an-area.js';
import { theMatrix } from '../../../../test/factories/the-matrix.js';
import { Factors } from '../factor/factors.query.js';
import { HalfSessions } from '../session/half-sessions.js';
import { Sessions } from '../session/sessions.js';
import { Enter } from '../sign-in/enter.js';
import { Log } from '@app/platform';
import { AcceptInvitation } from '../sign-in/accept-invitation.js';
import { InvitationGuesses } from '../sign-in/invitation-guesses.js';
import { NoteAttack } from '../sign-in/note-attack.js';
import { PasswordRules } from '../password/password-rules.js';
import { Tokens } from '../token/tokens.js';
import { InvitePerson } from './invite-person.js';

const PASSWORD = 'nine kind otters';
const NOW = new Date('2026-11-25T09:00:00Z');
/** The last moment a Date can hold: a week later there is none, so the invitation cannot be written. */
const END_OF_TIME = new Date(8.64e15);

describe('inviting a person', () => {
  let house: TestHouse;
  const lines: string[] = [];
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
        { secondFactor: 'off', fieldKeyFile: null, baseUrl: 'http://127.0.0.1', providers: [] },
      ),
      house.audit,
      house.ids,
      new InvitationGuesses(house.lookup, attacks()),
      new PasswordRules(),
    );
  const attacks = (): NoteAttack => {
    const log = new Log('web', 'info', { write: (line) => lines.push(line) });
    return new NoteAttack(house.work, house.lookup, house.audit, log);
  };
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
    const accept = (password: string) =>
      accepting().execute({ secret, password, address: '10.0.0.1', requestId: 'r' });
    for (const taken of ['too short', 'Password12345!', 'walks in Northshire', 'a new head of tin'])
      await expect(accept(taken)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    expect(await states('new@example.org')).toEqual(['invited']);
    await expect(accept(PASSWORD)).resolves.toMatchObject({ owes: null });
    expect(await states('new@example.org')).toEqual(['active']);
    await expect(accept(PASSWORD)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('refuses a used and an old invitation alike, and keeps that it was tried (L11)', async () => {
    const invited = async (email: string): Promise<string> =>
      (await inviting(new FixedClock(new Date())).execute(clerk, NORTH, { name: 'One', email })).secret;
    const [used, old] = [await invited('used@example.org'), await invited('old@example.org')];
    const accept = (secret: string) =>
      accepting().execute({ secret, password: PASSWORD, address: '10.0.0.2', requestId: 'r' });
    await accept(used);
    await house.asSuperuser(
      `update identity.invitation set expires_at = now() where email = 'old@example.org'`,
    );
    for (const secret of [used, old, 'nobody-sent-this']) {
      await expect(accept(secret)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      const look = () => accepting().requireOpen({ secret, address: '10.0.0.2', requestId: 'r' });
      await expect(look()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    expect(await states('old@example.org')).toEqual(['invited']);
    const kept = await house.asSuperuser<{ reason: string }>(
      `select substring(bytes from 'reason=([A-Z_]+)') as reason from audit.entry
       where act = 'invitation.accept' and outcome = 'refused' and entity in (select 'identity.person:' || id
         from identity.person where email in ('used@example.org', 'old@example.org'))`,
    );
    expect(kept.map(({ reason }) => reason)).toEqual(['INVITATION_ENDED', 'INVITATION_ENDED']);
  });

  it('stops an address that guesses, tells of many that do, and still lets in who was invited (L11)', async () => {
    const asked = { name: 'Right One', email: 'right@example.org' };
    const { secret } = await inviting(new FixedClock(new Date())).execute(clerk, NORTH, asked);
    const guess = (n: number, address: string): Promise<unknown> =>
      accepting()
        .execute({ secret: `guess-${String(n)}`, password: PASSWORD, address, requestId: 'r' })
        .catch((error: unknown) => (error as { code: string }).code);
    const codes: unknown[] = [];
    for (let n = 0; n < 22; n += 1) codes.push(await guess(n, '10.0.0.9'));
    expect(codes).toEqual([...Array<string>(20).fill('NOT_FOUND'), 'TOO_MANY_TRIES', 'TOO_MANY_TRIES']);
    for (let n = 0; n < 90; n += 1) await guess(n, `10.0.1.${String(n)}`);
    expect(lines.filter((line) => line.includes('invitations are guessed'))).toHaveLength(1);
    const accept = accepting().execute({ secret, password: PASSWORD, address: '10.0.0.9', requestId: 'r' });
    await expect(accept).resolves.toMatchObject({ owes: null });
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
