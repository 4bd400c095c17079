import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ASSURANCE_ENTITIES } from '@app/assurance';
import { BROKERAGE_ENTITIES } from '@app/brokerage';
import { IDENTITY_ENTITIES } from '@app/identity';
import { IMPACT_ENTITIES } from '@app/impact';
import { NETWORK_ENTITIES } from '@app/network';
import { PROFILES_ENTITIES } from '@app/profiles';
import { SCHOOLS_ENTITIES } from '@app/schools';
import { ENGINE, type BrokerageHouse } from '../../../test/factories/a-brokerage-house.js';
import { theMatrix } from '../../../test/factories/the-matrix.js';
import { startWork } from './work.js';
import { WorkerModule } from './worker.module.js';

/** A worker of one house, at work on its queue. */
export class TestWorker {
  private constructor(
    private readonly worker: INestApplicationContext,
    private readonly stop: () => Promise<void>,
  ) {}

  /** @param redisUrl null where the queue is in PostgreSQL. */
  static async open({ house, clock }: BrokerageHouse, redisUrl: string | null): Promise<TestWorker> {
    const { workerUrl: databaseUrl } = house.database;
    const worker = await NestFactory.createApplicationContext(
      WorkerModule.forRoot({
        platform: {
          ...{ process: 'worker', databaseUrl, auditorUrl: null, pool: 4 },
          ...{ redisUrl, statementTimeoutMs: 30_000, logLevel: 'silent' },
          ...{ matrix: theMatrix(), matrixHash: 'f'.repeat(64), clock },
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
        engineHash: ENGINE,
      }),
    );
    const planThread = join(process.cwd(), 'dist', 'bundles', 'plan.mjs');
    return new TestWorker(worker, startWork(worker, { databaseUrl, sweepMs: 200, planThread }));
  }

  async close(): Promise<void> {
    await this.stop();
    await this.worker.close();
  }
}
