import { execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Logger } from '@nestjs/common';
import type { Manifest } from '@app/platform';
import { readSettings, type Settings } from '@config/settings.js';
import { backup } from '../../apps/ops/src/commands/backup.js';
import type { RoomsInHand } from '../../apps/ops/src/commands/console.js';
import { createArea } from '../../apps/ops/src/commands/create-area.js';
import { invitePerson } from '../../apps/ops/src/commands/invite-person.js';
import { drill, restore, type RestoreFlags } from '../../apps/ops/src/commands/restore.js';
import { openRooms } from '../../apps/ops/src/open.js';
import { openInstallation, type Installation } from '../../apps/ops/src/start/installation.js';
import { sealed } from '../../libs/platform/src/backup/backup-folder.js';
import { restoreCluster } from '../../libs/platform/src/backup/restore-cluster.js';
import { clusterOf, passwordOf, SUPERUSER } from '../../libs/platform/src/database/embedded-postgres.js';
import { aStandby, ask, isAlive, killServer, said, seal, until } from './a-lost-server.fixture.js';

const ROOT = join(__dirname, '../..');
const BEFORE = 3;
const ARCHIVED = 5;
const WRITERS = 8;
const ACKS = 40;

const figure = (text: string): void => void process.stdout.write(`drill: ${text}\n`);

