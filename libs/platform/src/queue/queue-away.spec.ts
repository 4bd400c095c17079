import { FaultProxy } from '../../../../test/faults/fault-proxy.js';
import { freshDatabase, type TestDatabase } from '../../../../test/database.js';
import { redisIsHere, startRedis, type TestRedis } from '../../../../test/redis.js';
import type { AreaId } from '@app/kernel';
import { anActor } from '../../../../test/factories/an-actor.js';
import { dataSource } from '../database/data-source.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Log } from '../logging/log.js';
import { Outbox } from '../outbox/outbox.js';
import { Relay } from '../outbox/relay.js';
import { Queues } from './queues.js';

const AREA = '11111111-1111-4111-8111-111111111111' as AreaId;
const backends = redisIsHere() ? (['PostgreSQL', 'Redis'] as const) : (['PostgreSQL'] as const);
const data = { v: 1 as const, ids: { run: 'r1' } };

describe.each(backends)('the queue on %s, when it does not answer any more', (backend) => {
  let database: TestDatabase;
  let redis: TestRedis | null = null;
  let proxy: FaultProxy;
  let queues: Queues;

  beforeAll(async () => {
    database = await freshDatabase();
    redis = backend === 'Redis' ? await startRedis() : null;
    const behind = Number(new URL(redis?.url ?? database.workerUrl).port);
    proxy = await FaultProxy.before(() => behind, 7);
  });
  beforeEach(() => {
    const by = database.workerUrl.replace(/:\d+\//, `:${String(proxy.port)}/`);
    queues = new Queues({
      databaseUrl: redis ? database.workerUrl : by,
      redisUrl: redis && `redis://127.0.0.1:${String(proxy.port)}`,
      closeMs: 500,
    });
  });
  afterEach(() => proxy.set('none'));
  afterAll(async () => {
    await proxy.close();
    redis?.stop();
    await database.drop();
  });

  it('is closed all the same, with a worker and while it is asked (P05)', async () => {
    await queues.add('away', 'job-1', data);
    queues.work('away-too', () => Promise.resolve());
    await queues.waiting('away-too');
    await proxy.set('swallow');
    queues.waiting('away').catch(() => undefined);
    await expect(queues.close()).resolves.toBeUndefined();
  });

  it('keeps no row of the outbox claimed, and gets each once when it is back (P05, R08)', async () => {
    const app = await dataSource({
      ...{ url: database.appUrl, pool: 2, statementTimeoutMs: 5_000, applicationName: 'spec', entities: [] },
    }).initialize();
    const relay = new Relay(database.workerUrl, queues, new Log('spec', 'silent'), 50, () => true, 300);
    await queues.waiting('spec.event');
    await new UnitOfWork(app, 'hash').run(anActor({ area: AREA }), AREA, (tx) =>
      new Outbox().put(tx, { kind: 'spec.event', key: `of-${backend}`, ids: {}, schemaVersion: 1 }),
    );
    await proxy.set('stall');
    await expect(relay.round()).rejects.toThrow('The queue does not answer.');
    await proxy.set('none');
    await relay.round();
    expect(await queues.waiting('spec.event')).toBe(1);
    await relay.stop();
    await queues.close();
    await app.destroy();
  });
});
