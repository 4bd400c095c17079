import { Actors } from '@app/identity';
import { Needs } from '@app/profiles';
import { UnitOfWork } from '@app/platform';
import { NORTH } from '../../../../../test/factories/an-area.js';
import type { Visitor } from '../needs/a-visitor.fixture.js';
import { WebHouse } from '../needs/a-web-house.fixture.js';
import { somebody } from '../schools/somebody.fixture.js';

interface Taken {
  readonly format: string;
  readonly person: { readonly name: string };
  readonly rows: readonly {
    readonly table: string;
    readonly values: Readonly<Record<string, unknown>>;
    readonly inWords: Readonly<Record<string, string>>;
    readonly withheld: readonly string[];
  }[];
  readonly readings: readonly { readonly act: string; readonly who: string }[];
  readonly acts: readonly { readonly act: string }[];
}
const WORDS = 'Pupils with SEN support miss twice as many sessions.';

describe('what is held about somebody', () => {
  let web: WebHouse;
  let need: string;
  let [asker, dpo]: Visitor[] = [];
  beforeAll(async () => {
    web = await WebHouse.open();
    need = await web.sent();
    asker = await web.visitor('asker');
    dpo = (await somebody(web, { name: 'Ada Dale', posts: [{ role: 'officer', flags: ['dpo'] }] })).visitor;
    await web.house.asSuperuser(`insert into platform.form_draft (area_id, person_id, key, fields)
      values ('${NORTH}', '${web.idOf('asker')}', 'need.new', '{"fields": {"tried": "My own draft."}}')`);
  });
  afterAll(() => web.close());
  const taken = async (who: Visitor, at = '/me/data'): Promise<Taken> =>
    JSON.parse((await who.open(`${at}.json`)).html) as Taken;

  it('is taken away by themselves, as a page and as a file: rows, what they did, and their own words', async () => {
    const file = await taken(asker!);
    expect([file.format, file.person.name]).toEqual(['trellis.subject-access/1', 'The asker']);
    const tables = new Set(file.rows.map(({ table }) => table));
    for (const table of ['identity.person', 'identity.appointment', 'identity.session', 'profiles.need'])
      expect(tables).toContain(table);
    expect(file.rows.find(({ table }) => table === 'platform.form_draft')?.values).toMatchObject({
      fields: { fields: { tried: 'My own draft.' } },
    });
    expect(file.acts.map(({ act }) => act)).toContain('need.raise');
    const page = await asker!.open('/me/data');
    expect(page.heading).toBe('What is held about you');
    expect(page.words).toContain('My own draft.');
    expect(page.words).toContain('The Council answers for this data.');
    expect(page.links()).toContain('/me/data.json');
  });

  it('holds no secret, and no words of a record that names somebody else', async () => {
    const text = JSON.stringify(await taken(await web.visitor('broker')));
    expect(text).toContain(need);
    expect(text).not.toContain(WORDS);
    const [session] = await web.house.asSuperuser<{ hash: string }>(
      `select encode(id_hash, 'hex') as hash from identity.session limit 1`,
    );
    expect(text).not.toContain(session?.hash ?? 'none');
    const row = (await taken(await web.visitor('broker'))).rows.find(
      ({ table }) => table === 'profiles.need',
    );
    expect(row?.withheld).toContain('send_thread');
  });

  it('says each state in plain words, on the page and beside it in the file', async () => {
    const page = await asker!.open('/me/data');
    for (const said of ['State Raised', 'Priority This term', 'Modes In person'])
      expect(page.words).toContain(said);
    expect(page.words).not.toMatch(/this_term|in_person|[{}]/);
    const row = (await taken(asker!)).rows.find(({ table }) => table === 'profiles.need');
    expect([row?.values['priority'], row?.inWords['Priority']]).toEqual(['this_term', 'This term']);
  });

  it('says who read it', async () => {
    const signedInAt = web.clock.now();
    const came = { area: NORTH, door: 'web', requestId: 'spec', signedInAt } as const;
    const officer = await web.get(Actors).of({ ...came, person: web.idOf('officer') });
    await web
      .get(UnitOfWork)
      .run(officer!, NORTH, (tx) => web.get(Needs).detail(tx, need, 'Asked by the Board for its audit.'));
    expect((await taken(asker!)).readings).toContainEqual(
      expect.objectContaining({ act: 'need.read.detail', who: `person:${web.idOf('officer')}` }),
    );
    expect((await asker!.open('/me/data')).words).toMatch(/Who read it.*The officer/);
  });

  it('opens to who answers for the data as well, and to nobody else; each time stands in the log', async () => {
    const at = `/people/${web.idOf('asker')}/data`;
    for (const who of ['broker', 'officer', 'adviser'] as const)
      expect([403, 404]).toContain((await (await web.visitor(who)).open(at)).status);
    expect((await (await web.visitor('officer')).open('/admin/subject-access')).status).toBe(404);
    const ask = await dpo!.open('/admin/subject-access');
    const unknown = await dpo!.press(ask, '/admin/subject-access', { email: 'nobody@example.org' });
    expect(unknown.problems).toEqual([{ text: 'Nobody here has this e-mail address', field: 'email' }]);
    expect(
      (await dpo!.press(ask, '/admin/subject-access', { email: 'the.asker@example.org' })).location,
    ).toBe(at);
    expect((await dpo!.open(at)).heading).toBe('What is held about The asker');
    const [row] = await web.house.asSuperuser<{ n: number }>(
      `select count(*)::int as n from audit.entry where act = 'dsar.export' and entity = $1`,
      [`identity.person:${web.idOf('asker')}`],
    );
    expect(row?.n).toBeGreaterThan(2);
    expect((await taken(asker!)).readings.map(({ act }) => act)).toContain('dsar.export');
    expect((await dpo!.open('/people/none/data')).status).toBe(404);
  });
});