/** One server, lost for good: what a standby, an archive and a backup each bring back. Figures are printed. */
describe('the embedded database, backed up, lost and restored', () => {
  const home = mkdtempSync(join(tmpdir(), 'trellis-drill-spec-'));
  chmodSync(home, 0o711);
  const at = (name: string): string => join(home, name);
  const settings = (change: Readonly<Record<string, string>> = {}): Settings =>
    readSettings({
      ...{ TRELLIS_ROOT: ROOT, TRELLIS_DATA: at('live'), LOG_LEVEL: 'silent', SEAL_KEYS: at('keys') },
      ...{ ERASURE_LEDGER: at('ledger-of-its-own'), ...change },
    });
  const live = settings({ WAL_ARCHIVE: at('archive') });
  let installation: Installation;
  let rooms: RoomsInHand;
  let [taken, warned] = ['', ''];
  let erased = '';
  /** Whose invitation was acknowledged, in order, with the moment. */
  const acknowledged: { name: string; at: number }[] = [];

  const superuserOf = (data: string, { urls }: Installation): string => {
    const url = new URL(urls.app);
    url.username = SUPERUSER;
    url.password = passwordOf(at(data));
    return url.href;
  };
  const invite = async (name: string): Promise<void> => {
    const mail = `${name.toLowerCase().replaceAll(' ', '.')}@school.example`;
    const flags = { name, role: 'officer' };
    const { code } = await said((output) =>
      invitePerson(rooms, 'https://trellis.example', mail, flags, output),
    );
    if (code !== 0) throw new Error(`${name} was not invited.`);
    acknowledged.push({ name, at: Date.now() });
  };
  const namesIn = async (url: string): Promise<ReadonlySet<string>> =>
    new Set((await ask<{ name: string }>(url, 'select name from identity.person')).map(({ name }) => name));
  const sealTo = (file: string): Promise<void> =>
    seal(superuserOf('live', installation), installation.urls.sealer, at('keys'), file);

  beforeAll(async () => {
    Logger.overrideLogger(false);
    installation = await openInstallation(live);
    await ask(superuserOf('live', installation), `alter system set wal_keep_size = '512MB'`);
    await ask(superuserOf('live', installation), 'select pg_reload_conf()'); // the standby comes late
    rooms = await openRooms(live, installation.urls);
    const area = { name: 'Downland', controller: 'Downland Council', schools: 'none' };
    expect(await said((output) => createArea(rooms, ROOT, 'downland', area, output))).toMatchObject({
      code: 0,
    });
    for (let one = 0; one < BEFORE; one += 1) await invite(`Early Person ${String(one)}`);
    await sealTo(at('checkpoint'));
    const made = await said((output) => backup(live, at('backups'), { json: true }, output));
    expect(made).toMatchObject({ code: 0 });
    warned = made.text;
    taken = (
      JSON.parse(made.text.split('\n').find((line) => line.startsWith('{')) ?? '{}') as { folder: string }
    ).folder;
    const [first] = await ask<{ area_id: string; id: string }>(
      superuserOf('live', installation),
      `select area_id, id from identity.person where name = 'Early Person 0'`,
    );
    erased = JSON.stringify({
      at: new Date().toISOString(),
      area: first?.area_id,
      person: first?.id,
      erasure: first?.id,
    });
    writeFileSync(at('ledger'), `${erased}\n`);
    writeFileSync(at('empty'), '');
    // What is done after the backup, and lies in the archive.
    for (let one = 0; one < ARCHIVED; one += 1) await invite(`Archived Person ${String(one)}`);
    await ask(superuserOf('live', installation), 'select pg_switch_wal()');
    await sealTo(at('newer'));
    const [stretch] = await ask<{ name: string }>(
      superuserOf('live', installation),
      'select pg_walfile_name(pg_switch_wal()) as name',
    );
    await until(() =>
      readdirSync(at('archive')).some((each) => each >= (stretch?.name ?? 'G') && each.length === 24),
    );
  }, 120_000);
  afterAll(async () => {
    await rooms.close().catch(() => undefined);
    await installation.stop();
    rmSync(home, { recursive: true, force: true });
  }, 60_000);

  const refused = async (folder: string, flags: Partial<RestoreFlags> = {}, data = at('refused')) => {
    const there = settings({ TRELLIS_DATA: data });
    return said((output) => restore(there, folder, { ledger: at('empty'), ...flags }, output));
  };
  const manifest = (): Manifest =>
    (JSON.parse(readFileSync(join(taken, 'manifest.json'), 'utf8')) as { manifest: Manifest }).manifest;

  it('refuses a backup that is not whole, or not of this version, before anything is written (O04)', async () => {
    const folder = mkdtempSync(at('bad-'));
    cpSync(taken, folder, { recursive: true });
    const bad = async (path: string, change: (folder: string) => void): Promise<string> => {
      change(folder);
      const { code, text } = await refused(folder);
      rmSync(join(folder, path), { force: true });
      if (existsSync(join(taken, path))) cpSync(join(taken, path), join(folder, path));
      expect([code, existsSync(at('refused'))]).toEqual([3, false]);
      return text;
    };
    const alter = (path: string) => (): void => {
      const bytes = readFileSync(join(folder, path));
      bytes[bytes.length >> 1]! ^= 1;
      writeFileSync(join(folder, path), bytes);
    };
    const gone = (path: string) => (): void => rmSync(join(folder, path));
    const as = (change: Partial<Manifest>) => (): void =>
      writeFileSync(join(folder, 'manifest.json'), sealed({ ...manifest(), ...change }));
    const log = `log/${manifest().log[0] ?? ''}`;
    const [last, list] = ['base/global/pg_control', 'manifest.json'];
    const migrations = [...manifest().migrations, 'Later9999'];
    const outside = { ...manifest().files[0]!, path: `base/../${manifest().files[0]!.path}` };
    const rows: [string, () => void, string][] = [
      [list, gone(list), 'it was cut short'],
      [last, gone(last), `${last} is missing: this backup was cut short`],
      [last, alter(last), `${last} is not as it was written`],
      [last, () => writeFileSync(join(folder, last), ''), `${last} is not as it was written`],
      [list, alter(list), 'manifest.json is not as it was written'],
      ['base/new', () => writeFileSync(join(folder, 'base/new'), ''), 'base/new does not belong'],
      [log, gone(log), `${log} is missing: without its log`],
      [list, as({ postgres: '17' }), 'of PostgreSQL 17; this Trellis brings 18'],
      [list, as({ format: 'trellis.backup/9' }), 'of another version (trellis.backup/9'],
      [list, as({ migrations }), 'it holds the migration Later9999'],
      [list, as({ folders: [...manifest().folders, '../../planted'] }), '../../planted does not belong'],
      [list, as({ files: [...manifest().files, outside] }), `${outside.path} is missing`],
    ];
    for (const [path, change, sentence] of rows) expect(await bad(path, change)).toContain(sentence);
    rmSync(folder, { recursive: true });
  }, 60_000);

  it('restores to no folder that holds something, without no ledger, and from no archive with a gap (O04)', async () => {
    mkdirSync(at('taken'));
    writeFileSync(at('taken/mine.txt'), 'mine');
    expect(await refused(taken, {}, at('taken'))).toMatchObject({
      code: 3,
      text: expect.stringContaining('is not empty'),
    });
    expect(readdirSync(at('taken'))).toEqual(['mine.txt']);
    const inside = join(taken, 'data');
    expect(await refused(taken, {}, inside)).toMatchObject({
      ...{ code: 3, text: expect.stringContaining('lies in the backup') },
    });
    expect(existsSync(inside)).toBe(false);
    expect(await refused(taken, {}, at('empty'))).toMatchObject({
      ...{ code: 3, text: expect.stringContaining('is no folder') },
    });
    // Somebody begins there while the backup is still being read.
    const late = refused(taken, {}, at('late'));
    mkdirSync(at('late'));
    writeFileSync(at('late/mine.txt'), 'mine');
    expect(await late).toMatchObject({ code: 3, text: expect.stringContaining('is not empty') });
    expect(readdirSync(at('late'))).toEqual(['mine.txt']);
    expect(await refused(taken, { ledger: at('none') })).toMatchObject({ code: 3 });
    writeFileSync(at('torn'), `${erased.slice(0, 50)}\n`);
    expect(await refused(taken, { ledger: at('torn') })).toMatchObject({
      code: 3,
      text: expect.stringContaining('line 1'),
    });
    cpSync(at('archive'), at('gap'), { recursive: true });
    const beyond = readdirSync(at('gap')).filter(
      (name) => name.length === 24 && name > (manifest().log.at(-1) ?? ''),
    );
    expect(beyond.length).toBeGreaterThan(1);
    const [gone = ''] = beyond.sort();
    rmSync(join(at('gap'), gone));
    const { code, text } = await refused(taken, { archive: at('gap') });
    expect([code, text]).toEqual([3, expect.stringContaining(`has a gap: ${gone} is missing`)]);
    expect(existsSync(at('refused'))).toBe(false);
  });

  it('leaves nothing of a restore that goes wrong or is stopped, also where its cluster had to lie elsewhere', async () => {
    mkdirSync(at('closed'), { mode: 0o700 });
    mkdirSync(at('odd'));
    symlinkSync(at('none'), join(at('odd'), '00000009.history'));
    const asked = { root: ROOT, data: at('closed/data'), backup: taken, known: manifest().migrations };
    const wrong = (await restoreCluster({ ...asked, archive: at('odd') }).catch(
      (error: unknown) => error,
    )) as NodeJS.ErrnoException & { dest: string };
    expect([wrong.code, readdirSync(at('closed/data'))]).toEqual(['ENOENT', []]);
    expect(existsSync(dirname(dirname(dirname(wrong.dest))))).toBe(false);

    const environment = { TRELLIS_ROOT: ROOT, TRELLIS_DATA: at('stopped'), LOG_LEVEL: 'silent' };
    const command = ['dist/bundles/ops.mjs', 'restore', taken, '--ledger', at('empty')];
    const child = spawn(process.execPath, command, { cwd: ROOT, env: environment, stdio: 'ignore' });
    const ended = once(child, 'exit');
    const pid = at('stopped/postgres/data/postmaster.pid');
    const server = (): number => (existsSync(pid) ? parseInt(readFileSync(pid, 'utf8'), 10) : 0);
    await until(() => server() > 0);
    const was = server();
    child.kill('SIGTERM');
    expect(await ended).toEqual([3, null]);
    await until(() => !isAlive(was));
    expect(readdirSync(at('stopped'))).toEqual([]);
  }, 60_000);

  it('makes no half backup where there is no room, and leaves the earlier one as it was (O07)', async () => {
    expect(warned).toContain('one fault takes both');
    const before = readdirSync(at('backups'));
    const inChild = promisify(execFile)(
      'sh',
      ['-c', 'ulimit -f 64; exec "$0" dist/bundles/ops.mjs backup "$1"', process.execPath, at('backups')],
      { cwd: ROOT, env: { TRELLIS_ROOT: ROOT, TRELLIS_DATA: at('live'), LOG_LEVEL: 'silent' } },
    );
    await expect(inChild).rejects.toMatchObject({
      ...{ code: 3, stderr: expect.stringContaining('No backup was made; earlier ones are as they were.') },
    });
    expect(readdirSync(at('backups'))).toEqual(before);
    writeFileSync(at('file'), '');
    expect(await said((output) => backup(live, at('file'), {}, output))).toMatchObject({ code: 3 });
    const own = settings({ DATABASE_URL: 'postgres://trellis_app@db.example/trellis' });
    const { code, text } = await said((output) => backup(own, at('backups'), {}, output));
    expect([code, text]).toEqual([3, expect.stringContaining('pg_basebackup')]);
  }, 30_000);

  it('is of a database that is there, and as it is: none is made for it, and none brought to this version', async () => {
    const nothing = settings({ TRELLIS_DATA: at('nothing') });
    const { code, text } = await said((output) => backup(nothing, at('backups'), {}, output));
    expect([code, text]).toEqual([5, expect.stringContaining('holds no database')]);
    expect(existsSync(at('nothing'))).toBe(false);
    rmSync(join(at('live'), 'migrated'));
    await said((output) => backup(live, at('file'), {}, output));
    expect(existsSync(join(at('live'), 'migrated'))).toBe(false);
  });

  it('leaves nothing where it is stopped, and says so where another one is being made', async () => {
    const before = readdirSync(at('backups'));
    const environment = { TRELLIS_ROOT: ROOT, TRELLIS_DATA: at('live'), LOG_LEVEL: 'silent' };
    const folder = watch(at('backups'));
    const begun = once(folder, 'change');
    const command = ['dist/bundles/ops.mjs', 'backup', at('backups')];
    const child = spawn(process.execPath, command, { cwd: ROOT, env: environment, stdio: 'ignore' });
    const ended = once(child, 'exit');
    await begun;
    folder.close();
    const slot = 'select 1 from pg_replication_slots';
    await until(async () => (await ask(superuserOf('live', installation), slot)).length === 1);
    const second = await said((output) => backup(live, at('elsewhere'), {}, output));
    child.kill('SIGTERM');
    expect(await ended).toEqual([3, null]);
    expect(second).toMatchObject({ code: 3, text: expect.stringContaining('Another backup') });
    expect([readdirSync(at('backups')), readdirSync(at('elsewhere'))]).toEqual([before, []]);
    expect(await ask(superuserOf('live', installation), slot)).toEqual([]);
  }, 30_000);

  it('loses nothing that was acknowledged where the primary is killed beside a synchronous standby', async () => {
    const primary = superuserOf('live', installation);
    const standby = await aStandby(ROOT, home, primary, taken, manifest());
    try {
      await ask(primary, `alter system set synchronous_standby_names = 'standby'`);
      await ask(primary, 'select pg_reload_conf()');
      await until(async () => {
        const sql = `select 1 from pg_stat_replication where sync_state = 'sync' and state = 'streaming'`;
        return (await ask(primary, sql)).length === 1;
      });
      const before = acknowledged.length;
      let killed = false;
      const write = async (writer: number): Promise<void> => {
        for (let one = 0; !killed; one += 1) await invite(`Person ${String(one)} Of ${String(writer)}`);
      };
      const writers = Array.from({ length: WRITERS }, (_, writer) => write(writer).catch(() => undefined));
      await until(() => acknowledged.length - before >= ACKS);
      killServer(clusterOf(live).cluster);
      const since = Date.now();
      killed = true;
      await Promise.all(writers);
      await ask(standby.superuserUrl, 'select pg_promote(true, 30)');
      const ms = Date.now() - since;
      const there = await namesIn(standby.superuserUrl.replace(/postgres$/, 'trellis'));
      const lost = acknowledged.filter(({ name }) => !there.has(name));
      const acks = acknowledged.length - before;
      figure(
        `standby: ${String(acks)} acknowledged by ${String(WRITERS)} writers, primary killed, ${String(lost.length)} lost, promoted after ${String(ms)} ms`,
      );
      expect(lost).toEqual([]);
      expect(acks).toBeGreaterThanOrEqual(ACKS);
    } finally {
      await standby.stop();
    }
  }, 60_000);

  it('says in a rehearsal that the log is shorter than a checkpoint held elsewhere, and leaves nothing', async () => {
    const left = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('trellis-drill-'));
    const before = left();
    const { code, text } = await said((output) =>
      drill(live, taken, { ledger: at('empty'), checkpoint: [at('newer')] }, output),
    );
    expect([code, text]).toEqual([4, expect.stringContaining('shorter than the checkpoint you hold')]);
    expect(left()).toEqual(before);
  }, 60_000);

  it('is here again from backup and archive: who was erased goes before anybody may come in', async () => {
    const there = settings({ TRELLIS_DATA: at('restored'), WAL_ARCHIVE: at('archive') });
    const first = readdirSync(at('archive'));
    const doors: Promise<unknown>[] = [];
    let text = '';
    const hear = (more: string): void => {
      text += more;
      if (more.includes('erased now')) doors.push(openInstallation(there).catch((error: unknown) => error));
    };
    const flags = { ledger: at('ledger'), archive: at('archive'), checkpoint: [at('newer')] };
    const code = await restore(there, taken, flags, { out: hear, err: hear });
    for (const line of text.trim().split('\n')) figure(line);
    expect([code, readdirSync(at('archive'))]).toEqual([0, first]); // until it is settled it is no history
    expect(await Promise.all(doors)).toEqual([
      expect.objectContaining({ message: expect.stringContaining('a restore that was not finished') }),
    ]);
    expect(text).toContain('1 in the ledger, 1 erased now.');
    expect(text).toContain('Data: ok');
    expect(text).toMatch(/Log of downland: All \d+ entries verified/);
    expect(readFileSync(there.erasureLedger, 'utf8')).toBe(readFileSync(at('ledger'), 'utf8'));

    const again = await openInstallation(there);
    const secondLife = Date.now();
    try {
      await ask(superuserOf('restored', again), 'select pg_current_xact_id()');
      const names = await namesIn(superuserOf('restored', again));
      const archived = acknowledged.slice(0, BEFORE + ARCHIVED);
      const lost = archived.filter(({ name }) => !names.has(name)).map(({ name }) => name);
      expect(lost).toEqual(['Early Person 0']);
      expect(names).toContain('Somebody erased');
      const lastChange = Date.parse(/acknowledged at (\S+)\. What/.exec(text)?.[1] ?? '');
      expect(lastChange).toBeGreaterThan(Date.parse(manifest().at));
      const youngest = archived.at(-1)?.at ?? 0;
      figure(
        `archive: ${String(archived.length)} acknowledged before its last stretch, 0 lost; the last change here is ${String(Math.round(youngest - lastChange))} ms from the last of them`,
      );
      // A password of the server that was lost opens nothing here.
      const old = new URL(installation.urls.app);
      old.port = new URL(again.urls.app).port;
      await expect(ask(old.href, 'select 1')).rejects.toThrow('password authentication failed');
      // By its own command too: who is gone stays gone.
      const environment = { TRELLIS_ROOT: ROOT, TRELLIS_DATA: at('restored'), LOG_LEVEL: 'silent' };
      const command = ['dist/bundles/ops.mjs', 'replay-erasures', at('ledger')];
      const done = execFileSync(process.execPath, command, { cwd: ROOT, env: environment, encoding: 'utf8' });
      expect(done).toBe('1 in the ledger, 0 erased now.\n');
    } finally {
      await again.stop();
    }
    // Lost once more before the next backup: the same one, and all that the archive holds, of both lives.
    const from = { root: ROOT, backup: taken, archive: at('archive'), known: manifest().migrations };
    const twice = await restoreCluster({ ...from, data: at('twice') });
    expect(Date.parse(twice.lastChange ?? '')).toBeGreaterThanOrEqual(secondLife);
  }, 90_000);
});
