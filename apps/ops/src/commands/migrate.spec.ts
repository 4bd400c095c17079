import { Client } from 'pg';
import { emptyDatabase, freshDatabase, type TestDatabase } from '../../../../test/database.js';
import { MIGRATIONS } from '../migrations/index.js';
import { migrate } from './migrate.js';

describe('trellis migrate', () => {
  let empty: Awaited<ReturnType<typeof emptyDatabase>>;
  let full: TestDatabase;
  const ask = async <Row>(url: string, sql: string): Promise<Row[]> => {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(sql)).rows as Row[];
    } finally {
      await client.end();
    }
  };

  beforeAll(async () => {
    empty = await emptyDatabase();
    full = await freshDatabase();
  });
  afterAll(async () => {
    await full.drop();
    await empty.drop();
  });

  it('run three times at once works once, and the others wait and find nothing to do (O02)', async () => {
    const ran = await Promise.all([1, 2, 3].map(() => migrate(empty.urls.migrator)));
    expect(ran.map(({ length }) => length).sort((a, b) => a - b)).toEqual([0, 0, MIGRATIONS.length]);
    const rows = await ask<{ name: string }>(
      empty.urls.migrator,
      'select name from trellis_migration order by id',
    );
    expect(rows.map((row) => row.name)).toEqual(MIGRATIONS.map((each) => each.name));
  }, 120_000);

  it('is refused by name on the database of a later version, and changes nothing (O02)', async () => {
    await ask(
      full.superuserUrl,
      `insert into trellis_migration (timestamp, name) values (1999999999999, 'FromTheFuture1999999999999')`,
    );
    await expect(migrate(full.migratorUrl)).rejects.toThrow('the migration FromTheFuture1999999999999');
    await ask(full.superuserUrl, `delete from trellis_migration where name like 'FromTheFuture%'`);
    await expect(migrate(full.migratorUrl)).resolves.toEqual([]);
  });

  it.each(['appUrl', 'workerUrl', 'auditorUrl'] as const)(
    'is refused to %s, which serves a door (O02)',
    async (role) => {
      await expect(migrate(full[role])).rejects.toThrow(/permission denied|trellis_owner/);
    },
  );

  it.each(MIGRATIONS.map((Made) => [new Made().name, new Made()] as const))(
    'never goes down: %s (O02)',
    async (_name, migration) => {
      await expect(migration.down()).rejects.toThrow('restore a backup instead');
    },
  );
});
