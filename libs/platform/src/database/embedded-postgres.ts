import { execFile } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { completeLinks, copyBinaries, findBinaries } from './postgres-binaries.js';
import { clusterFolder, othersMayPass, unprivilegedUser, type RunAs } from './unprivileged.js';

const run = promisify(execFile);
export const SUPERUSER = 'trellis_superuser';
export const VERSION = '18';

export interface EmbeddedOptions {
  /** The folder that holds node_modules. */
  readonly root: string;
  /** Where the cluster and its secrets are kept. */
  readonly data: string;
  /** False for the test cluster alone: a crash may lose what it acknowledged (the waiver `embedded-test-fsync-off`). */
  readonly durable: boolean;
  /** A folder to which the server's log is copied as it fills, at the latest each minute. Left out: nowhere. */
  readonly archive?: string | null;
}

export interface EmbeddedPostgres {
  readonly port: number;
  /** Of the superuser, to the database `postgres`: for making roles and databases, never for a door. */
  readonly superuserUrl: string;
  /** True where a server of an earlier start was still running. */
  readonly adopted: boolean;
  stop(): Promise<void>;
}

/** A data folder that is not safe or not ours: named, never touched. */
export class ClusterRefused extends Error {}

/**
 * Starts the PostgreSQL that came with npm, or takes over the one an earlier start left running. It listens on the
 * loopback alone, wants a password (random, in a file of mode 0600), and runs as an unprivileged user when we are root.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { as, home, cluster, binaries } = clusterOf(options);
  const password = passwordOf(options.data);
  if (existsSync(join(cluster, 'PG_VERSION'))) refuseUnsafe(cluster, as);
  else await initialise(binaries, home, cluster, password, as);

  const running = await findRunning(cluster, password);
  const port = running ?? (await start(binaries, home, cluster, as, options, password));
  return {
    port,
    superuserUrl: urlOf(port, password),
    adopted: running !== null,
    stop: async () => {
      await pgCtl(binaries, home, as, ['stop', '-D', cluster, '-m', 'fast', '-w', '-t', '20']).catch(
        () => undefined,
      );
    },
  };
}

/** Where the cluster of a data folder lies, and what runs it. */
export interface Cluster {
  readonly as: RunAs | null;
  readonly home: string;
  readonly cluster: string;
  readonly binaries: string;
}

export function clusterOf({ root, data }: Pick<EmbeddedOptions, 'root' | 'data'>): Cluster {
  const as = unprivilegedUser();
  const home = clusterFolder(data, as);
  const native = findBinaries(root);
  completeLinks(native);
  const binaries = as !== null && !othersMayPass(native) ? copyBinaries(native, home) : native;
  return { as, home, cluster: join(home, 'data'), binaries };
}

/** Makes nothing, as `clusterOf` does. */
export function holdsCluster(data: string): boolean {
  const places = [join(data, 'postgres'), join(data, 'location.json')];
  return (
    places.some((place) => existsSync(place)) &&
    existsSync(join(clusterFolder(data, unprivilegedUser()), 'data', 'PG_VERSION'))
  );
}

function urlOf(port: number, password: string): string {
  return `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres`;
}

