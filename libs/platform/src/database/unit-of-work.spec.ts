import type { AreaId } from '@app/kernel';
import { anActor } from '../../../../test/factories/an-actor.js';
import { freshDatabase, type TestDatabase } from '../../../../test/database.js';
import type { DataSource } from 'typeorm';
import { dataSource } from './data-source.js';
import { inArea, TransactionEnded, type Tx } from './tx.js';
import { UnitInsideUnit, UnitOfWork } from './unit-of-work.js';

const NORTH = '11111111-1111-4111-8111-111111111111' as AreaId;
const SOUTH = '22222222-2222-4222-8222-222222222222' as AreaId;

describe('a unit of work', () => {
  let database: TestDatabase;
  let source: DataSource;
  let work: UnitOfWork;
  const actor = anActor({ area: NORTH });

  beforeAll(async () => {
    database = await freshDatabase();
    source = dataSource({
      url: database.appUrl,
      pool: 5,
      statementTimeoutMs: 5_000,
      applicationName: 'spec',
      entities: [],
    });
    await source.initialize();
    work = new UnitOfWork(source, 'matrix-hash');
  });
  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  const addArea = (tx: Tx, id: AreaId, code: string): Promise<unknown> =>
    tx.query(`insert into schools.area (id, code, name, controller) values ($1, $2, $2, 'The Council')`, [
      id,
      code,
    ]);
  const record = (tx: Tx): Promise<unknown> =>
    tx.query(`select audit.record('area.create', 'done', null, 'schools.area:x', '{}', '{}')`);
  const count = async (): Promise<number> => {
    const [row] = await work.run(actor, NORTH, (tx) =>
      tx.query<{ n: number }>('select count(*)::int as n from schools.area'),
    );
    return row!.n;
  };

  it('keeps what was done, once it returns', async () => {
    await work.run(actor, NORTH, async (tx) => {
      await addArea(tx, NORTH, 'north');
      await record(tx);
    });
    expect(await count()).toBe(1);
  });

  it('asks once for what every part of a page asks alike, and anew once a verb says that it changed', async () => {
    const answers = await work.run(actor, NORTH, async (tx) => {
      let asked = 0;
      const names = (): Promise<number> =>
        tx.once('names', () => {
          asked += 1;
          return Promise.resolve(asked);
        });
      const before = await Promise.all([names(), names(), names()]);
      tx.changed('names');
      return [...before, await names()];
    });
    expect(answers).toEqual([1, 1, 1, 2]);
  });

  it('keeps nothing of a verb that fails half way', async () => {
    const failing = work.run(actor, NORTH, async (tx) => {
      await tx.query(`update schools.area set name = 'changed' where ${inArea(tx)}`);
      await record(tx);
      throw new Error('half way');
    });
    await expect(failing).rejects.toThrow('half way');
    const [row] = await work.run(actor, NORTH, (tx) =>
      tx.query<{ name: string }>('select name from schools.area'),
    );
    expect(row!.name).toBe('north');
  });

  it('refuses a change that no act in the audit log explains, by raw SQL too (A06)', async () => {
    const silent = work.run(actor, NORTH, (tx) =>
      tx.query(`update schools.area set name = 'silent' where ${inArea(tx)}`),
    );
    await expect(silent).rejects.toThrow('no act in the audit log');
  });

  it('sees no other area, even without the application’s own condition', async () => {
    await work.run(anActor({ area: SOUTH }), SOUTH, async (tx) => {
      await addArea(tx, SOUTH, 'south');
      await record(tx);
      expect(await tx.query('select code from schools.area')).toEqual([{ code: 'south' }]);
    });
    expect(await count()).toBe(1);
  });

  it('cannot write a row of another area', async () => {
    const foreign = work.run(actor, NORTH, (tx) =>
      addArea(tx, '33333333-3333-4333-8333-333333333333' as AreaId, 'east'),
    );
    await expect(foreign).rejects.toThrow('row-level security');
  });

  it('leaves no area behind on the pooled connection', async () => {
    await work.run(actor, NORTH, (tx) => tx.query('select 1'));
    const [row] = await source.query<{ area: string | null }[]>('select platform.area() as area');
    expect(row!.area).toBeNull();
  });

  it('throws at once when one unit starts inside another (R12)', async () => {
    const nested = work.run(actor, NORTH, () => work.run(actor, NORTH, (tx) => tx.query('select 1')));
    await expect(nested).rejects.toThrow(UnitInsideUnit);
  });

  it('throws when its tx is used after it ended (R12)', async () => {
    let kept: Tx | undefined;
    await work.run(actor, NORTH, (tx) => {
      kept = tx;
      return Promise.resolve();
    });
    await expect(kept!.query('select 1')).rejects.toThrow(TransactionEnded);
  });

  it('answers a hundred at once on a pool of five (R12)', async () => {
    const all = await Promise.all(
      Array.from({ length: 100 }, () => work.run(actor, NORTH, (tx) => tx.query('select pg_sleep(0.005)'))),
    );
    expect(all).toHaveLength(100);
  });
});
