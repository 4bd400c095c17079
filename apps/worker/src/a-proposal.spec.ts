import { Logger, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ASSURANCE_ENTITIES } from '@app/assurance';
import {
  Agreements,
  AnswerSounding,
  BROKERAGE_ENTITIES,
  MakeProposal,
  MatchRuns,
  NeedCandidates,
  RequestMatchRun,
  SoundOut,
} from '@app/brokerage';
import { IDENTITY_ENTITIES } from '@app/identity';
import { IMPACT_ENTITIES } from '@app/impact';
import { NETWORK_ENTITIES } from '@app/network';
import type { NeedId } from '@app/kernel';
import { PROFILES_ENTITIES, WithdrawNeed } from '@app/profiles';
import { SCHOOLS_ENTITIES } from '@app/schools';
import { BrokerageHouse, ENGINE, MARLOWE, NOW } from '../../../test/factories/a-brokerage-house.js';
import { NORTH } from '../../../test/factories/an-area.js';
import { theMatrix } from '../../../test/factories/the-matrix.js';
import { startWork } from './work.js';
import { WorkerModule } from './worker.module.js';

describe('a proposal, while nobody looks', () => {
  let house: BrokerageHouse;
  let worker: INestApplicationContext;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    house = await BrokerageHouse.open();
    await house.offer(MARLOWE);
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
    stop = startWork(worker, { databaseUrl: workerUrl, sweepMs: 100 });
  });
  afterAll(async () => {
    await stop();
    await worker.close();
    await house.close();
  });
  beforeEach(() => house.clock.set(NOW));

  const soundedOut = async (need: NeedId): Promise<{ reference: string; request: string }> => {
    const broker = await house.as('broker');
    const { id: run } = await house.get(RequestMatchRun).execute(broker, NORTH, { needIds: [need] });
    await eventually('complete', async () => {
      const { state } = await house.asking('broker', (tx) => house.get(MatchRuns).progress(tx, run));
      return state;
    });
    const listed = await house.asking('broker', (tx) => house.get(NeedCandidates).ofNeed(tx, need));
    const { offer } = listed.candidates[0]!;
    const { reference } = await house.get(MakeProposal).execute(broker, NORTH, { run, need, offer });
    const request = await house.get(SoundOut).execute(broker, NORTH, { proposal: reference, version: 1 });
    return { reference, request };
  };
  const becomes = (reference: string, wanted: string): Promise<void> =>
    eventually(wanted, async () => {
      const { state } = await house.asking('broker', (tx) => house.get(Agreements).proposal(tx, reference));
      return state;
    });

  it('lapses by itself when the supporter’s days for an answer are over, and the need is open again', async () => {
    const need = await house.openNeed();
    const { reference } = await soundedOut(need);
    house.clock.set(new Date('2026-12-03T00:30:00Z'));
    await becomes(reference, 'lapsed');
    expect(await house.needState(need)).toBe('open');
  });

  it('ends when the head withdraws the request, and the supporter has its days back', async () => {
    const need = await house.openNeed();
    const { reference, request } = await soundedOut(need);
    await house
      .get(AnswerSounding)
      .execute(await house.as('head', MARLOWE), NORTH, { request, version: 1, answer: 'yes' });
    const [row] = await house.house.asSuperuser<{ reference: string; version: number }>(
      'select reference, version from profiles.need where id = $1',
      [need],
    );
    await house
      .get(WithdrawNeed)
      .execute(await house.as('asker'), NORTH, { need: row!.reference, version: row!.version });
    await becomes(reference, 'lapsed');
    const [booked] = await house.house.asSuperuser<{ n: number }>(
      'select sum(booked)::int as n from profiles.capacity_window',
    );
    expect(booked?.n).toBe(0);
  });
});

async function eventually(wanted: string, look: () => Promise<string>): Promise<void> {
  let state = '';
  for (let tries = 0; tries < 300 && state !== wanted; tries += 1) {
    await new Promise((later) => setTimeout(later, 50));
    state = await look();
  }
  expect(state).toBe(wanted);
}
