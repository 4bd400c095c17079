import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { rolePasswords } from '../database/ensure-database.js';
import {
  clusterOf,
  flagsOf,
  freePort,
  lastLine,
  passwordOf,
  pgCtl,
  SUPERUSER,
  VERSION,
  type Cluster,
} from '../database/embedded-postgres.js';
import { clusterFolder, unprivilegedUser } from '../database/unprivileged.js';
import { BackupRefused, requireUnbroken, requireWhole, type Manifest } from './backup-folder.js';

export interface ToRestore {
  /** The folder that holds node_modules. */
  readonly root: string;
  /** Of the installation that is to be: without a database. */
  readonly data: string;
  readonly backup: string;
  /** Where the server's log went on: all of it is read again. Null: as it was when the backup ended. */
  readonly archive: string | null;
  /** The migrations of this version, oldest first. */
  readonly known: readonly string[];
  /** What is half restored then goes, as where something goes wrong. */
  readonly stopped?: AbortSignal;
}

export interface RestoredCluster {
  readonly manifest: Manifest;
  /** When the last change was acknowledged that is here again; null where none came after the backup began. */
  readonly lastChange: string | null;
}

/** A file of the data folder that stands from before the first file of a restore; whoever has checked all of it takes it away. */
export const RESTORING = 'restoring';
/** What an operator may have brought along already. */
const KEPT_APART = new Set(['seal-keys', 'field.key', 'session.secret', 'erasures.jsonl']);
const MOST_S = '3600';
const LOOK_MS = 100;

/**
 * The cluster of a backup in an empty data folder, its log read to the end, with passwords of its own: those of the
 * server that it was taken from open nothing here. It is stopped again; what goes wrong leaves nothing behind.
 *
 * @throws BackupRefused before anything is written where the backup is not whole or the folder not empty.
 */
export async function restoreCluster(asked: ToRestore): Promise<RestoredCluster> {
  const { root, data, backup, archive, known, stopped } = asked;
  requireRoom(data, backup);
  const manifest = await requireWhole(backup, VERSION, stopped);
  const later = manifest.migrations.find((name, at) => known[at] !== name);
  if (later !== undefined)
    throw new BackupRefused(
      `This backup is of another version: it holds the migration ${later}, which this Trellis does not know.`,
    );
  const beyond = archive === null ? [] : requireUnbroken(archive, manifest.log);
  requireRoom(data, backup); // reading the backup takes long: somebody may have begun here meanwhile
  mkdirSync(data, { recursive: true });
  chmodSync(data, 0o711); // the server may run as another user than we do
  writeFileSync(join(data, RESTORING), manifest.at);
  try {
    const place = clusterOf({ root, data });
    layCluster(place, backup, manifest);
    for (const name of beyond) lay(place, join(archive ?? '', name), join('pg_wal', name));
    const lastChange = await readLogToItsEnd(place, stopped);
    archiveTheFork(place);
    givePasswords(place, data);
    return { manifest, lastChange };
  } catch (error) {
    rmSync(clusterHome(data), { recursive: true, force: true });
    for (const name of strangersIn(data)) rmSync(join(data, name), { recursive: true, force: true });
    throw error;
  }
}

function requireRoom(data: string, backup: string): void {
  const from = relative(resolve(backup), resolve(data));
  if (!from.startsWith('..') && !isAbsolute(from))
    throw new BackupRefused(`${data} lies in the backup itself: restore to a folder of its own.`);
  if (!existsSync(data)) return;
  if (!statSync(data).isDirectory()) throw new BackupRefused(`${data} is no folder.`);
  const [taken] = strangersIn(data);
  if (taken !== undefined)
    throw new BackupRefused(`${data} is not empty (${taken}): restore to a folder of its own.`);
}

function strangersIn(data: string): string[] {
  return readdirSync(data).filter((name) => !KEPT_APART.has(name));
}

/** Where the cluster of a data folder lies, so that a rehearsal can take it away. */
export function clusterHome(data: string): string {
  return clusterFolder(data, unprivilegedUser());
}

