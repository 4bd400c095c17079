import { execFile, execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Logger } from '@nestjs/common';
import { SealBatch, SealKeys } from '@app/audit';
import {
  dataSource,
  SealerUnitOfWork,
  startEmbedded,
  type EmbeddedPostgres,
  type Manifest,
} from '@app/platform';
import { readSettings, type Settings } from '@config/settings.js';
import { Client } from 'pg';
import { backup } from '../../apps/ops/src/commands/backup.js';
import type { RoomsInHand } from '../../apps/ops/src/commands/console.js';
import { createArea } from '../../apps/ops/src/commands/create-area.js';
import { invitePerson } from '../../apps/ops/src/commands/invite-person.js';
import { drill, restore, type RestoreFlags } from '../../apps/ops/src/commands/restore.js';
import { openRooms } from '../../apps/ops/src/open.js';
import { openInstallation, type Installation } from '../../apps/ops/src/start/installation.js';
import { sealed } from '../../libs/platform/src/backup/backup-folder.js';
import { layCluster } from '../../libs/platform/src/backup/restore-cluster.js';
import { clusterOf } from '../../libs/platform/src/database/embedded-postgres.js';

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

  const said = async (
    run: (output: { out(text: string): void; err(text: string): void }) => Promise<number>,
  ) => {
    let text = '';
    const add = (more: string): void => void (text += more);
    const code = await run({ out: add, err: add });
    return { code, text };
  };
  const ask = async <Row>(url: string, sql: string): Promise<Row[]> => {
    const client = new Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    return client
      .query(sql)
      .then(({ rows }) => rows as Row[])
      .finally(() => client.end());
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
  const seal = async (file: string): Promise<void> => {
    const [area] = await ask<{ id: string }>(installation.superuserUrl ?? '', 'select id from schools.area');
    const url = installation.urls.sealer;
    const told = { url, pool: 1, statementTimeoutMs: 30_000, applicationName: 'spec', entities: [] };
    const pool = await dataSource(told).initialize();
    const batch = new SealBatch(
      new SealerUnitOfWork(pool, 'f'.repeat(64)),
      new SealKeys(at('keys')),
      'trellis.example',
    );
    await batch.execute({ area: (area?.id ?? null) as never, code: 'downland' });
    await pool.destroy();
    const [newest] = await ask<{ note: string }>(
      installation.superuserUrl ?? '',
      'select note from audit.checkpoint where area_id is not null order by size desc limit 1',
    );
    writeFileSync(file, newest?.note ?? '');
  };
  const until = async (holds: () => Promise<boolean>): Promise<void> => {
    for (let tries = 0; tries < 300; tries += 1) {
      if (await holds()) return;
      await new Promise((later) => setTimeout(later, 100));
    }
    throw new Error('It never came to this.');
  };

  beforeAll(async () => {
    Logger.overrideLogger(false);
    installation = await openInstallation(live);
    await ask(installation.superuserUrl ?? '', `alter system set wal_keep_size = '512MB'`);
    rooms = await openRooms(live, installation.urls);
    const area = { name: 'Downland', controller: 'Downland Council', schools: 'none' };
    expect(await said((output) => createArea(rooms, ROOT, 'downland', area, output))).toMatchObject({
      code: 0,
    });
    for (let one = 0; one < BEFORE; one += 1) await invite(`Early Person ${String(one)}`);
    await seal(at('checkpoint'));
    const made = await said((output) => backup(live, at('backups'), { json: true }, output));
    expect(made).toMatchObject({ code: 0 });
    warned = made.text;
    taken = (
      JSON.parse(made.text.split('\n').find((line) => line.startsWith('{')) ?? '{}') as { folder: string }
    ).folder;
    const [first] = await ask<{ area_id: string; id: string }>(
      installation.superuserUrl ?? '',
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
    await ask(installation.superuserUrl ?? '', 'select pg_switch_wal()');
    await seal(at('newer'));
    const [stretch] = await ask<{ name: string }>(
      installation.superuserUrl ?? '',
      'select pg_walfile_name(pg_switch_wal()) as name',
    );
    await until(() =>
      Promise.resolve(
        readdirSync(at('archive')).some((each) => each >= (stretch?.name ?? 'G') && each.length === 24),
      ),
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

  it('loses nothing that was acknowledged where the primary is killed beside a synchronous standby', async () => {
    const primary = installation.superuserUrl ?? '';
    const standby = await aStandby(primary);
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
      await until(() => Promise.resolve(acknowledged.length - before >= ACKS));
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
    const there = settings({ TRELLIS_DATA: at('restored') });
    const doors: Promise<unknown>[] = [];
    let text = '';
    const hear = (more: string): void => {
      text += more;
      if (more.includes('erased now')) doors.push(openInstallation(there).catch((error: unknown) => error));
    };
    const flags = { ledger: at('ledger'), archive: at('archive'), checkpoint: [at('newer')] };
    const code = await restore(there, taken, flags, { out: hear, err: hear });
    for (const line of text.trim().split('\n')) figure(line);
    expect(code).toBe(0);
    expect(await Promise.all(doors)).toEqual([
      expect.objectContaining({ message: expect.stringContaining('a restore that was not finished') }),
    ]);
    expect(text).toContain('1 in the ledger, 1 erased now.');
    expect(text).toContain('Data: ok');
    expect(text).toMatch(/Log of downland: All \d+ entries verified/);
    expect(readFileSync(there.erasureLedger, 'utf8')).toBe(readFileSync(at('ledger'), 'utf8'));

    const again = await openInstallation(there);
    try {
      const names = await namesIn(again.superuserUrl ?? '');
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
  }, 90_000);

  /** From the same backup, and the same binaries. */
  async function aStandby(primary: string): Promise<EmbeddedPostgres> {
    const data = at('standby');
    mkdirSync(data);
    chmodSync(data, 0o711);
    cpSync(join(at('live'), 'superuser.secret'), join(data, 'superuser.secret'));
    const place = clusterOf({ root: ROOT, data });
    layCluster(place, taken, manifest());
    const { username, password, port } = new URL(primary);
    const from = `host=127.0.0.1 port=${port} user=${username} password=${password} application_name=standby`;
    const files = { 'standby.signal': '', 'postgresql.auto.conf': `primary_conninfo = '${from}'\n` };
    for (const [name, content] of Object.entries(files)) {
      writeFileSync(join(place.cluster, name), content, { mode: 0o600 });
      if (place.as !== null) chownSync(join(place.cluster, name), place.as.uid, place.as.gid);
    }
    return startEmbedded({ root: ROOT, data, durable: true });
  }
});

/** The server and all that it has started, at once: as where a machine goes down. */
function killServer(cluster: string): void {
  const pid = Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
  const children = readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === pid;
    } catch {
      return false; // gone meanwhile
    }
  });
  for (const each of [pid, ...children.map(Number)])
    try {
      process.kill(each, 'SIGKILL');
    } catch {
      // gone already
    }
}
