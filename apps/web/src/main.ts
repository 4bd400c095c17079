import 'reflect-metadata';
import { join } from 'node:path';
import { readGoals } from '@app/board-report';
import { parseMatrix } from '@app/kernel';
import { Drain } from '@app/http';
import { ready, told, untilStopped } from '@app/platform';
import {
  databaseOf,
  engineHash,
  loadSettings,
  readMatrixText,
  readTemplate,
  sessionSecretOf,
  sha256,
} from '@config/settings.js';
import { parse } from 'yaml';
import { createWeb } from './create-web.js';
import { WEB_ENTITIES } from './entities.js';
import { publishedPolicy } from './journeys/information/published-policy.js';

const settings = loadSettings(await told());
const database = databaseOf(settings, ['app', 'auditor']);
const sessionSecret = sessionSecretOf(settings);
const { root } = settings;
const matrix = readMatrixText(root);
const drain = new Drain();
const app = await createWeb(
  {
    layout: {
      baseUrl: settings.baseUrl,
      sessionSecret,
      templates: [
        join(root, 'apps/web/src'),
        join(root, 'node_modules/govuk-frontend/dist'),
        join(root, 'node_modules/@ministryofjustice/frontend'),
      ],
      assets: join(root, 'dist/assets'),
      chromium: settings.chromium,
    },
    platform: {
      ...{
        process: 'web',
        databaseUrl: database.app,
        auditorUrl: database.auditor,
        redisUrl: settings.redisUrl,
      },
      ...{ pool: settings.pool, statementTimeoutMs: 5_000, logLevel: settings.logLevel },
      signIn: {
        ...{ secondFactor: settings.secondFactor, fieldKeyFile: settings.fieldKeyFile },
        ...{ baseUrl: settings.baseUrl, providers: settings.providers },
      },
      ...{ matrix: parseMatrix(matrix), matrixHash: sha256(matrix) },
      entities: WEB_ENTITIES,
    },
    policy: publishedPolicy(parse(readTemplate(root, 'policy/default.yaml'))),
    goals: readGoals(parse(readTemplate(root, 'goals/default.yaml'))),
    engineHash: engineHash(root),
    erasureLedger: settings.erasureLedger,
    demo: settings.demo,
  },
  drain,
);
app.set('trust proxy', settings.trustProxy);
await app.listen(settings.webPort, settings.host);
untilStopped(async () => {
  await drain.stop(app.getHttpServer());
  await app.close();
});
ready();
