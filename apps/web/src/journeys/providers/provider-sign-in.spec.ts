import { AppointPerson, InvitePerson, systemActor, type NewAppointment } from '@app/identity';
import type { LocalDate } from '@app/kernel';
import { UnitOfWork, type ProviderName } from '@app/platform';
import { NORTH } from '../../../../../test/factories/an-area.js';
import { AtTheProvider, RealProvider, TENANT } from '../../../../../test/providers/a-real-provider.js';
import { AtTheDoor } from '../factors/at-the-door.fixture.js';
import type { Screen } from '../needs/a-visitor.fixture.js';
import { EASTMARSH, SALTERN, WebHouse } from '../needs/a-web-house.fixture.js';

const at = (urn: string, name: string): Record<string, unknown> => ({ organisation: { id: 'x', name, urn } });

const AT_DFE = {
  grace: {
    claims: { email: 'grace@school.example', ...at(EASTMARSH, 'Eastmarsh Academy') },
    amr: ['pwd', 'mfa'],
  },
  ed: { claims: { email: 'ed@school.example', ...at(SALTERN, 'Saltern Academy') } },
  lone: { claims: { email: 'lone@school.example', organisation: {} } },
  namesake: { claims: { email: 'known.already@example.org', email_verified: true } },
  stranger: { claims: { email: 'stranger@school.example' } },
};
const person = (upn: string): Record<string, unknown> => ({
  tid: TENANT,
  oid: 'o',
  ver: '2.0',
  preferred_username: upn,
});
const AT_ENTRA = {
  nia: { claims: person('nia@council.example'), amr: ['pwd', 'mfa'] },
  olu: { claims: person('olu@council.example') },
  guest: { claims: { ...person('guest@elsewhere.example'), tid: TENANT.replace('6', '7') } },
};

