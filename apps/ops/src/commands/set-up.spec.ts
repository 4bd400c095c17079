import { join } from 'node:path';
import { AcceptInvitation, AppointPerson } from '@app/identity';
import { RuleBroken } from '@app/kernel';
import { Installation } from '../../../../test/factories/an-installation.js';
import { downlandRegister } from '../demo/downland-register.js';
import { UnitOfWork } from '@app/platform';
import { CommitRegisterImport, PreviewRegisterImport, RegisterImports, TakeRegisterFile } from '@app/schools';
import { ImportDesk } from '../register-import/import-desk.js';
import { createArea, type CreateAreaFlags } from './create-area.js';
import { freshStart, type FreshStartFlags } from './fresh-start.js';
import { mailCameBack } from './mail-came-back.js';
import { retention, type RetentionFlags } from './retention.js';
import { invitePerson, type InvitePersonFlags } from './invite-person.js';

const ROOT = join(__dirname, '../../../..');
const AREA: CreateAreaFlags = { name: 'Downland', controller: 'Downland Council', la: '999' };

describe('setting up at the console', () => {
  let here: Installation;
  beforeAll(async () => {
    here = await Installation.open();
    const { get } = here;
    const parts = [get(TakeRegisterFile), get(PreviewRegisterImport), get(CommitRegisterImport)] as const;
    const desk = new ImportDesk(get(UnitOfWork), ...parts, get(RegisterImports));
    await desk.import({ kind: 'register', fileName: 'r.csv', bytes: downlandRegister() });
  });
  afterAll(async () => {
    await here.close();
    await here.drop();
  });

  async function said(run: (output: { out(t: string): void; err(t: string): void }) => Promise<number>) {
    let [out, err] = ['', ''];
    const code = await run({ out: (text) => (out += text), err: (text) => (err += text) });
    return { code, out, err };
  }
  const create = (code: string, flags: Partial<CreateAreaFlags> = {}) =>
    said((output) => createArea(here, ROOT, code, { ...AREA, ...flags }, output));
  const invite = (email: string, flags: Partial<InvitePersonFlags> = {}) =>
    said((output) =>
      invitePerson(
        here,
        'https://trellis.example',
        email,
        { name: 'New Person', role: 'chair', ...flags },
        output,
      ),
    );
  const count = async (table: string): Promise<number> =>
    (await here.stored<{ n: number }>(`select count(*)::int as n from ${table}`))[0]!.n;

  it('opens nothing where a field must be mended, or in a rehearsal', async () => {
    expect(await create('Down land')).toMatchObject({ code: 3, out: '' });
    expect((await create('downland', { la: '9' })).err).toContain('laCode: ');
    expect(await create('downland', { schools: 'some' })).toMatchObject({ code: 2 });
    expect(await create('downland', { dryRun: true })).toMatchObject({ code: 0, out: '' });
    expect(await count('schools.area')).toBe(0);
    expect((await invite('early@council.example')).err).toContain('none is open yet');
  });

  it('opens an area with its settings in force and the schools of its authority', async () => {
    expect(await create('downland')).toMatchObject({ code: 0 });
    expect(await count(`schools.area_setting where state = 'in_force'`)).toBe(6);
    expect(await count('schools.area_school')).toBe(51);
    expect(await create('downland')).toMatchObject({ code: 3 });
    expect(await count('schools.area')).toBe(1);
  });

  it('says what the retention schedule takes away next, and changes nothing', async () => {
    const asked = (flags: RetentionFlags) => said((output) => retention(here, flags, output));
    expect(await asked({})).toMatchObject({ code: 2, out: '' });
    expect(await asked({ preview: true, area: 'upland' })).toMatchObject({ code: 3, out: '' });
    const { code, out } = await asked({ preview: true });
    expect([code, out.split('\n').length]).toEqual([0, 12]);
    expect(out).toContain('form_draft: 30 days, over if it ended by ');
    const rows = JSON.parse((await asked({ preview: true, json: true })).out) as { kind: string }[];
    expect(rows.map(({ kind }) => kind)).toContain('pairing');
  });

  it('invites a chair by a link that lets them in once, with the post that stands beside it', async () => {
    const { code, out } = await invite('chair@council.example');
    expect(code).toBe(0);
    const secret = /^https:\/\/trellis\.example\/invitation\/([\w-]{43})\n$/.exec(out)?.[1] ?? '';
    const accept = () =>
      here
        .get(AcceptInvitation)
        .execute({ secret, password: 'nine kind otters', address: '127.0.0.1', requestId: 'spec' });
    await accept();
    await expect(accept()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const posts = await here.stored(
      `select a.role, p.state from identity.appointment a join identity.person p on p.id = a.person_id`,
    );
    expect(posts).toEqual([{ role: 'chair', state: 'active' }]);
  });

  it('invites a broker with their day, a head with their school, an administrator of the installation', async () => {
    expect(await invite('broker@council.example', { role: 'broker', weekday: '3' })).toMatchObject({
      code: 0,
    });
    expect(await invite('head@school.example', { role: 'head', school: '990013' })).toMatchObject({
      code: 0,
    });
    expect(
      await invite('admin@council.example', { role: 'sysadmin', installation: true, area: 'downland' }),
    ).toMatchObject({ code: 0 });
    const posts = await here.stored(
      `select role, urn, broker_weekday as day, flags from identity.appointment where role <> 'chair' order by role`,
    );
    expect(posts).toEqual([
      { role: 'broker', urn: null, day: 3, flags: [] },
      { role: 'head', urn: '990013', day: null, flags: [] },
      { role: 'sysadmin', urn: null, day: null, flags: ['inst'] },
    ]);
  });

  it('invites nobody where the post cannot be, or who is there already', async () => {
    const before = await count('identity.person');
    expect(await invite('a@b.example', { role: 'king' })).toMatchObject({ code: 2 });
    expect(await invite('a@b.example', { role: 'head' })).toMatchObject({ code: 2 });
    expect(await invite('a@b.example', { role: 'chair', weekday: '3' })).toMatchObject({ code: 2 });
    expect(await invite('a@b.example', { role: 'officer', installation: true })).toMatchObject({ code: 2 });
    expect((await invite('a@b.example', { role: 'head', school: '123456' })).err).toContain(
      'does not belong to this area',
    );
    expect((await invite('a@b.example', { area: 'upland' })).err).toContain('one of: downland');
    expect(await invite('no address')).toMatchObject({ code: 3 });
    expect((await invite('chair@council.example')).err).toContain('belongs to the area already');
    expect(await count('identity.person')).toBe(before);
  });

  it('lets the only chair of an area start again in the names of two people, and nobody whom a page can help', async () => {
    const chair = 'chair@council.example';
    const start = (email: string, change: Partial<FreshStartFlags> = {}) => {
      const two = { sure: 'Met her at the office.', askedBy: 'Pat Quill', approvedBy: 'Lee Moss' };
      return said((output) => freshStart(here, email, { ...two, ...change }, output));
    };
    const factors = () =>
      here.stored(
        `select 1 from identity.totp t join identity.account a on a.id = t.account_id where a.email = $1
        union all select 1 from identity.session s join identity.account a on a.id = s.account_id
        where a.email = $1 and s.ended_at is null`,
        [chair],
      );
    await here.stored(
      `insert into identity.totp (account_id, sealed, confirmed_at, last_step) select id, 'x', now(), 0 from identity.account where email = $1`,
      [chair],
    );
    const before = [await count('audit.entry'), (await factors()).length];
    expect((await start('head@school.example')).err).toContain('a chair answers for them on the page');
    for (const approvedBy of ['pat quill ', 'New Person', '?'])
      expect((await start(chair, { approvedBy })).err).toContain('the names of two people');
    expect(await start(chair, { sure: 'yes' })).toMatchObject({ code: 3, out: '' });
    expect([await count('audit.entry'), (await factors()).length]).toEqual(before);
    expect(before[1]).toBeGreaterThan(0);
    expect(await start(chair)).toMatchObject({
      code: 0,
      out: expect.stringContaining('signed out everywhere'),
    });
    expect(await factors()).toEqual([]);
    const [entry] = await here.stored<{ bytes: string; said: string }>(
      `select e.bytes, (select string_agg(d.value, ', ' order by d.name) from audit.detail d where d.entry = e.id) as said
       from audit.entry e where e.act = 'factor.reset.console'`,
    );
    expect(entry?.bytes).toContain('actor=system:ops');
    expect(entry?.said).toBe('Lee Moss, Pat Quill, Met her at the office.');
    const { out } = await invite('deputy@council.example', { name: 'The Deputy' });
    const secret = out.trim().split('/').at(-1) ?? '';
    const told = { secret, password: 'nine kind otters', address: '127.0.0.1', requestId: 'spec' };
    await here.get(AcceptInvitation).execute(told);
    expect((await start(chair)).err).toContain('Another chair of the area can answer');
  });

  it('leaves nobody invited whose post is refused at the last moment', async () => {
    const tables = ['identity.person', 'identity.appointment', 'audit.entry'];
    const before = await Promise.all(tables.map(count));
    const refuses = { inside: () => Promise.reject(new RuleBroken('POST_TAKEN', 'This post is taken.')) };
    const get: Installation['get'] = (made) =>
      (made as unknown) === AppointPerson ? (refuses as never) : here.get(made);
    const flags = { name: 'New Person', role: 'chair' };
    const late = await said((output) =>
      invitePerson({ get }, 'https://trellis.example', 'late@council.example', flags, output),
    );
    expect(late).toMatchObject({ code: 3, out: '' });
    expect(await Promise.all(tables.map(count))).toEqual(before);
  });

  it('says that a mail cannot have come back which was never sent', async () => {
    const told = (id: string) => said((output) => mailCameBack(here, id, 'It came back.', output));
    const id = '740e5834-3a29-46b4-9a6f-16142fde533a';
    expect(await told(`<${id}@example.org>`)).toMatchObject({ code: 3, out: '' });
    expect(await told('none')).toMatchObject({ code: 3, out: '' });
  });
});
