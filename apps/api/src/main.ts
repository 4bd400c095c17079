import 'reflect-metadata';
import { BOARD_REPORT_ENTITIES, readGoals } from '@app/board-report';
import { BROKERAGE_ENTITIES } from '@app/brokerage';
import { IDENTITY_ENTITIES } from '@app/identity';
import { IMPACT_ENTITIES } from '@app/impact';
import { parseMatrix } from '@app/kernel';
import { Drain } from '@app/http';
import { ready, told, untilStopped } from '@app/platform';
import { PROFILES_ENTITIES } from '@app/profiles';
import { SCHOOLS_ENTITIES } from '@app/schools';
import {
  databaseOf,
  engineHash,
  loadSettings,
  readApiDocument,
  readMatrixText,
  readTemplate,
  sessionSecretOf,
  sha256,
} from '@config/settings.js';
import { parse } from 'yaml';
import { createApi } from './create-api.js';

const settings = loadSettings(await told());
const database = databaseOf(settings, ['app', 'auditor']);
const sessionSecret = sessionSecretOf(settings);
const matrix = readMatrixText(settings.root);
const drain = new Drain();
const app = await createApi(
  {
    platform: {
      ...{
        process: 'api',
        databaseUrl: database.app,
        auditorUrl: database.auditor,
        redisUrl: settings.redisUrl,
      },
      ...{ pool: settings.pool, statementTimeoutMs: 5_000, logLevel: settings.logLevel },
      ...{ matrix: parseMatrix(matrix), matrixHash: sha256(matrix) },
      entities: [
        ...[...IDENTITY_ENTITIES, ...SCHOOLS_ENTITIES, ...PROFILES_ENTITIES],
        ...[...BROKERAGE_ENTITIES, ...IMPACT_ENTITIES, ...BOARD_REPORT_ENTITIES],
      ],
    },
    cursorSecret: sha256(`cursors of ${sessionSecret}`),
    document: readApiDocument(settings.root),
    engineHash: engineHash(settings.root),
    goals: readGoals(parse(readTemplate(settings.root, 'goals/default.yaml'))),
    receiptToken: settings.mail.receiptToken,
    baseUrl: settings.baseUrl,
  },
  drain,
);
app.set('trust proxy', settings.trustProxy);
await app.listen(settings.apiPort, settings.host);
untilStopped(async () => {
  await drain.stop(app.getHttpServer());
  await app.close();
});
ready();