describe('signing in with an account of another service', () => {
  let web: WebHouse;
  let dfe: RealProvider;
  let entra: RealProvider;
  let people = 0;

  beforeAll(async () => {
    dfe = await RealProvider.start('dfe', 'http://127.0.0.1', AT_DFE);
    entra = await RealProvider.start('entra', 'http://127.0.0.1', AT_ENTRA);
    web = await WebHouse.open(undefined, 'everyone', undefined, [dfe.rules, entra.rules]);
  });
  afterAll(async () => {
    await web.close();
    await dfe.close();
    await entra.close();
  });

  async function invited(
    name: string,
    posts: readonly Omit<NewAppointment, 'person' | 'from'>[],
  ): Promise<{ secret: string; id: string }> {
    const email = `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@example.org`;
    const made = await web.get(UnitOfWork).run(systemActor('ops', NORTH), NORTH, async (tx) => {
      const asked = await web.get(InvitePerson).inside(tx, { name, email });
      for (const post of posts)
        await web
          .get(AppointPerson)
          .inside(tx, { ...post, person: asked.person, from: '2024-09-01' as LocalDate });
      return asked;
    });
    await web.house.asSuperuser(`update identity.invitation set expires_at = now() + interval '1 day'`);
    return { secret: made.secret, id: made.person };
  }
  const window = async (): Promise<AtTheDoor> => {
    const somebody = await AtTheDoor.somebody(web, `Window ${'x'.repeat((people += 1))}`);
    return somebody.elsewhere();
  };
  /** Out by a link, and back with what the provider says. */
  async function by(
    door: AtTheDoor,
    provider: ProviderName,
    who: string,
    from = `/sign-in/with/${provider}`,
  ): Promise<Screen> {
    if (door.cookie === '') await door.open('/sign-in');
    const out = await door.open(from);
    if (out.location === null) return out;
    return door.open(await new AtTheProvider().signIn(out.location, who));
  }
  const justSignedIn = () =>
    web.house.asSuperuser('update identity.session set signed_in_at = $1 where ended_at is null', [
      web.clock.now(),
    ]);
  const acts = async (act: string, of: string, outcome = 'done'): Promise<string[]> => {
    const rows = await web.house.asSuperuser<{ reason: string }>(
      `select substring(bytes from 'reason=([A-Za-z0-9_]+)') as reason from audit.entry
       where act = $1 and bytes like '%' || $2 || '%' and bytes like '%outcome=' || $3 || '%' order by seq`,
      [act, of, outcome],
    );
    return rows.map(({ reason }) => reason);
  };
  const mails = async (id: string): Promise<string[]> => {
    const rows = await web.house.asSuperuser<{ why: string }>(
      `select tasks->0->>'why' as why from platform.mail where person_id = $1 order by put_at, key`,
      [id],
    );
    return rows.map(({ why }) => why);
  };
  async function linked(name: string, who: string, role: 'head' | 'officer' = 'head'): Promise<AtTheDoor> {
    const { secret } = await invited(name, [role === 'head' ? { role, urn: EASTMARSH } : { role }]);
    const door = await window();
    const provider = role === 'head' ? 'dfe' : 'entra';
    const path = `/invitation/${secret}/with/${provider}`;
    const page = await door.follow(await by(door, provider, who, path));
    await door.press(page, `/sign-in/with/${provider}/confirm`);
    return door;
  }

  it('starts from links of the sign-in page and of an invitation, and takes along where somebody was going', async () => {
    const door = await window();
    const page = await door.open('/sign-in?next=%2Fschools');
    expect(page.links()).toEqual(
      expect.arrayContaining(['/sign-in/with/dfe?next=%2Fschools', '/sign-in/with/entra?next=%2Fschools']),
    );
    const out = await door.open('/sign-in/with/dfe?next=%2Fschools');
    const sent = new URL(out.location ?? '').searchParams;
    expect([out.status, sent.get('response_type'), sent.get('code_challenge_method')]).toEqual([
      ...[303, 'code', 'S256'],
    ]);
    for (const name of ['state', 'nonce', 'code_challenge']) expect(sent.get(name)).toMatch(/^[\w-]{32,}$/);
    const [flow] = await web.house.asSuperuser<{ row: string }>(
      `select f::text as row from identity.provider_flow f order by started_at desc limit 1`,
    );
    for (const name of ['state', 'nonce', 'code_challenge']) expect(flow?.row).not.toContain(sent.get(name));
    const { secret } = await invited('Links Only', []);
    expect((await door.open(`/invitation/${secret}`)).links()).toContain(`/invitation/${secret}/with/dfe`);
    expect((await door.open('/sign-in/with/google')).status).toBe(404);
    expect((await door.open('/invitation/none/with/dfe')).heading).toBe('This invitation is not open');
  });

  it('takes a head at DfE Sign-in from their invitation to their school, and lets them in by it from then on', async () => {
    const { secret, id } = await invited('Grace Bell', [{ role: 'head', urn: EASTMARSH }]);
    const door = await window();
    const back = await by(door, 'dfe', 'grace', `/invitation/${secret}/with/dfe`);
    expect(back.location).toBe('/sign-in/with/dfe/confirm');
    const before = [await web.count('identity.session'), await web.count('identity.provider_link')];
    const page = await door.follow(back);
    expect(page.words).toContain('grace@school.example');
    expect(page.words).toContain('Eastmarsh Academy (URN 990005)');
    expect(page.has('agreed')).toBe(false);
    expect([await web.count('identity.session'), await web.count('identity.provider_link')]).toEqual(before);
    const planted = door.cookie;
    const into = await door.press(page, '/sign-in/with/dfe/confirm');
    expect([into.location, door.cookie === planted]).toEqual(['/', false]);
    expect((await door.open('/my-school')).status).toBe(200);
    expect(await acts('invitation.accept', id)).toEqual(['dfe']);
    expect(await acts('provider.link', id)).toEqual(['dfe']);
    expect(await acts('session.start', id)).toEqual(['dfe']);
    expect(await mails(id)).toEqual(['provider_linked']);

    const later = await window();
    const entered = await by(later, 'dfe', 'grace', '/sign-in/with/dfe?next=%2Fmy-school');
    expect([entered.location, (await later.follow(entered)).status]).toEqual(['/my-school', 200]);
    expect(await acts('session.start', id)).toEqual(['dfe', 'dfe']);
    // The invitation is spent, the question answered.
    expect((await by(await window(), 'dfe', 'stranger', `/invitation/${secret}/with/dfe`)).status).toBe(404);
    expect((await later.open('/sign-in/with/dfe/confirm')).location).toBe('/sign-in');
  });

  it('asks for the second factor here where the provider has seen none, and not where it has', async () => {
    const nia = await linked('Nia Flint', 'nia', 'officer');
    expect((await nia.open('/audit')).status).toBe(200);
    const olu = await linked('Olu Sand', 'olu', 'officer');
    expect((await olu.open('/audit')).location).toMatch(/^\/sign-in/);
    const again = await window();
    expect((await by(again, 'entra', 'olu')).location).toBe('/sign-in/enrol');
    expect((await again.open('/sign-in/enrol')).words).toContain('Your post asks for one.');
  });

  it('stops where the school of the invitation is not that of DfE Sign-in, says both, and asks (L16)', async () => {
    const { secret, id } = await invited('Ed Wren', [{ role: 'head', urn: EASTMARSH }]);
    const door = await window();
    const path = '/sign-in/with/dfe/confirm';
    const page = await door.follow(await by(door, 'dfe', 'ed', `/invitation/${secret}/with/dfe`));
    expect(page.words).toContain('DfE Sign-in says that you belong to Saltern Academy (URN 990020)');
    expect(page.words).toContain('Here you belong to Eastmarsh Academy (URN 990005)');
    const links = await web.count('identity.provider_link');
    const asked = await door.press(page, path);
    expect([asked.status, asked.problems]).toEqual([
      ...[422, [{ text: 'Say that both are right', field: 'agreed' }]],
    ]);
    expect(await web.count('identity.provider_link')).toBe(links);
    expect((await door.press(asked, path, { agreed: 'yes' })).status).toBe(303);
    expect(await acts('provider.link', id)).toEqual(['dfe_of_another_school']);
  });

  it('never links by an address: who has an account signs in to it first (L16)', async () => {
    await AtTheDoor.somebody(web, 'Known Already');
    const stranger = await by(await window(), 'dfe', 'namesake');
    expect([stranger.status, stranger.heading]).toEqual([403, 'You were not signed in']);
    expect(await acts('session.start', 'identity.provider:dfe', 'refused')).toContain('NOT_LINKED');
    const { secret, id } = await invited('Twice There', []);
    await web.house.asSuperuser(
      `update identity.invitation set email = 'known.already@example.org' where person_id = $1`,
      [id],
    );
    const door = await window();
    const page = await door.follow(await by(door, 'dfe', 'namesake', `/invitation/${secret}/with/dfe`));
    const before = await web.count('identity.provider_link');
    const refused = await door.press(page, '/sign-in/with/dfe/confirm');
    expect([refused.status, refused.words]).toEqual([
      409,
      expect.stringContaining('You have an account here already'),
    ]);
    expect(await acts('invitation.accept', id, 'refused')).toEqual(['ACCOUNT_EXISTS']);
    expect(await web.count('identity.provider_link')).toBe(before);
    // Nothing is half done: the invitation still takes a password.
    expect((await door.open(`/invitation/${secret}`)).status).toBe(200);
  });

  it('is linked by whoever is signed in, freshly and by a word of theirs; and knows them by no other name (L16)', async () => {
    const dan = await AtTheDoor.somebody(web, 'Dan Moor');
    await dan.givePassword();
    await dan.takeApp('/sign-in/enrol');
    expect((await dan.open('/me/sign-in/with/entra')).heading).toBe('Confirm that it is you');
    await justSignedIn();
    expect((await dan.open('/me/sign-in')).links()).toContain('/me/sign-in/with/dfe');
    const page = await dan.follow(await by(dan, 'dfe', 'lone', '/me/sign-in/with/dfe'));
    expect(page.heading).toBe('Link your account of DfE Sign-in?');
    // Another browser has nothing to confirm.
    expect((await dan.elsewhere().open('/sign-in/with/dfe/confirm')).location).toBe('/sign-in');
    expect((await dan.press(page, '/sign-in/with/dfe/confirm')).location).toBe('/me/sign-in');
    expect(await acts('provider.link', dan.person)).toEqual(['dfe']);
    const own = await dan.open('/me/sign-in');
    expect(own.words).toContain('DfE Sign-in: lone@school.example');
    expect(own.links()).not.toContain('/me/sign-in/with/dfe');

    // Its address is another by now; the provider has seen no second factor, so that the app is asked for.
    Object.assign(AT_DFE.lone.claims, { email: 'renamed@school.example' });
    const elsewhere = dan.elsewhere();
    expect((await by(elsewhere, 'dfe', 'lone')).location).toBe('/sign-in/factor');
    web.clock.advance({ seconds: 60 });
    expect((await elsewhere.giveCode(dan.code())).location).toBe('/me');

    // It signs nobody else in, and nobody has two of one kind.
    const eve = await AtTheDoor.somebody(web, 'Eve Moor');
    await eve.givePassword();
    await eve.takeApp('/sign-in/enrol');
    await justSignedIn();
    const taken = await eve.follow(await by(eve, 'dfe', 'lone', '/me/sign-in/with/dfe'));
    const refused = await eve.press(taken, '/sign-in/with/dfe/confirm');
    expect([refused.status, refused.words]).toEqual([409, expect.stringContaining('somebody else')]);
    expect(await acts('provider.link', eve.person, 'refused')).toEqual(['PROVIDER_TAKEN']);

    const remove = own.html.match(/\/me\/sign-in\/providers\/[0-9a-f-]+\/remove/)?.[0] ?? '';
    await justSignedIn();
    expect((await eve.press(await eve.open('/me/sign-in'), remove)).status).toBe(404);
    expect((await dan.press(await dan.open('/me/sign-in'), remove)).location).toBe('/me/sign-in');
    expect((await by(await window(), 'dfe', 'lone')).status).toBe(403);
    expect(await acts('provider.unlink', dan.person)).toEqual(['dfe']);
    expect((await mails(dan.person)).filter((why) => why.startsWith('provider'))).toEqual([
      ...['provider_linked', 'provider_unlinked'],
    ]);
  });

  it('shows again at the provider who it is, by signing in anew there; the old session ends', async () => {
    const nia = await window();
    expect((await by(nia, 'entra', 'nia', '/sign-in/with/entra?next=%2Fme%2Fsign-in')).location).toBe(
      '/me/sign-in',
    );
    const again = await nia.open('/sign-in/again?next=%2Fme%2Fsign-in');
    expect(again.links()).toContain('/sign-in/with/entra?next=%2Fme%2Fsign-in');
    expect(again.has('password')).toBe(false); // she has none
    const old = nia.cookie;
    const out = await nia.open('/sign-in/with/entra?next=%2Fme%2Fsign-in');
    const sent = new URL(out.location ?? '').searchParams;
    expect([sent.get('prompt'), sent.get('max_age')]).toEqual(['login', '0']);
    const back = await nia.open(await new AtTheProvider().signIn(out.location ?? '', 'nia'));
    expect([back.location, nia.cookie === old]).toEqual(['/me/sign-in', false]);
    const before = nia.elsewhere();
    before.cookie = old;
    expect((await before.open('/me')).location).toMatch(/^\/sign-in/);
    // As somebody else it goes no further.
    const olu = await nia.open('/sign-in/with/entra');
    const other = await nia.open(await new AtTheProvider().signIn(olu.location ?? '', 'olu'));
    expect([other.status, (await nia.open('/me')).status]).toEqual([403, 200]);
    // Her only way in stays.
    await justSignedIn();
    const own = await nia.open('/me/sign-in');
    const remove = own.html.match(/\/me\/sign-in\/providers\/[0-9a-f-]+\/remove/)?.[0] ?? '';
    const last = await nia.press(own, remove);
    expect([last.status, last.words]).toEqual([409, expect.stringContaining('Add a passkey first.')]);
  });

  it('refuses another directory and a disabled account in the same words (L16)', async () => {
    const guest = await by(await window(), 'entra', 'guest');
    const [account] = await web.house.asSuperuser<{ id: string; person: string }>(
      `select l.account_id as id, p.id as person from identity.provider_link l join identity.person p on p.account_id = l.account_id
       where l.subject = 'grace'`,
    );
    await web.house.asSuperuser('select lookup.disable_account($1)', [account?.id]);
    const grace = await by(await window(), 'dfe', 'grace');
    expect([guest.status, grace.status]).toEqual([403, 403]);
    expect(grace.words.replaceAll('DfE Sign-in', 'Microsoft')).toBe(guest.words);
    expect(await acts('session.start', 'identity.provider:entra', 'refused')).toContain('WRONG_TENANT');
    expect(await acts('session.start', account?.person ?? '', 'refused')).toEqual(['DISABLED']);
  });
});
