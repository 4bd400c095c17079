import type { Screen, Visitor } from '../needs/a-visitor.fixture.js';
import { WebHouse } from '../needs/a-web-house.fixture.js';
import { somebody } from '../schools/somebody.fixture.js';

const ASKED = {
  ...{ label: 'County website', purpose: 'Shows who is strong in what.', days: '30' },
  ...{ scopes: ['schools.read', 'profile.read'], addresses: '203.0.113.7\r\n203.0.113.0/24' },
};

describe('the pages of programs with access', () => {
  let web: WebHouse;
  let administrator: Visitor;
  let chair: Visitor;
  beforeAll(async () => {
    web = await WebHouse.open();
    administrator = await signedIn('Dan Wells', 'sysadmin');
    chair = await signedIn('Helen Croft', 'chair');
  });
  afterAll(() => web.close());

  /** Five minutes ago by the clock of the house: what needs a fresh sign-in is open. */
  async function signedIn(name: string, role: 'sysadmin' | 'chair'): Promise<Visitor> {
    const { visitor } = await somebody(web, { name, posts: [{ role }] });
    await web.house.asSuperuser(`update identity.session set signed_in_at = '2026-11-25T08:55:00Z'`);
    return visitor;
  }
  /** @returns the address of the new program's page. */
  const asked = async (): Promise<string> => {
    const page = await administrator.open('/programs/new');
    return (await administrator.press(page, '/programs/new', ASKED)).location ?? '';
  };
  const press = async (who: Visitor, at: string, step: string, answers = {}): Promise<Screen> =>
    who.press(await who.open(at), `${at}/${step}`, answers);

  it('lead from the question to an answer, a secret that is shown once, and an end', async () => {
    const at = await asked();
    const waiting = await administrator.open(at);
    expect([waiting.heading, waiting.status]).toEqual(['County website', 200]);
    expect(waiting.words).toContain('Waits for the chair');
    expect(waiting.words).toContain('203.0.113.7, 203.0.113.0/24');
    expect(waiting.words).not.toMatch(/May it have access|Make the secret/);
    expect((await chair.open('/programs')).links()).toContain(at);
    expect((await press(chair, at, 'answer', { answer: 'approve' })).location).toBe(at);
    expect((await chair.open(at)).words).not.toContain('Make the secret');
    const shown = await press(administrator, at, 'secret');
    expect(shown.status).toBe(200);
    expect(shown.words).toMatch(/trc_[A-Za-z0-9_-]{43}/);
    const later = await administrator.open(at);
    expect(later.words).not.toContain('trc_');
    expect(later.words).toContain('Has access');
    expect(later.words).toContain('Approved by Helen Croft');
    expect((await press(chair, at, 'revoke')).location).toBe(at);
    const over = await chair.open(at);
    expect(over.words).toContain('Revoked by Helen Croft');
    expect(over.words).not.toContain('Take it away');
    expect((await chair.open('/programs.csv')).html).toContain(
      'County website,Revoked,schools.read profile.read',
    );
  });

  it('say what is missing by its field and keep what was typed', async () => {
    const page = await administrator.open('/programs/new');
    const empty = await administrator.press(page, '/programs/new');
    expect([empty.status, empty.problems.map(({ field }) => field)]).toEqual([
      422,
      ['label', 'purpose', 'scopes', 'days'],
    ]);
    const wrong = { ...ASKED, scopes: 'impact.agg', addresses: 'example.org', days: '366' };
    const again = await administrator.press(page, '/programs/new', wrong);
    expect([again.status, again.problems.map(({ field }) => field)]).toEqual([
      ...[422, ['scopes', 'addresses', 'days']],
    ]);
    expect(again.html).toContain('example.org');
    expect((await press(chair, await asked(), 'answer')).problems).toEqual([
      { text: 'Choose whether the program may have access', field: 'answer' },
    ]);
  });

  it('refuse an answer to an older page, and ask for a fresh sign-in', async () => {
    const at = await asked();
    const old = await chair.open(at);
    await press(administrator, at, 'revoke');
    expect((await chair.press(old, `${at}/answer`, { answer: 'approve' })).status).toBe(412);
    await web.house.asSuperuser(`update identity.session set signed_in_at = '2026-11-25T08:40:00Z'`);
    const late = await administrator.press(await administrator.open('/programs/new'), '/programs/new', ASKED);
    expect(late.status).toBe(403);
    expect(late.heading).toBe('Confirm that it is you');
    await web.house.asSuperuser(`update identity.session set signed_in_at = '2026-11-25T08:55:00Z'`);
  });

  it('are for administrators, the chair and officers, each with what is theirs', async () => {
    const at = await asked();
    const officer = await web.visitor('officer');
    expect((await officer.open(at)).words).not.toMatch(/Take it away|May it have access/);
    expect((await officer.open('/programs')).links()).not.toContain('/programs/new');
    for (const who of ['asker', 'broker', 'adviser'] as const)
      for (const path of ['/programs', '/programs/new', at, '/programs.csv'])
        expect((await (await web.visitor(who)).open(path)).status).toBe(404);
    for (const odd of ['/programs/x', '/programs/7d1f6a52-3c55-4c2b-9a51-0f4a2b1c9e77', '/programs.pdf'])
      expect((await chair.open(odd)).status).toBe(404);
  });
});
