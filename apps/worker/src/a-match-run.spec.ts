import { Logger } from '@nestjs/common';
import { CancelMatchRun, MatchRuns, RequestMatchRun, StartMatchRun } from '@app/brokerage';
import type { MatchRunId } from '@app/kernel';
import { BrokerageHouse, MARLOWE, QUARRY, UPLANDS } from '../../../test/factories/a-brokerage-house.js';
import { NORTH } from '../../../test/factories/an-area.js';
import { redisIsHere, startRedis, type TestRedis } from '../../../test/redis.js';
import { TestWorker } from './a-worker.fixture.js';

const backends = redisIsHere() ? (['PostgreSQL', 'Redis'] as const) : (['PostgreSQL'] as const);

describe.each(backends)('a match run through the queue on %s', (backend) => {
  let house: BrokerageHouse;
  let redis: TestRedis | null = null;
  let worker: TestWorker;

  const openWorker = async (): Promise<void> => {
    worker = await TestWorker.open(house, redis?.url ?? null);
  };
  const closeWorker = (): Promise<void> => worker.close();
  const progress = (id: MatchRunId) => house.asking('broker', (tx) => house.get(MatchRuns).progress(tx, id));
  const ended = async (id: MatchRunId): Promise<string> => {
    for (let tries = 0; tries < 400; tries += 1) {
      const { state } = await progress(id);
      if (state !== 'queued' && state !== 'running') return state;
      await new Promise((later) => setTimeout(later, 50));
    }
    throw new Error('The run never ended.');
  };
  const ask = async () =>
    house.get(RequestMatchRun).execute(await house.as('broker'), NORTH, { needIds: null });
  const resultOf = (id: MatchRunId) =>
    house.asking('broker', async (tx) => (await house.get(MatchRuns).byReference(tx, id)).resultHash);

  beforeAll(async () => {
    Logger.overrideLogger(false);
    redis = backend === 'Redis' ? await startRedis() : null;
    house = await BrokerageHouse.open();
    for (const urn of [MARLOWE, UPLANDS, QUARRY]) await house.offer(urn);
    await house.openNeed();
  });
  afterAll(async () => {
    await house.close();
    redis?.stop();
  });

  it('goes from the page’s request to its result by itself', async () => {
    const { id } = await ask();
    await openWorker();
    expect(await ended(id)).toBe('complete');
    expect(await progress(id)).toMatchObject({ done: 1, total: 1 });
    await closeWorker();
  });

  it('is taken over by a sweep where its process is gone, and ends in the same bytes (P07)', async () => {
    const before = await resultOf((await ask()).id);
    await house.raw(
      `set session_replication_role = replica; update brokerage.match_run set state = 'cancelled'`,
    );
    const { id } = await ask();
    // A process took it, begins, and is gone: its lease runs out, nobody has its shards.
    await house.get(StartMatchRun).execute(NORTH, id);
    await house.raw(
      `set session_replication_role = replica; update platform.outbox set sent_at = now();
       update platform.lease set until = now() - interval '1 second';
       update platform.job_subject set since = now() - interval '1 minute' where subject = '${id}'`,
    );
    await openWorker();
    expect(await ended(id)).toBe('complete');
    expect(await resultOf(id)).toBe(before);
    await closeWorker();
  });

  it('ends cancelled where somebody cancels it before a process takes it', async () => {
    await house.openNeed({ primaryTheme: 'att.strategy' });
    const { id } = await ask();
    await house.get(CancelMatchRun).execute(await house.as('broker'), NORTH, id);
    await openWorker();
    expect(await ended(id)).toBe('cancelled');
    await closeWorker();
  });
});
