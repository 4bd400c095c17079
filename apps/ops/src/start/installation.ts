import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import {
  ClusterRefused,
  ensureDatabase,
  holdsCluster,
  RESTORING,
  rolePasswords,
  startEmbedded,
  type EmbeddedPostgres,
} from '@app/platform';
import {
  databaseOf,
  SettingsRefused,
  sha256,
  type DatabaseSettings,
  type Settings,
} from '@config/settings.js';
import { migrate } from '../commands/migrate.js';
import { MIGRATIONS } from '../migrations/index.js';
import { otherSupervisor } from './one-at-a-time.js';

/** The database of an installation, up and at this version. */
export interface Installation {
  readonly urls: DatabaseSettings;
  readonly embedded: boolean;
  /** Stops the embedded server; one of somebody else's goes on. */
  stop(): Promise<void>;
  /** For a command beside a running service: stops the server only where this command started it. */
  leave(): Promise<void>;
}

const NAME = 'trellis';

/**
 * Finds the database that the settings name, or starts the one that npm brought along, and migrates it.
 *
 * @throws ClusterRefused where somebody is filling it: to us it would look half filled, and go.
 * @throws SettingsRefused where a restore is under way or broke off: who was erased since may be in there again.
 */
export async function openInstallation(settings: Settings, restoring = false): Promise<Installation> {
  if (!restoring) refuseHalfRestored(settings);
  if (settings.database !== null) {
    const urls = databaseOf(settings, ['app', 'worker', 'migrator', 'auditor', 'sealer']);
    await migrate(urls.migrator);
    const nothing = (): Promise<void> => Promise.resolve();
    return { urls, embedded: false, stop: nothing, leave: nothing };
  }
  const { data, root } = settings;
  if (existsSync(fillingMark(data)) && otherSupervisor(data) !== null)
    throw new ClusterRefused('Downland is being filled here: try again once the service is ready.');
  mkdirSync(data, { recursive: true });
  chmodSync(data, 0o711); // the server may run as another user than we do; every file inside has its own mode
  const server = await startServer(settings);
  try {
    await dropHalfFilled(data, server.superuserUrl);
    const roles = readFileSync(join(root, 'docker/postgres/roles.sql'), 'utf8');
    const urls = await ensureDatabase(
      server.superuserUrl,
      NAME,
      roles,
      rolePasswords(join(data, 'roles.secret')),
    );
    await migrateWhereNeeded(settings, urls.migrator);
    const stop = (): Promise<void> => server.stop();
    return { urls, embedded: true, stop, leave: server.adopted ? () => Promise.resolve() : stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function startServer({ root, data, fsyncMayBeOff, archive }: Settings): Promise<EmbeddedPostgres> {
  return startEmbedded({ root, data, durable: !fsyncMayBeOff, archive });
}

function refuseHalfRestored({ data }: Settings): void {
  if (existsSync(join(data, RESTORING)))
    throw new SettingsRefused([
      `TRELLIS_DATA holds a restore that was not finished: nobody may come in before the ledger of erasures is replayed and all of it checked.`,
    ]);
}

/** The embedded server as it is, for what no role of ours may: a copy of all of it. */
export interface ServerAsItIs extends Pick<Installation, 'leave'> {
  readonly superuserUrl: string;
}

/**
 * Nothing is made and nothing migrated: what is copied before an upgrade is what was there before it.
 *
 * @throws ClusterRefused where there is no database.
 */
export async function openServerAsItIs(settings: Settings): Promise<ServerAsItIs> {
  refuseHalfRestored(settings);
  const { data } = settings;
  if (!holdsCluster(data))
    throw new ClusterRefused(`${data} holds no database. Is TRELLIS_DATA the right one?`);
  const server = await startServer(settings);
  return {
    superuserUrl: server.superuserUrl.replace(/postgres$/, NAME),
    leave: server.adopted ? () => Promise.resolve() : () => server.stop(),
  };
}

/** Stands while a demonstration is being filled: what a killed process left of it is no county. */
export function fillingMark(data: string): string {
  return join(data, 'filling');
}

/** Only the embedded database, and only before anybody has used it: the mark is gone once a county is whole. */
async function dropHalfFilled(data: string, superuserUrl: string): Promise<void> {
  const mark = fillingMark(data);
  if (!existsSync(mark)) return;
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await client.query(`drop database if exists ${NAME} with (force)`);
  } finally {
    await client.end();
  }
  rmSync(join(data, 'migrated'), { force: true });
  rmSync(mark);
}

/** The embedded database changes by nobody's hand but ours: what was migrated by this build is not looked at again. */
async function migrateWhereNeeded({ data, root }: Settings, url: string): Promise<void> {
  const mark = join(data, 'migrated');
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const now = sha256(`${MIGRATIONS.map(({ name }) => name).join('\n')}\n${sha256(lock)}`);
  if (existsSync(mark) && readFileSync(mark, 'utf8') === now) return;
  await migrate(url);
  writeFileSync(mark, now);
}
