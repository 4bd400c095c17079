import type { AreaId } from '@app/kernel';
import type { DataSource } from 'typeorm';
import { anActor } from '../../../../test/factories/an-actor.js';
import { freshDatabase, type TestDatabase } from '../../../../test/database.js';
import { Blobs } from '../blobs/blobs.js';
import { dataSource } from './data-source.js';
import { once } from './idempotency.js';
import { UnitOfWork } from './unit-of-work.js';

const NORTH = '11111111-1111-4111-8111-111111111111' as AreaId;
const SOUTH = '22222222-2222-4222-8222-222222222222' as AreaId;

describe('a repeated request', () => {
  let database: TestDatabase;
  let app: DataSource;
  let work: UnitOfWork;
  let effects = 0;

  beforeAll(async () => {
    database = await freshDatabase();
    app = await dataSource({
      url: database.appUrl,
      pool: 25,
      statementTimeoutMs: 5_000,
      applicationName: 'spec',
      entities: [],
    }).initialize();
    work = new UnitOfWork(app, 'hash');
  });
  afterAll(async () => {
    await app.destroy();
    await database.drop();
  });
  beforeEach(() => (effects = 0));

  const ask = (
    key: string,
    body: string,
    id = '00000000-0000-4000-8000-000000000001',
  ): Promise<{ n: number }> =>
    work.run(anActor({ area: NORTH, id }), NORTH, (tx) =>
      once(tx, { route: 'POST /needs', key, body }, () => Promise.resolve({ n: (effects += 1) })),
    );

  it('has one effect and one answer, twenty at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask('k1', 'same')));
    expect(effects).toBe(1);
    expect(new Set(answers.map((answer) => answer.n))).toEqual(new Set([1]));
  });

  it('is refused when the key comes with another body', async () => {
    await ask('k2', 'first');
    await expect(ask('k2', 'second')).rejects.toThrow('already used');
  });

  it('is another request when another person sends it', async () => {
    await ask('k3', 'same');
    await ask('k3', 'same', '00000000-0000-4000-8000-000000000002');
    expect(effects).toBe(2);
  });

  it('names the key when it is too long', async () => {
    await expect(ask('k'.repeat(300), 'x')).rejects.toMatchObject({ errors: [{ path: 'Idempotency-Key' }] });
  });
});

describe('a stored file', () => {
  const blobs = new Blobs();
  const connected = (url: string): Promise<DataSource> =>
    dataSource({
      ...{ url, pool: 1, statementTimeoutMs: 5_000, applicationName: 'another machine', entities: [] },
    }).initialize();
  let database: TestDatabase;
  let app: DataSource;
  let work: UnitOfWork;
  beforeAll(async () => {
    database = await freshDatabase();
    app = await dataSource({
      url: database.appUrl,
      pool: 2,
      statementTimeoutMs: 5_000,
      applicationName: 'spec',
      entities: [],
    }).initialize();
    work = new UnitOfWork(app, 'hash');
  });
  afterAll(async () => {
    await app.destroy();
    await database.drop();
  });

  it('is found by the hash of its bytes, in its own area alone (U06)', async () => {
    const bytes = Buffer.from('one snapshot');
    const hash = await work.run(anActor({ area: NORTH }), NORTH, (tx) =>
      blobs.put(tx, bytes, 'application/json'),
    );
    expect(await work.run(anActor({ area: NORTH }), NORTH, (tx) => blobs.read(tx, hash))).toEqual(bytes);
    expect(await work.run(anActor({ area: SOUTH }), SOUTH, (tx) => blobs.read(tx, hash))).toBeNull();
  });

  it('is stored again in another area as if nobody had it, and read by whatever process shares the database (U06)', async () => {
    const bytes = Buffer.from('the same in two areas');
    const put = (area: AreaId) =>
      work.run(anActor({ area }), area, (tx) => blobs.put(tx, bytes, 'text/plain'));
    expect(await put(NORTH)).toBe(await put(SOUTH));
    const hash = await put(NORTH);
    const worker = await connected(database.workerUrl);
    const there = new UnitOfWork(worker, 'hash');
    const read = await there.run(anActor({ area: NORTH }), NORTH, (tx) => new Blobs().read(tx, hash));
    await worker.destroy();
    expect(read).toEqual(bytes);
  });

  it('is named and not served where its stored bytes were altered (U06)', async () => {
    const hash = await work.run(anActor({ area: NORTH }), NORTH, (tx) =>
      blobs.put(tx, Buffer.from('as it was'), 'text/plain'),
    );
    const superuser = await connected(database.superuserUrl);
    await superuser.query(
      `set session_replication_role = replica; update platform.blob set bytes = 'as it is' where hash = '${hash}'`,
    );
    await superuser.destroy();
    const read = work.run(anActor({ area: NORTH }), NORTH, (tx) => blobs.read(tx, hash));
    await expect(read).rejects.toThrow(`The stored file ${hash} does not match its hash.`);
  });
});
