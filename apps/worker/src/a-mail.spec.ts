import { Logger, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ASSURANCE_ENTITIES } from '@app/assurance';
import { BROKERAGE_ENTITIES } from '@app/brokerage';
import { IDENTITY_ENTITIES, linkKey } from '@app/identity';
import { IMPACT_ENTITIES } from '@app/impact';
import { NETWORK_ENTITIES } from '@app/network';
import { PROFILES_ENTITIES, RaiseNeed } from '@app/profiles';
import { SCHOOLS_ENTITIES } from '@app/schools';
import { AMailServer } from '../../../test/factories/a-mail-server.js';
import { BrokerageHouse, EASTMARSH, ENGINE } from '../../../test/factories/a-brokerage-house.js';
import { NORTH } from '../../../test/factories/an-area.js';
import { theMatrix } from '../../../test/factories/the-matrix.js';
import { stillWaits } from './still-waits.js';
import { startWork } from './work.js';
import { WorkerModule } from './worker.module.js';

describe('a mail, while nobody looks', () => {
  let house: BrokerageHouse;
  let server: AMailServer;
  let worker: INestApplicationContext;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    [house, server] = [await BrokerageHouse.open(), await AMailServer.open()];
    const { workerUrl } = house.house.database;
    worker = await NestFactory.createApplicationContext(
      WorkerModule.forRoot({
        platform: {
          ...{ process: 'worker', databaseUrl: workerUrl, auditorUrl: null, pool: 4, redisUrl: null },
          ...{ statementTimeoutMs: 30_000, logLevel: 'silent', clock: house.clock },
          ...{ matrix: theMatrix(), matrixHash: 'f'.repeat(64) },
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
    const post = {
      ...{ mailer: server.mailer, baseUrl: 'https://trellis.example.org', linkKey: linkKey('s'.repeat(32)) },
      stillWaits: stillWaits(worker),
    };
    stop = startWork(worker, { databaseUrl: workerUrl, sweepMs: 100, post });
  });
  afterAll(async () => {
    await stop();
    await worker.close();
    await server.close();
    await house.close();
  });

  it('leaves by the queue as soon as its cause has committed, kept back ones by the sweep, and each once', async () => {
    const raise = async (): Promise<string> => {
      const asked = {
        ...{ urn: EASTMARSH, primaryTheme: 'att.severe', keyStages: ['KS3'], priority: 'now' },
        ...{ sendThread: 'None known.', wantedOutcome: 'Pupils come back to school.' },
        ...{ halfDaysWanted: 2, windowFrom: '2026/27-3', windowTo: '2026/27-4', modes: ['in_person'] },
      };
      return (await house.get(RaiseNeed).execute(await house.as('asker'), NORTH, asked)).reference;
    };
    const now = await raise();
    await eventually(() => arrived(now));
    house.clock.set(new Date('2026-11-25T20:00:00Z'));
    const later = await raise();
    await new Promise((passes) => setTimeout(passes, 500));
    expect(arrived(later)).toBe(0);
    house.clock.set(new Date('2026-11-26T07:00:00Z'));
    await eventually(() => arrived(later));
    await new Promise((passes) => setTimeout(passes, 500));
    // The first was not taken up on its day, so that an adviser has it too (C-21); the second came this morning.
    expect([arrived(now), arrived(later)]).toEqual([2, 1]);
  });

  const arrived = (reference: string): number =>
    server.arrived.filter(({ text }) => text.includes(`Subject: A request that cannot wait (${reference})`))
      .length;
});

async function eventually(look: () => number): Promise<void> {
  for (let tries = 0; tries < 300 && look() === 0; tries += 1)
    await new Promise((later) => setTimeout(later, 50));
  expect(look()).toBe(1);
}
