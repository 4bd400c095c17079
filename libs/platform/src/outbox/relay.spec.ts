import type { AreaId } from '@app/kernel';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { anActor } from '../../../../test/factories/an-actor.js';
import { freshDatabase, type TestDatabase } from '../../../../test/database.js';
import { dataSource } from '../database/data-source.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { Log } from '../logging/log.js';
import { Queues } from '../queue/queues.js';
import { Outbox } from './outbox.js';
import { Relay } from './relay.js';

const AREAS = ['1', '2', '3'].map((n) => `${n.repeat(8)}-1111-4111-8111-111111111111` as AreaId);

describe('the outbox and its relay', () => {
  let database: TestDatabase;
  let app: DataSource;
  let work: UnitOfWork;
  let queues: Queues;
  let relay: Relay;
  const outbox = new Outbox();
  const lines: string[] = [];

  beforeEach(async () => {
    database = await freshDatabase();
    app = await dataSource({
      url: database.appUrl,
      pool: 3,
      statementTimeoutMs: 5_000,
      applicationName: 'spec',
      entities: [],
    }).initialize();
    work = new UnitOfWork(app, 'hash');
    queues = new Queues({ databaseUrl: database.workerUrl, redisUrl: null });
    relay = new Relay(
      database.workerUrl,
      queues,
      new Log('spec', 'info', { write: (line) => lines.push(line) }),
      50,
    );
  });
  afterEach(async () => {
    await queues.close();
    await app.destroy();
    await database.drop();
  });

  const put = (area: AreaId, key: string, schemaVersion = 1): Promise<void> =>
    work.run(anActor({ area }), area, (tx) =>
      outbox.put(tx, { kind: 'spec.event', key, ids: { run: key }, schemaVersion }),
    );

  it('carries the rows of three areas without knowing an area itself (P08)', async () => {
    for (const [at, area] of AREAS.entries()) await put(area, `key-${String(at)}`);
    expect(await relay.round()).toBe(3);
    expect(await queues.waiting('spec.event')).toBe(3);
    expect(await relay.round()).toBe(0);
    await relay.stop();
  });

  it('keeps a message back until its change has committed, and drops it with the change', async () => {
    const undone = work.run(anActor({ area: AREAS[0]! }), AREAS[0]!, async (tx) => {
      await outbox.put(tx, { kind: 'spec.event', key: 'undone', ids: {}, schemaVersion: 1 });
      throw new Error('rolled back');
    });
    await expect(undone).rejects.toThrow('rolled back');
    expect(await relay.round()).toBe(0);
    await relay.stop();
  });

  it('sends one message for one key, put twice (R08)', async () => {
    await put(AREAS[0]!, 'once');
    await put(AREAS[0]!, 'once');
    expect(await relay.round()).toBe(1);
    await relay.stop();
  });

  it('carries what has lain there for a week, and once, also where it is put again a week after (R08)', async () => {
    const aWeekPasses = async (): Promise<void> => {
      const client = new Client({ connectionString: database.superuserUrl });
      await client.connect();
      await client.query(
        `update platform.outbox set put_at = put_at - interval '7 days', sent_at = sent_at - interval '7 days'`,
      );
      await client.end();
    };
    await put(AREAS[0]!, 'late');
    await aWeekPasses();
    expect(await relay.round()).toBe(1);
    await aWeekPasses();
    await put(AREAS[0]!, 'late');
    expect(await relay.round()).toBe(0);
    expect(await queues.waiting('spec.event')).toBe(1);
    await relay.stop();
  });

  it('parks a row of a version it does not know, and goes on with later rows (R08, P06)', async () => {
    await put(AREAS[0]!, 'from-the-future', 999);
    await put(AREAS[0]!, 'known');
    await relay.round();
    expect(await queues.waiting('spec.event')).toBe(1);
    expect(lines.join('')).toContain('outbox row parked');
    await relay.stop();
  });

  it('wakes at once when something is put', async () => {
    const slow = new Relay(database.workerUrl, queues, new Log('spec', 'silent'), 60_000);
    slow.start();
    await new Promise((resolve) => setTimeout(resolve, 200));
    const arrived = new Promise<string>((resolve) =>
      queues.work('spec.event', (job) => {
        resolve(job.id);
        return Promise.resolve();
      }),
    );
    await put(AREAS[0]!, 'woken');
    expect(await arrived).toBe('woken');
    await slow.stop();
    await relay.stop();
  });

  it.each(['platform.outbox', 'identity.session', 'identity.token', 'identity.account'])(
    'shows %s to no door directly',
    async (table) => {
      await expect(
        work.run(anActor({ area: AREAS[0]! }), AREAS[0]!, (tx) => tx.query(`select * from ${table}`)),
      ).rejects.toThrow('permission denied');
      await relay.stop();
    },
  );
});
