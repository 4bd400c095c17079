import type { AreaId } from '@app/kernel';
import { anActor } from '../../../../test/factories/an-actor.js';
import { freshDatabase, type TestDatabase } from '../../../../test/database.js';
import type { DataSource } from 'typeorm';
import { dataSource } from './data-source.js';
import { PatientClient } from './patient-client.js';
import { UnitOfWork } from './unit-of-work.js';

const NORTH = '11111111-1111-4111-8111-111111111111' as AreaId;
const SOUTH = '22222222-2222-4222-8222-222222222222' as AreaId;
/** More often than the server wants to see a statement before it makes a plan for any value. */
const OFTEN = 12;

describe('a connection to the database', () => {
  let database: TestDatabase;
  let source: DataSource;
  let work: UnitOfWork;

  beforeAll(async () => {
    database = await freshDatabase();
    source = dataSource({
      url: database.appUrl,
      pool: 1,
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

  const codes = (area: AreaId, over: string): Promise<string[]> =>
    work.run(anActor({ area }), area, async (tx) => {
      const rows = await tx.query<{ code: string }>(
        'select code from schools.area where code > $1 order by code collate "C"',
        [over],
      );
      return rows.map(({ code }) => code);
    });

  it('has a statement planned once, and gives each area its own rows by it', async () => {
    for (const [area, code] of [
      [NORTH, 'north'],
      [SOUTH, 'south'],
    ] as const)
      await work.run(anActor({ area }), area, async (tx) => {
        await tx.query(
          `insert into schools.area (id, code, name, controller) values ($1, $2, $2, 'The Council')`,
          [area, code],
        );
        await tx.query(`select audit.record('area.create', 'done', null, 'schools.area:x', '{}', '{}')`);
      });
    for (let time = 0; time < OFTEN; time += 1) expect(await codes(NORTH, 'a')).toEqual(['north']);
    expect(await codes(SOUTH, 'a')).toEqual(['south']);
    expect(await codes(NORTH, 'o')).toEqual([]);
    const kept = await work.run(anActor({ area: NORTH }), NORTH, (tx) =>
      tx.query<{ n: number; plans: number }>(
        `select count(*)::int as n, sum(generic_plans)::int as plans from pg_prepared_statements
         where statement like 'select code from schools.area %'`,
      ),
    );
    expect(kept).toEqual([{ n: 1, plans: expect.any(Number) as number }]);
    expect(kept[0]!.plans).toBeGreaterThan(0);
  });

  it('that is lost while nobody asks it is an error of whoever asks next, and ends no process', async () => {
    const client = new PatientClient({ connectionString: database.appUrl });
    await client.connect();
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    const ended = new Promise((resolve) => client.once('end', resolve));
    await source.query('select pg_terminate_backend($1::int)', [rows[0]!.pid]);
    await ended;
    await expect(client.query('select 1')).rejects.toThrow();
  });

  it('keeps so many plans and no more', async () => {
    for (let column = 0; column < 320; column += 1)
      await source.query(`select $1::int + ${String(column)} as sum`, [1]);
    const [row] = await source.query<[{ n: number }]>(
      'select count(*)::int as n from pg_prepared_statements',
    );
    expect(row.n).toBe(300);
    expect(await source.query('select $1::int + 319 as sum', [1])).toEqual([{ sum: 320 }]);
  });
});
