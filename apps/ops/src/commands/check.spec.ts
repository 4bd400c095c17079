import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SealKeys } from '@app/audit';
import { requireSafeRedis } from '@app/platform';
import { readSettings } from '@config/settings.js';
import { Client } from 'pg';
import { freshDatabase, type TestDatabase } from '../../../../test/database.js';
import { redisIsHere, startRedis } from '../../../../test/redis.js';
import { check, type ToCheck } from './check.js';

/** Nothing listens there. */
const NOWHERE = '127.0.0.1:9';

describe('trellis check', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.drop());

  async function run(change: Partial<ToCheck> = {}) {
    let [out, err] = ['', ''];
    const output = { out: (text: string) => (out += text), err: (text: string) => (err += text) };
    const here: ToCheck = {
      urls: { app: database.appUrl, worker: database.workerUrl, migrator: database.migratorUrl },
      ...{ redisUrl: null, sealKeys: '/no/such/folder', fsyncMayBeOff: true, close: () => Promise.resolve() },
      ...change,
    };
    return { code: await check(() => Promise.resolve(here), {}, output), out, err };
  }
  const asOwner = async (sql: string): Promise<void> => {
    const client = new Client({ connectionString: database.superuserUrl });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };

  it('is content with what the migrations made, and says what was waived', async () => {
    expect(await run()).toEqual({
      code: 0,
      out: 'settings: ok\ndatabase: ok\nqueue: ok\nkeys: ok\n',
      err: 'Waived: this database may lose what it has acknowledged.\n',
    });
  });

  it('names a table whose walls are down, exit 4', async () => {
    await asOwner('alter table profiles.need no force row level security');
    const { code, out } = await run();
    expect(code).toBe(4);
    expect(out.match(/The table profiles[.]need does not force/g)).toHaveLength(1);
    await asOwner('alter table profiles.need force row level security');
    expect(await run()).toMatchObject({ code: 0 });
  });

  it('refuses a role that could see past the walls', async () => {
    const { code, out } = await run({
      urls: {
        ...{ app: database.superuserUrl, worker: database.workerUrl, migrator: database.migratorUrl },
      },
    });
    expect(code).toBe(4);
    expect(out).toContain('is a superuser');
  });

  it('refuses a signing key that others may read, exit 6', async () => {
    const sealKeys = mkdtempSync(join(tmpdir(), 'trellis-check-'));
    new SealKeys(sealKeys).keyOf('downland', true);
    expect(await run({ sealKeys })).toMatchObject({ code: 0 });
    chmodSync(join(sealKeys, 'downland.key'), 0o644);
    const { code, out } = await run({ sealKeys });
    expect([code, out]).toEqual([6, expect.stringContaining('downland.key: chmod 600 it')]);
    rmSync(sealKeys, { recursive: true });
  });

  (redisIsHere() ? it : it.skip).each([
    [{ policy: 'allkeys-lru' }, 'maxmemory-policy allkeys-lru'],
    [{ policy: 'volatile-ttl' }, 'maxmemory-policy volatile-ttl'],
    [{ appends: 'no' }, 'set appendonly to yes'],
  ] as const)('refuses a Redis that forgets, exit 6: %j (P05)', async (change, says) => {
    const redis = await startRedis(change);
    const { code, out } = await run({ redisUrl: redis.url });
    expect([code, out]).toEqual([6, expect.stringContaining(says)]);
    await expect(requireSafeRedis(redis.url)).rejects.toThrow(says);
    redis.stop();
  });

  (redisIsHere() ? it : it.skip)(
    'takes one that keeps everything, and waits for one that is away (P05)',
    async () => {
      const redis = await startRedis();
      expect((await run({ redisUrl: redis.url })).out).toContain('queue: ok');
      redis.stop();
      await expect(requireSafeRedis(redis.url)).resolves.toBeUndefined();
      await expect(requireSafeRedis(null)).resolves.toBeUndefined();
    },
  );

  it('names a migration that has not run', async () => {
    await asOwner('delete from trellis_migration where id = (select max(id) from trellis_migration)');
    expect((await run()).out).toMatch(/The migration \w+ has not run: run `trellis migrate`/);
  });

  it('says which service is missing, exit 5', async () => {
    const away = `postgres://trellis_app:x@${NOWHERE}/trellis`;
    expect(await run({ urls: { app: away, worker: away, migrator: away } })).toMatchObject({
      code: 5,
      out: 'settings: ok\ndatabase: 1 to mend\n  The database does not answer.\n',
    });
    expect(await run({ redisUrl: `redis://${NOWHERE}` })).toMatchObject({
      code: 5,
      out: expect.stringContaining('The queue does not answer.') as string,
    });
  });

  it('stops at settings that are not safe, every variable named, exit 6', async () => {
    let out = '';
    const output = { out: (text: string) => (out += text), err: () => undefined };
    const connect = (): Promise<ToCheck> => {
      readSettings({ HOST: '0.0.0.0', TRELLIS_DEMO: 'on', SESSION_SECRET: 'changeme' });
      return Promise.reject(new Error('These settings were let through.'));
    };
    expect(await check(connect, { json: true }, output)).toBe(6);
    expect(out).toContain('SESSION_SECRET is a placeholder');
    expect(out).toContain('TRELLIS_DEMO');
  });
});
