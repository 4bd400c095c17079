import { runMigrations } from 'bullmq';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { MIGRATIONS } from '../migrations/index.js';

/** Any number of `migrate` at once: one works, the rest wait and find nothing to do. */
const ADVISORY_LOCK = 7_235_001;

/**
 * Brings the database to this version: our SQL, then BullMQ's own schema.
 *
 * @param url of the migrator role; everything made belongs to `trellis_owner`.
 * @returns the names of the migrations that ran, oldest first; empty where there was nothing to do.
 */
export async function migrate(url: string): Promise<readonly string[]> {
  const database = new DataSource({
    type: 'postgres',
    url,
    migrations: [...MIGRATIONS],
    migrationsTableName: 'trellis_migration',
    migrationsTransactionMode: 'each',
    extra: { max: 2, options: '-c role=trellis_owner' },
  });
  await database.initialize();
  const lock = database.createQueryRunner();
  try {
    await lock.query('select pg_advisory_lock($1)', [ADVISORY_LOCK]);
    await refuseAnUnknownHistory(database);
    const ran = await database.runMigrations();
    await migrateQueue(url);
    return ran.map((migration) => migration.name);
  } finally {
    await lock.query('select pg_advisory_unlock($1)', [ADVISORY_LOCK]).catch(() => undefined);
    await lock.release();
    await database.destroy();
  }
}

/** A database from a later version, or with a migration of somebody else's, is refused by name rather than guessed at. */
async function refuseAnUnknownHistory(database: DataSource): Promise<void> {
  const [found] = await database.query<{ there: boolean }[]>(
    `select to_regclass('public.trellis_migration') is not null as there`,
  );
  if (!found?.there) return;
  const ran = await database.query<{ name: string }[]>('select name from trellis_migration order by id');
  const stranger = ran.find((row, at) => MIGRATIONS[at]?.name !== row.name);
  if (stranger) throw new MigrationUnknown(stranger.name);
}

export class MigrationUnknown extends Error {
  constructor(readonly migration: string) {
    super(
      `This database holds the migration ${migration}, which this version of Trellis does not know. Nothing was changed.`,
    );
  }
}

/** BullMQ's PostgreSQL backend does not create its schema by itself. */
async function migrateQueue(url: string): Promise<void> {
  const client = new Client({ connectionString: url, options: '-c role=trellis_owner' });
  await client.connect();
  try {
    await runMigrations(client, 'bullmq');
    await client.query(`
      grant select on public.trellis_migration to trellis_app, trellis_worker;
      grant usage on schema bullmq to trellis_app, trellis_worker;
      grant select, insert, update, delete on all tables in schema bullmq to trellis_app, trellis_worker;
      grant usage on all sequences in schema bullmq to trellis_app, trellis_worker;
      grant execute on all functions in schema bullmq to trellis_app, trellis_worker`);
  } finally {
    await client.end();
  }
}