/** The files of a whole backup where a server finds them. */
export function layCluster(place: Cluster, backup: string, { folders, files }: Manifest): void {
  for (const folder of ['', ...folders]) {
    const made = join(place.cluster, folder);
    mkdirSync(made, { recursive: true, mode: 0o700 });
    own(place, made);
  }
  for (const { path } of files)
    lay(place, join(backup, path), path.replace(/^base\//, '').replace(/^log\//, 'pg_wal/'));
}

function lay(place: Cluster, from: string, to: string): void {
  const file = join(place.cluster, to);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  copyFileSync(from, file);
  chmodSync(file, 0o600);
  own(place, file);
}

function own({ as }: Cluster, path: string): void {
  if (as !== null) chownSync(path, as.uid, as.gid);
}

/** As a restore from an archive, so that the history forks here and what is written from now on has names of its own. */
async function readLogToItsEnd(place: Cluster, stopped?: AbortSignal): Promise<string | null> {
  const { binaries, home, as, cluster } = place;
  const signal = join(cluster, 'recovery.signal');
  writeFileSync(signal, '');
  own(place, signal);
  const said = join(cluster, 'server.log');
  const settings = {
    ...{ port: await freePort(), listen_addresses: '127.0.0.1', unix_socket_directories: '' },
    // All of the log lies in its place: the command to fetch more of it only fails. Started once it is read.
    ...{ restore_command: 'false', hot_standby: 'off', archive_mode: 'off', timezone: 'UTC' },
    ...{ log_timezone: 'UTC', log_min_messages: 'log' },
  };
  const flags = ['-D', cluster, '-l', said, '-w', '-t', MOST_S, '-o', flagsOf(settings)];
  const stop = (how: string): Promise<void> =>
    pgCtl(binaries, home, as, ['stop', '-D', cluster, '-m', how, '-w', '-t', '60']);
  const log = (): string => (existsSync(said) ? readFileSync(said, 'utf8') : '');
  try {
    stopped?.throwIfAborted();
    await pgCtl(binaries, home, as, ['start', ...flags]);
    // It counts as started while it still reads; it takes connections once it has read all.
    while (!log().includes('ready to accept connections')) {
      if (!existsSync(join(cluster, 'postmaster.pid'))) throw new Error('it ended');
      stopped?.throwIfAborted();
      await new Promise((later) => setTimeout(later, LOOK_MS));
    }
  } catch (error) {
    await stop('immediate').catch(() => undefined); // it may have ended by itself
    stopped?.throwIfAborted();
    const because = /FATAL: +(.*)/.exec(log())?.[1] ?? lastLine(error);
    throw new BackupRefused(`The server could not read its log to the end: ${because}.`);
  }
  await stop('fast');
  stopped?.throwIfAborted();
  const last = /last completed transaction was at log time (\S+ \S+)[+]00/.exec(
    readFileSync(said, 'utf8'),
  )?.[1];
  return last === undefined ? null : `${last.replace(' ', 'T')}Z`;
}

/** The fork goes to the archive as soon as there is one: without it nothing after it could be found there. */
function archiveTheFork(place: Cluster): void {
  const log = join(place.cluster, 'pg_wal');
  const newest = readdirSync(log)
    .filter((name) => name.endsWith('.history'))
    .sort()
    .at(-1);
  const mark = join(log, 'archive_status', `${newest ?? ''}.ready`);
  writeFileSync(mark, '', { mode: 0o600 });
  own(place, mark);
}

/** By a server that nobody can connect to. */
function givePasswords({ binaries, home, as, cluster }: Cluster, data: string): void {
  const roles = Object.entries(rolePasswords(join(data, 'roles.secret')));
  const all = [[SUPERUSER, passwordOf(data)], ...roles.map(([name, each]) => [`trellis_${name}`, each])];
  const sql = all.map(
    ([name, each]) =>
      `do $$ begin if exists (select from pg_roles where rolname = '${name ?? ''}') then alter role ${name ?? ''} password '${each ?? ''}'; end if; end $$;`,
  );
  const flags = ['--single', '-D', cluster, 'postgres'];
  const done = spawnSync(join(binaries, 'bin', 'postgres'), flags, {
    ...{ ...as, cwd: home, env: {}, input: `${sql.join('\n')}\n`, encoding: 'utf8' },
  });
  if (done.status !== 0 || done.stderr.includes('ERROR'))
    throw new BackupRefused('The restored database takes no new passwords.');
}
