import { Client } from 'pg';
import type { TestHouse } from '../../../../test/factories/an-area.js';
import { openHouse } from '../area-school/an-area-of-schools.fixture.js';
import { aRegisterFile, type Cells } from '../register/a-register-file.fixture.js';
import { aLinksFile, ImportDesk, manySchools } from './an-import.fixture.js';
import type { RegisterImportView } from './register-imports.query.js';

const ELM: Cells = { LastChangedDate: '01-07-2025', 'Trusts (name)': '', 'Trusts (code)': '' };
const ASH: Cells = { ...ELM, URN: '100002', EstablishmentName: 'Ash School' };

const groupsOf = ({ preview }: RegisterImportView) =>
  Object.fromEntries(
    (preview?.groups ?? [])
      .filter(({ count }) => count > 0)
      .map(({ what, named }) => [
        what,
        named.map(({ urn, was, now }) => `${urn}: ${was ?? '–'} → ${now ?? '–'}`),
      ]),
  );

describe('importing the register', () => {
  let house: TestHouse;
  let desk: ImportDesk;

  beforeEach(async () => {
    house = await openHouse();
    desk = new ImportDesk(house);
  });
  afterEach(() => house.close());

  it('writes nothing before the commit, and all of it with it', async () => {
    const seen = await desk.previewed({ bytes: aRegisterFile(ELM, ASH) });
    expect(seen).toMatchObject({
      state: 'previewed',
      preview: { rows: 2, writes: 2, needs: [] },
      isFresh: true,
    });
    expect(await desk.storedSchools()).toEqual([]);
    const result = await desk.committed(seen);
    expect(result).toMatchObject({ fileHash: seen.fileHash, written: 2, counts: { added: 2, unchanged: 0 } });
    expect((await desk.storedSchools()).map(({ urn }) => urn)).toEqual(['100001', '100002']);
  });

  it('is one act with the file’s hash and counts, and no entry per row', async () => {
    await desk.register([ELM, ASH]);
    expect(await desk.acts()).toEqual([
      'register.import.preview register',
      'register.import.commit register',
    ]);
  });

  it('finds nothing to do the second time, and says so', async () => {
    await desk.register([ELM, ASH]);
    const before = await desk.stored();
    const again = await desk.register([ELM, ASH]);
    expect(again).toMatchObject({ written: 0, counts: { unchanged: 2 } });
    expect(await desk.stored()).toBe(before);
    expect((await desk.acts()).at(-1)).toBe('register.import.commit NOTHING_TO_DO');
  });

  it('names what changes, and writes that alone', async () => {
    await desk.register([ELM, ASH, { ...ELM, URN: '100003' }]);
    const [{ import_id: first }] = await house.app.query(`select import_id from schools.school limit 1`);
    const seen = await desk.previewed({
      bytes: aRegisterFile(
        ELM,
        { ...ASH, EstablishmentName: 'Ash  Academy', 'Trusts (name)': 'Elm Trust', 'Trusts (code)': '2044' },
        { ...ELM, URN: '100003', 'EstablishmentStatus (name)': 'Closed' },
        { ...ELM, URN: '100004' },
      ),
    });
    expect(groupsOf(seen)).toEqual({
      added: ['100004: – → open'],
      closed: ['100003: open → closed'],
      renamed: ['100002: Ash School → Ash  Academy'],
      movedTrust: ['100002: – → Elm Trust'],
    });
    await desk.committed(seen);
    expect(await house.app.query(`select urn from schools.school where import_id = $1`, [first])).toEqual([
      { urn: '100001' },
    ]);
  });

  it('keeps a school that is absent from the file, and what a narrower file cannot say', async () => {
    await desk.register([
      { ...ELM, Easting: '545000', Northing: '120000' },
      { ...ASH, Easting: '', Northing: '' },
    ]);
    const seen = await desk.previewed({ bytes: aRegisterFile({ EstablishmentName: 'Elm New' }) });
    expect(groupsOf(seen)).toEqual({
      renamed: ['100001: Elmfield School → Elm New'],
      absent: ['100002: open → –'],
    });
    await desk.committed(seen, ['fall']);
    expect(await house.app.query(`select urn, name, easting from schools.school order by urn`)).toEqual([
      { urn: '100001', name: 'Elm New', easting: 545_000 },
      { urn: '100002', name: 'Ash School', easting: null },
    ]);
  });

  it('refuses a bad row by line and column, with nothing half-written', async () => {
    const seen = await desk.previewed({
      bytes: aRegisterFile(ELM, { ...ASH, 'EstablishmentStatus (name)': 'Opn' }, { ...ELM, URN: '12' }),
    });
    expect(seen).toMatchObject({ state: 'failed', failure: { code: 'FILE_REFUSED', total: 2 } });
    expect(seen.failure?.problems.map(({ line, column }) => [line, column])).toEqual([
      [3, 'EstablishmentStatus (name)'],
      [4, 'URN'],
    ]);
    await expect(desk.committed(seen)).rejects.toMatchObject({ code: 'IMPORT_CANNOT_MOVE' });
    expect(await desk.storedSchools()).toEqual([]);
  });

  it('refuses one URN that is said to be two things, naming both rows', async () => {
    const seen = await desk.previewed({ bytes: aRegisterFile(ELM, { ...ELM, EstablishmentName: 'Other' }) });
    expect(seen.failure?.message).toContain('100001 is also in line 2');
    const alike = await desk.previewed({ bytes: aRegisterFile(ELM, ELM) });
    expect(alike).toMatchObject({ state: 'previewed', preview: { writes: 1 } });
  });

  describe('an older or a shorter file (G11)', () => {
    it('is refused where it tells that it was drawn before the register in force', async () => {
      await desk.register([ELM]);
      const last = { ...ELM, LastChangedDate: '01-07-2024' };
      expect(await desk.previewed({ bytes: aRegisterFile(last) })).toMatchObject({
        state: 'failed',
        failure: { code: 'REGISTER_OLDER' },
      });
      const said = await desk.previewed({ bytes: aRegisterFile(ELM), extractDate: '2025-06-30' });
      expect(said.failure?.message).toContain('2025-06-30, before the register in force (2025-07-01)');
    });

    it('waits for a person where it is more than 5 % shorter', async () => {
      await desk.register(manySchools(100));
      const enough = await desk.previewed({ bytes: aRegisterFile(...manySchools(95)) });
      expect(enough.preview?.needs).toEqual([]);
      const short = await desk.previewed({ bytes: aRegisterFile(...manySchools(94)) });
      expect(short.preview?.needs).toEqual(['fall']);
      await expect(desk.committed(short)).rejects.toMatchObject({ code: 'CONFIRMATION_NEEDED' });
      expect(await desk.committed(short, ['fall'])).toMatchObject({ written: 0, counts: { absent: 6 } });
    });

    it('waits for a person where only its openings make it look older', async () => {
      const opened = (day: string) => [{ OpenDate: day }];
      await desk.register(opened('01-09-2024'));
      const seen = await desk.previewed({ bytes: aRegisterFile(...opened('01-09-2023')) });
      expect(seen.preview?.needs).toEqual(['may_be_older']);
      await expect(desk.committed(seen, ['fall'])).rejects.toMatchObject({ code: 'CONFIRMATION_NEEDED' });
      await desk.committed(seen, ['may_be_older']);
    });
  });

  describe('a commit', () => {
    it('names the file that was previewed', async () => {
      const seen = await desk.previewed({ bytes: aRegisterFile(ELM) });
      await expect(desk.committed({ ...seen, fileHash: '0'.repeat(64) })).rejects.toMatchObject({
        code: 'FILE_CHANGED',
      });
      // The bytes behind the preview, changed by raw SQL
      await house.app.query(`update schools.register_import set file = $2 where id = $1`, [
        seen.id,
        aRegisterFile(ASH),
      ]);
      await expect(desk.committed(seen)).rejects.toMatchObject({ code: 'FILE_CHANGED' });
      expect(await desk.storedSchools()).toEqual([]);
    });

    it('answers the second time with the first one’s result, however close together', async () => {
      const seen = await desk.previewed({ bytes: aRegisterFile(...manySchools(300)) });
      const answers = await Promise.all([desk.committed(seen), desk.committed(seen), desk.committed(seen)]);
      expect(
        new Set(answers.map((answer) => JSON.stringify(answer, Object.keys(answer).sort()))),
      ).toHaveProperty('size', 1);
      expect(await desk.committed(seen)).toEqual(answers[0]);
      expect((await desk.acts()).filter((act) => act.startsWith('register.import.commit'))).toHaveLength(1);
    });

    it('is refused where another import was committed since the preview, also at the same moment', async () => {
      const one = await desk.previewed({ bytes: aRegisterFile(...manySchools(300)) });
      const two = await desk.previewed({ bytes: aRegisterFile(...manySchools(300, 200_001)) });
      const ends = await Promise.allSettled([desk.committed(one), desk.committed(two)]);
      const refused = ends.filter((end) => end.status === 'rejected');
      expect(refused).toMatchObject([{ reason: { code: 'PREVIEW_STALE' } }]);
      expect(await desk.storedSchools()).toHaveLength(300);
      expect(await desk.one(ends[0].status === 'rejected' ? one.id : two.id)).toMatchObject({
        isFresh: false,
      });
    });

    it.each([1_000, 2_000, 2_500])('leaves nothing where its process dies after %i rows', async (rows) => {
      await desk.register([ELM]);
      const before = await desk.stored();
      const seen = await desk.previewed({ bytes: aRegisterFile(...manySchools(2_500)) });
      const dying = desk.committed(seen, [], (done) => {
        if (done >= rows) throw new Error('killed');
      });
      await expect(dying).rejects.toThrow('killed');
      expect(await desk.stored()).toBe(before);
      expect(await desk.one(seen.id)).toMatchObject({ state: 'previewed', result: null });
      expect(await desk.committed(seen)).toMatchObject({ written: 2_500 });
    });

    it('leaves nothing where its connection is cut in the middle', async () => {
      const seen = await desk.previewed({ bytes: aRegisterFile(...manySchools(2_500)) });
      let cut: Promise<unknown> = Promise.resolve();
      const killer = new Client({ connectionString: house.database.superuserUrl });
      await killer.connect();
      let once = false;
      const dying = desk.committed(seen, [], () => {
        if (once) return;
        once = true;
        cut = killer.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()
             and xact_start is not null and pid <> pg_backend_pid()`,
        );
      });
      await expect(dying).rejects.toThrow();
      await cut;
      await killer.end();
      expect(await desk.storedSchools()).toEqual([]);
      expect(await desk.committed(seen)).toMatchObject({ written: 2_500 });
    });

    it('gives up the bytes once it is done, and after discarding', async () => {
      const bytesHeld = async () => {
        const sql = `select count(file)::int as n from schools.register_import`;
        return (await house.app.query<[{ n: number }]>(sql))[0].n;
      };
      const seen = await desk.previewed({ bytes: aRegisterFile(ELM) });
      const other = await desk.previewed({ bytes: aRegisterFile(ASH) });
      expect(await bytesHeld()).toBe(2);
      await desk.committed(seen);
      await desk.discard.execute(desk.ops, other.id);
      expect(await bytesHeld()).toBe(0);
      await expect(desk.discard.execute(desk.ops, seen.id)).rejects.toMatchObject({
        code: 'IMPORT_CANNOT_MOVE',
      });
    });
  });

  it('is the only way into the register: raw SQL without its act is refused', async () => {
    await desk.register([ELM]);
    for (const sql of [
      `update schools.school set name = 'Mine'`,
      `insert into schools.school (urn, la_code, name, status, setting, trust_known, import_id)
       select '100009', '845', 'Mine', 'open', 'mainstream', true, import_id from schools.school`,
      `insert into schools.school_link (from_urn, to_urn, kind, import_id) select urn, '100009', 'successor', import_id from schools.school`,
    ]) {
      await expect(house.app.query(sql)).rejects.toMatchObject({ driverError: { code: 'TR002' } });
    }
    await expect(house.app.query(`delete from schools.school`)).rejects.toThrow(/permission denied/);
    expect((await desk.storedSchools()).map(({ name }) => name)).toEqual(['Elmfield School']);
  });

  describe('links', () => {
    const told = ['100001,100002,Successor,01-09-2024', '100002,100001,Predecessor,31-08-2024'];

    it('are stored once per event, ends outside the register counted, rings left out by name', async () => {
      await desk.register([ELM, ASH]);
      const ring = ['100005,100006,Successor,01-09-2020', '100006,100005,Successor,01-09-2021'];
      const all = [...told, '100003,100001,Predecessor,', ...ring];
      const seen = await desk.previewed({
        kind: 'links',
        bytes: aLinksFile(...all),
      });
      expect(groupsOf(seen)).toEqual({
        added: [
          '100002: – → successor 100001 to 100002 on 2024-08-31',
          '100003: – → successor 100001 to 100003',
        ],
        loops: ['100005: – → 100005, 100006'],
      });
      expect(seen.preview?.leftOut).toContainEqual({ what: 'toOutside', count: 1 });
      await desk.committed(seen);
      expect(await desk.links(...all)).toMatchObject({ written: 0 });
    });

    it('tell a story anew where a later file corrects it, and lose none it leaves out', async () => {
      await desk.links(...told, '100007,100008,Successor,');
      const seen = await desk.previewed({
        kind: 'links',
        bytes: aLinksFile('100002,100001,Successor - merged,02-09-2024', '100009,100010,Successor,'),
      });
      await desk.committed(seen, ['fall']);
      const rows = await house.app.query<{ link: string }[]>(
        `select concat_ws(' ', kind, from_urn, to_urn) as link from schools.school_link order by 1`,
      );
      expect(rows.map(({ link }) => link)).toEqual([
        'merger 100002 100001',
        'successor 100007 100008',
        'successor 100009 100010',
      ]);
    });
  });
});
