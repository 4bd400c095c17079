import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engineHash, readMatrixText, sha256 } from '@config/settings.js';
import { BROKERAGE_ENTITIES, BrokerageModule } from '@app/brokerage';
import { IDENTITY_ENTITIES } from '@app/identity';
import { parseMatrix } from '@app/kernel';
import { ensureDatabase, PlatformModule, Queues, rolePasswords, startEmbedded } from '@app/platform';
import { PROFILES_ENTITIES } from '@app/profiles';
import { SCHOOLS_ENTITIES } from '@app/schools';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { RoomsInHand } from '../commands/console.js';
import { migrate } from '../commands/migrate.js';

/** An installation for one trial: nothing of the operator's own is in reach. */
export interface OwnDatabase {
  readonly rooms: Pick<RoomsInHand, 'get'>;
  readonly databaseUrl: string;
  /** Stops everything; a folder that was made for the trial goes with it. */
  close(): Promise<void>;
}

/** A folder that holds something already: named, never touched. */
export class FolderRefused extends Error {}

/** @param folder where the trial's data stay; null for a temporary one. @throws FolderRefused */
export async function openOwnDatabase(root: string, folder: string | null): Promise<OwnDatabase> {
  const data = folder === null ? mkdtempSync(join(tmpdir(), 'trellis-trial-')) : emptyFolder(folder);
  chmodSync(data, 0o711); // the server may run as another user than we do
  const forget = (): void => {
    if (folder === null) rmSync(data, { recursive: true, force: true });
  };
  try {
    const server = await startEmbedded({ root, data, durable: true });
    try {
      const rolesSql = readFileSync(join(root, 'docker/postgres/roles.sql'), 'utf8');
      const passwords = rolePasswords(join(data, 'roles.secret'));
      const urls = await ensureDatabase(server.superuserUrl, 'trellis_trial', rolesSql, passwords);
      await migrate(urls.migrator);
      const app = await wire(root, urls.worker);
      const get = <Room>(room: abstract new (...parts: never[]) => Room): Room =>
        app.get<Room>(room, { strict: false });
      const close = async (): Promise<void> => {
        await get(Queues).close();
        await app.close();
        await server.stop();
        forget();
      };
      return { rooms: { get }, databaseUrl: urls.worker, close };
    } catch (error) {
      await server.stop();
      throw error;
    }
  } catch (error) {
    forget();
    throw error;
  }
}

function emptyFolder(folder: string): string {
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new FolderRefused(`${folder} is not empty: a trial has a data folder of its own.`);
  mkdirSync(folder, { recursive: true });
  return folder;
}

function wire(root: string, databaseUrl: string) {
  const matrix = readMatrixText(root);
  const platform = PlatformModule.forRoot({
    ...{ process: 'ops', databaseUrl, auditorUrl: null, redisUrl: null, pool: 6 },
    ...{ statementTimeoutMs: 120_000, logLevel: 'error' },
    ...{ matrix: parseMatrix(matrix), matrixHash: sha256(matrix) },
    entities: [...IDENTITY_ENTITIES, ...SCHOOLS_ENTITIES, ...PROFILES_ENTITIES, ...BROKERAGE_ENTITIES],
  });
  Logger.overrideLogger(false);
  const imports = [platform, BrokerageModule.forRoot(engineHash(root))];
  return NestFactory.createApplicationContext({ module: class TrialModule {}, imports });
}
