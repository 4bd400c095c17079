import 'reflect-metadata';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { ASSURANCE_ENTITIES } from '@app/assurance';
import { SealBatch, SealKeys } from '@app/audit';
import { BROKERAGE_ENTITIES } from '@app/brokerage';
import { IDENTITY_ENTITIES, linkKey } from '@app/identity';
import { IMPACT_ENTITIES } from '@app/impact';
import { NETWORK_ENTITIES } from '@app/network';
import { parseMatrix } from '@app/kernel';
import {
  Log,
  mailerOf,
  NestLog,
  ready,
  requireSafeRedis,
  SealerUnitOfWork,
  told,
  untilStopped,
} from '@app/platform';
import { PROFILES_ENTITIES } from '@app/profiles';
import { SCHOOLS_ENTITIES } from '@app/schools';
import {
  databaseOf,
  engineHash,
  loadSettings,
  readMatrixText,
  sessionSecretOf,
  sha256,
} from '@config/settings.js';
import { stillWaits } from './still-waits.js';
import { startWork } from './work.js';
import { WorkerModule } from './worker.module.js';

/** A job may take long where a page may not: the register is written in one transaction. */
const STATEMENT_MS = 60_000;

const settings = loadSettings(await told());
await requireSafeRedis(settings.redisUrl);
const database = databaseOf(settings, ['worker', 'sealer']);
const sessionSecret = sessionSecretOf(settings);
const matrix = readMatrixText(settings.root);
const options = {
  platform: {
    ...{
      process: 'worker' as const,
      databaseUrl: database.worker,
      auditorUrl: null,
      sealerUrl: database.sealer,
      redisUrl: settings.redisUrl,
    },
    ...{ pool: settings.pool, statementTimeoutMs: STATEMENT_MS, logLevel: settings.logLevel },
    ...{ matrix: parseMatrix(matrix), matrixHash: sha256(matrix) },
    entities: [
      ...IDENTITY_ENTITIES,
      ...SCHOOLS_ENTITIES,
      ...PROFILES_ENTITIES,
      ...BROKERAGE_ENTITIES,
      ...IMPACT_ENTITIES,
      ...ASSURANCE_ENTITIES,
      ...NETWORK_ENTITIES,
    ],
  },
  engineHash: engineHash(settings.root),
};
// Nest declares its options as a class and takes literals.
// eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment
const app = await NestFactory.createApplicationContext(WorkerModule.forRoot(options), {
  logger: new NestLog(new Log('worker', settings.logLevel)),
});
const mailer = mailerOf(settings.mail.transport, app.get(Log, { strict: false }));
const post = {
  ...{ mailer, baseUrl: settings.baseUrl, linkKey: linkKey(sessionSecret) },
  stillWaits: stillWaits(app),
};
const sealer = app.get(SealerUnitOfWork, { strict: false });
const seal = new SealBatch(sealer, new SealKeys(settings.sealKeys), new URL(settings.baseUrl).hostname);
const stopWork = startWork(app, {
  ...{ databaseUrl: database.worker, post, seal },
  planThread: join(settings.root, 'dist', 'bundles', 'plan.mjs'),
});
untilStopped(async () => {
  await stopWork();
  await mailer.close();
  await app.close();
});
ready();
