import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FixedClock } from '@app/kernel';
import { Outbox, UnitOfWork } from '@app/platform';
import {
  CommitRegisterImport,
  PreviewRegisterImport,
  RegisterImports,
  SCHOOLS_ENTITIES,
  TakeRegisterFile,
} from '@app/schools';
import { TestHouse } from '../../../../test/factories/an-area.js';
import { theMatrix } from '../../../../test/factories/the-matrix.js';
import { importRegister, type ImportRegisterFlags } from './import-register.js';

const HEADINGS = 'URN,EstablishmentName,LA (code),TypeOfEstablishment (name),EstablishmentStatus (name)';
const aSchool = (urn: number, name = 'Elmfield School', status = 'Open') =>
  `${String(urn)},${name},845,Community school,${status}`;

describe('trellis import-register', () => {
  let house: TestHouse;
  let folder: string;
  let rooms: Map<unknown, unknown>;

  beforeEach(async () => {
    house = await TestHouse.open(SCHOOLS_ENTITIES);
    folder = mkdtempSync(join(tmpdir(), 'register '));
    const { work, audit, ids } = house;
    const [matrix, clock] = [theMatrix(), new FixedClock(new Date('2026-11-25T09:00:00Z'))];
    rooms = new Map<unknown, unknown>([
      [UnitOfWork, work],
      [TakeRegisterFile, new TakeRegisterFile(work, audit, new Outbox(), matrix, clock, ids)],
      [PreviewRegisterImport, new PreviewRegisterImport(work, audit, matrix, clock)],
      [CommitRegisterImport, new CommitRegisterImport(work, audit, matrix, clock)],
      [RegisterImports, new RegisterImports(matrix, clock)],
    ]);
  });
  afterEach(async () => {
    rmSync(folder, { recursive: true });
    await house.close();
  });

  function write(name: string, ...lines: readonly string[]): string {
    const path = join(folder, name);
    writeFileSync(path, lines.join('\n'));
    return path;
  }
  const register = (...rows: readonly string[]) => write('register.csv', HEADINGS, ...rows);
  const links = (...rows: readonly string[]) =>
    write('links.csv', 'URN,LinkURN,LinkType,LinkEstablishedDate', ...rows);

  async function run(file: string, flags: ImportRegisterFlags = {}) {
    let [out, err] = ['', ''];
    const output = { out: (text: string) => (out += text), err: (text: string) => (err += text) };
    const get = <Room>(room: abstract new (...parts: never[]) => Room) => rooms.get(room) as Room;
    const code = await importRegister({ get }, file, flags, output);
    return { code, out, err, hashes: [...err.matchAll(/--commit ([0-9a-f]{64})/g)].map(([, hash]) => hash!) };
  }
  const stored = async () =>
    (await house.app.query<{ urn: string }[]>('select urn from schools.school order by urn')).map(
      ({ urn }) => urn,
    );

  it('shows what a file would change, writes nothing, and commits the hash that it named', async () => {
    const file = register(aSchool(100_001), aSchool(100_002, 'Ash School'));
    const preview = await run(file);
    expect(preview).toMatchObject({ code: 0 });
    expect(preview.out).toContain('100002 Ash School: open');
    expect(await stored()).toEqual([]);
    const done = await run(file, { commit: preview.hashes });
    expect(done).toMatchObject({ code: 0, out: 'register.csv: committed, 2 written\n' });
    expect(await stored()).toEqual(['100001', '100002']);
    expect(await run(file, { commit: preview.hashes })).toMatchObject({ code: 0, out: done.out }); // the first one's answer
    expect((await run(file, { yes: true })).out).toContain('committed, nothing to do');
  });

  it('refuses rows by line and column, exit 3', async () => {
    const refused = await run(register(aSchool(100_001), aSchool(12), aSchool(100_003, 'Ash', 'Opn')), {
      yes: true,
    });
    expect(refused.code).toBe(3);
    expect(refused.err).toContain('Line 3, URN: “12” is not a URN');
    expect(refused.err).toContain('Line 4, EstablishmentStatus (name): ');
    expect(await stored()).toEqual([]);
  });

  it('refuses a file that changed since its preview, and one that was never previewed', async () => {
    const { hashes } = await run(register(aSchool(100_001)));
    const changed = register(aSchool(100_001), aSchool(100_002));
    expect(await run(changed, { commit: hashes })).toMatchObject({ code: 3 });
    const own = (await run(changed, { json: true })).out.match(/"hash": "([0-9a-f]+)"/)?.[1];
    await house.app.query(`update schools.register_import set state = 'discarded'`);
    expect((await run(changed, { commit: [own!] })).err).toContain('Preview this file first');
    expect(await stored()).toEqual([]);
  });

  it('takes register and links together: a bad links file stops both', async () => {
    const file = register(aSchool(100_001), aSchool(100_002));
    const bad = await run(file, { links: links('100001,100002,Married,01-09-2020'), yes: true });
    expect(bad).toMatchObject({ code: 3 });
    expect(bad.err).toContain('links.csv was refused:\n  Line 2, LinkType: ');
    expect(await stored()).toEqual([]);
    const good = links('100001,100002,Successor,01-09-2020');
    const { hashes } = await run(file, { links: good });
    const done = await run(file, { links: good, commit: hashes, json: true });
    const { files } = JSON.parse(done.out) as { files: { state: string; result: { written: number } }[] };
    expect(files.map(({ state, result }) => [state, result.written])).toEqual([
      ['committed', 2],
      ['committed', 1],
    ]);
  });

  it('never confirms by itself that a shorter file is right', async () => {
    await run(register(...Array.from({ length: 40 }, (_, at) => aSchool(100_001 + at))), { yes: true });
    const short = register(aSchool(100_001, 'New name'));
    const refused = await run(short, { yes: true });
    expect(refused).toMatchObject({ code: 3 });
    expect(refused.err).toContain('more than 5% fewer rows');
    const { hashes } = await run(short);
    expect((await run(short, { commit: hashes })).code).toBe(3);
    expect((await run(short, { commit: hashes, yes: true })).code).toBe(0);
    expect(await stored()).toHaveLength(40);
  });

  it('previews alone with --dry-run, and names a path that is none', async () => {
    expect(await run(register(aSchool(100_001)), { yes: true, dryRun: true })).toMatchObject({ code: 0 });
    expect(await stored()).toEqual([]);
    expect(await run(join(folder, 'none.csv'))).toMatchObject({ code: 2 });
  });
});
