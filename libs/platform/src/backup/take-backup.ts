import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { VERSION } from '../database/embedded-postgres.js';
import { BackupRefused, FORMAT, MANIFEST, sealed, stretches, type BackupFile } from './backup-folder.js';

export interface TakenBackup {
  readonly folder: string;
  readonly at: string;
  readonly files: number;
  readonly bytes: number;
  /** True where one broken disk would take both. */
  readonly sameDisk: boolean;
}

/** Of the moment, or of a running server alone: a restored one makes its own. */
const LEFT_OUT = /^(postmaster[.](pid|opts)|server[.]log|backup_label.*|tablespace_map.*|.*[.]signal)$/;
const EMPTY = new Set([
  ...['pg_wal', 'pg_replslot', 'pg_dynshmem', 'pg_notify'],
  ...['pg_serial', 'pg_snapshots', 'pg_stat_tmp', 'pg_subtrans'],
]);
const TEMPORARY = /^(pgsql_tmp|pg_internal[.]init)/;
/** Says which state the other files are of: copied after them. */
const LAST = 'global/pg_control';
const PIECE = 1 << 20;
/** Each is on the disk before the next some: a disk takes many at once nearly as fast as one. */
const AT_ONCE = 32;

/**
 * Copies the cluster of a running server into a new folder below `into`, with the stretches of its log that were written
 * meanwhile: whole by itself. What breaks off leaves nothing behind, and earlier backups as they are.
 *
 * @param superuserUrl of the database whose migrations are written down.
 * @param stopped breaks off between two files.
 */
export async function takeBackup(
  superuserUrl: string,
  into: string,
  stopped?: AbortSignal,
): Promise<TakenBackup> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  const at = new Date().toISOString();
  const folder = join(into, `trellis-${at.replaceAll(':', '-')}`);
  const partial = `${folder}.partial`;
  try {
    mkdirSync(partial, { recursive: true, mode: 0o700 });
    const cluster = (await told(client, `current_setting('data_directory')`)) ?? '';
    // Holds the log of the meantime, and goes with this connection.
    await client.query(`select pg_create_physical_replication_slot('trellis_backup', true, true)`);
    await client.query(`select pg_backup_start('trellis', true)`);
    const { folders, paths } = whatToCopy(cluster);
    for (const each of folders) mkdirSync(join(partial, 'base', each), { recursive: true, mode: 0o700 });
    const files: BackupFile[] = [];
    for (let from = 0; from < paths.length; from += AT_ONCE) {
      stopped?.throwIfAborted();
      const some = paths.slice(from, from + AT_ONCE);
      const copied = await Promise.all(
        some.map((path) => copy(join(cluster, path), partial, `base/${path}`)),
      );
      files.push(...copied.filter((each) => each !== null));
    }
    files.push(...[await copy(join(cluster, LAST), partial, `base/${LAST}`)].filter((each) => each !== null));
    const stop = await client.query<{ label: string; last: string }>(
      'select labelfile as label, pg_walfile_name(lsn) as last from pg_backup_stop(false)',
    );
    const { label = '', last = '' } = stop.rows[0] ?? {};
    files.push(await write(Buffer.from(label), partial, 'base/backup_label'));
    const first = /\(file ([0-9A-F]{24})\)/.exec(label)?.[1] ?? last;
    const log = stretches(first, last);
    for (const name of log) {
      const copied = await copy(join(cluster, 'pg_wal', name), partial, `log/${name}`);
      if (copied === null)
        throw new BackupRefused(`The server has lost its log ${name}. Take another backup.`);
      files.push(copied);
    }
    const migrations = await migrationsOf(client);
    const manifest = { format: FORMAT, at, postgres: VERSION, migrations, log, folders, files };
    await write(Buffer.from(sealed(manifest)), partial, MANIFEST);
    renameSync(partial, folder);
    const bytes = files.reduce((sum, { size }) => sum + size, 0);
    const sameDisk = statSync(cluster).dev === statSync(folder).dev;
    return { folder, at, files: files.length, bytes, sameDisk };
  } catch (error) {
    if (existsSync(partial)) rmSync(partial, { recursive: true });
    throw asRefusal(error, into);
  } finally {
    await client.end();
  }
}

const SAID: Readonly<Record<string, string>> = {
  ENOSPC: 'is full',
  EDQUOT: 'is full',
  EFBIG: 'takes no file of this size',
  EACCES: 'may not be written to',
  EROFS: 'may not be written to',
  ENOTDIR: 'is no folder',
  EEXIST: 'is no folder',
};

const SLOT_TAKEN = '42710';

function asRefusal(error: unknown, into: string): unknown {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (code === SLOT_TAKEN) return new BackupRefused('Another backup is being made: this one was not begun.');
  const said = SAID[code];
  if (said === undefined) return error;
  return new BackupRefused(`${into} ${said}. No backup was made; earlier ones are as they were.`);
}

function whatToCopy(cluster: string): { folders: string[]; paths: string[] } {
  const folders: string[] = [];
  const paths: string[] = [];
  const walk = (below: string): void => {
    for (const entry of readdirSync(join(cluster, below), { withFileTypes: true })) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (LEFT_OUT.test(path) || TEMPORARY.test(entry.name)) continue;
      if (entry.isDirectory()) {
        folders.push(path);
        if (!EMPTY.has(path)) walk(path);
      } else if (entry.isFile()) paths.push(path);
    }
  };
  walk('');
  return { folders, paths: paths.filter((path) => path !== LAST) };
}

async function told(client: pg.Client, what: string): Promise<string | null> {
  const { rows } = await client.query<{ told: string | null }>(`select ${what} as told`);
  return rows[0]?.told ?? null;
}

async function migrationsOf(client: pg.Client): Promise<string[]> {
  if ((await told(client, `to_regclass('public.trellis_migration')`)) === null) return [];
  const { rows } = await client.query<{ name: string }>(
    'select name from public.trellis_migration order by id',
  );
  return rows.map(({ name }) => name);
}

/** @returns null where it is gone meanwhile: the log says so when it is read again. */
async function copy(from: string, into: string, path: string): Promise<BackupFile | null> {
  const source = await open(from, 'r').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  });
  if (source === null) return null;
  try {
    return await write(source.createReadStream({ highWaterMark: PIECE, autoClose: false }), into, path);
  } finally {
    await source.close();
  }
}

/** On the disk when it returns; the hash is of what was written. */
async function write(
  pieces: AsyncIterable<Buffer> | Buffer,
  into: string,
  path: string,
): Promise<BackupFile> {
  const file = join(into, path);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const target = await open(file, 'w', 0o600);
  const hash = createHash('sha256');
  let size = 0;
  try {
    for await (const piece of Buffer.isBuffer(pieces) ? [pieces] : pieces) {
      hash.update(piece);
      await target.writeFile(piece);
      size += piece.length;
    }
    await target.sync();
  } finally {
    await target.close();
  }
  return { path, size, sha256: hash.digest('hex') };
}