export function passwordOf(data: string): string {
  const file = join(data, 'superuser.secret');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

async function initialise(
  binaries: string,
  home: string,
  cluster: string,
  password: string,
  as: RunAs | null,
): Promise<void> {
  rmSync(cluster, { recursive: true, force: true }); // left half made by an earlier start
  mkdirSync(cluster, { recursive: true });
  chmodSync(cluster, 0o700);
  const secret = join(home, 'initial.secret');
  writeFileSync(secret, password, { mode: 0o600 });
  if (as !== null) for (const path of [cluster, secret]) chownSync(path, as.uid, as.gid);
  const flags = [
    '-D',
    cluster,
    '-U',
    SUPERUSER,
    '--auth=scram-sha-256',
    `--pwfile=${secret}`,
    '--encoding=UTF8',
    '--locale=C',
    '--no-instructions',
  ];
  try {
    await run(join(binaries, 'bin', 'initdb'), flags, { ...as, cwd: home, env: {} });
  } catch (error) {
    rmSync(cluster, { recursive: true, force: true });
    throw new ClusterRefused(`The database could not be initialised in ${cluster}: ${lastLine(error)}`);
  } finally {
    rmSync(secret, { force: true });
  }
}

function refuseUnsafe(cluster: string, as: RunAs | null): void {
  const { mode, uid } = lstatSync(cluster);
  if ((mode & 0o077) !== 0)
    throw new ClusterRefused(
      `The data folder ${cluster} can be read by others. Take their rights away first.`,
    );
  const owner = as?.uid ?? process.getuid?.() ?? uid;
  if (uid !== owner) throw new ClusterRefused(`The data folder ${cluster} belongs to another user.`);
  const version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (version !== VERSION)
    throw new ClusterRefused(
      `The data folder ${cluster} is of PostgreSQL ${version}; this Trellis brings ${VERSION}.`,
    );
}

/** @returns the port of a live server of exactly this folder; null after clearing away what a dead one left. */
async function findRunning(cluster: string, password: string): Promise<number | null> {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n').map(Number);
  if (pid !== undefined && port !== undefined && isAlive(pid)) {
    // It may be still coming up after a crash, or going down.
    for (let attempt = 0; attempt < 50 && isAlive(pid); attempt += 1) {
      if (await serves(port, password, cluster)) return port;
      if (!isPostgres(pid)) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    if (isAlive(pid) && isPostgres(pid))
      throw new ClusterRefused(`The data folder ${cluster} is in use by process ${pid}.`);
  }
  rmSync(file, { force: true });
  return null;
}

async function serves(port: number, password: string, cluster: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: urlOf(port, password), connectionTimeoutMillis: 1_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    return rows[0]?.data_directory === cluster;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Where the system tells: a number given to another program since is no server. */
function isPostgres(pid: number): boolean {
  const file = `/proc/${pid}/comm`;
  return !existsSync(file) || readFileSync(file, 'utf8').startsWith('postgres');
}

async function start(
  binaries: string,
  home: string,
  cluster: string,
  as: RunAs | null,
  { durable, archive }: EmbeddedOptions,
  password: string,
): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const settings = {
      port,
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      max_connections: 200,
      timezone: 'UTC',
      log_timezone: 'UTC',
      idle_in_transaction_session_timeout: 15_000,
      ...(durable ? {} : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }),
      ...(archive ? archiving(archive, as) : {}),
    };
    try {
      await pgCtl(binaries, home, as, [
        'start',
        '-D',
        cluster,
        '-l',
        join(cluster, 'server.log'),
        '-w',
        '-t',
        '60',
        '-o',
        flagsOf(settings),
      ]);
      if (await serves(port, password, cluster)) return port;
      throw new ClusterRefused(`The database in ${cluster} started and does not let us in.`);
    } catch (error) {
      if (attempt === 3)
        throw new ClusterRefused(
          `The database in ${cluster} did not start: ${lastLine(error)} See ${join(cluster, 'server.log')}.`,
        );
    }
  }
}

/** Each stretch of the log once, under its own name, never half: by the server's own library, not by a shell. */
function archiving(folder: string, as: RunAs | null): Readonly<Record<string, string>> {
  if (/['"$`]/.test(folder))
    throw new ClusterRefused('The folder of the archive has a quotation mark or a dollar sign in its name.');
  if (!existsSync(folder)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (as !== null) chownSync(folder, as.uid, as.gid);
  }
  return {
    ...{ archive_mode: 'on', archive_library: 'basic_archive', archive_timeout: '60' },
    'basic_archive.archive_directory': folder,
  };
}

/** For `-o`, which passes a shell. */
export function flagsOf(settings: Readonly<Record<string, string | number>>): string {
  const quote = process.platform === 'win32' ? '"' : "'";
  const said = (value: string | number): string =>
    /^[\w.-]+$/.test(String(value)) ? String(value) : quote + String(value) + quote;
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${said(value)}`)
    .join(' ');
}

export async function pgCtl(
  binaries: string,
  home: string,
  as: RunAs | null,
  flags: string[],
): Promise<void> {
  await run(join(binaries, 'bin', 'pg_ctl'), flags, { ...as, cwd: home, env: {} });
}

export function lastLine(error: unknown): string {
  const said = error instanceof Error ? error.message.trim().split('\n').at(-1) : undefined;
  return said ?? 'no reason was given.';
}

const BELOW_OUTGOING = { from: 10_240, to: 32_000 } as const;

/**
 * A port that nobody listens on. It lies below the range from which systems take the ports of outgoing connections:
 * one from that range can be lost to any connection made between asking and listening.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 50; tries += 1) {
    const port = randomInt(BELOW_OUTGOING.from, BELOW_OUTGOING.to);
    if (await isFree(port)) return port;
  }
  throw new Error('There is no free port.');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
