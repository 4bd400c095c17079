import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDatabase, roleUrls, type RoleUrls } from '@app/platform';
import { Client } from 'pg';

export interface TestDatabase {
  readonly appUrl: string;
  readonly workerUrl: string;
  readonly migratorUrl: string;
  readonly auditorUrl: string;
  readonly sealerUrl: string;
  readonly superuserUrl: string;
  drop(): Promise<void>;
}

interface Cluster {
  readonly superuserUrl: string;
  readonly passwords: Parameters<typeof roleUrls>[2];
}

const MIGRATED = 'trellis_template';

/** A database of this spec's own, copied from the migrated template. */
export function freshDatabase(): Promise<TestDatabase> {
  return copied(MIGRATED, `spec_${randomBytes(6).toString('hex')}`);
}

/** A database of this spec's own with our roles and nothing in it: no migration has run. */
export async function emptyDatabase(): Promise<{ readonly urls: RoleUrls; drop(): Promise<void> }> {
  const { superuserUrl, passwords } = cluster();
  const name = `empty_${randomBytes(6).toString('hex')}`;
  const roles = readFileSync(join(__dirname, '../docker/postgres/roles.sql'), 'utf8');
  const urls = await ensureDatabase(superuserUrl, name, roles, passwords);
  return { urls, drop: () => asSuperuser(superuserUrl, [`drop database ${name} with (force)`]) };
}

/**
 * A database of this spec's own, copied from one that is furnished once in a run: to furnish takes seconds, a copy a
 * tenth of one.
 *
 * @param furnish leaves no connection behind; what it answers (ids, tokens) is told with every copy, as JSON holds it.
 */
export async function furnishedDatabase<Told>(
  name: string,
  furnish: (database: TestDatabase) => Promise<Told>,
): Promise<{ readonly database: TestDatabase; readonly told: Told }> {
  const furnished = `furnished_${name}`;
  const client = new Client({ connectionString: cluster().superuserUrl });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(hashtext($1))', [furnished]); // other workers wait for the first
    let told = await toldOf(client, furnished);
    if (told === null) {
      const making = await copied(MIGRATED, `${furnished}_${randomBytes(6).toString('hex')}`);
      told = JSON.stringify(await furnish(making));
      const made = new URL(making.superuserUrl).pathname.slice(1);
      await client.query(`alter database ${made} rename to ${furnished}`);
      await client.query(`comment on database ${furnished} is ${client.escapeLiteral(told)}`);
    }
    await client.query('select pg_advisory_unlock(hashtext($1))', [furnished]);
    const database = await copied(furnished, `spec_${randomBytes(6).toString('hex')}`);
    return { database, told: JSON.parse(told) as Told };
  } finally {
    await client.end();
  }
}

async function toldOf(client: Client, name: string): Promise<string | null> {
  const { rows } = await client.query<{ told: string | null }>(
    `select shobj_description(oid, 'pg_database') as told from pg_database where datname = $1`,
    [name],
  );
  return rows[0]?.told ?? null;
}

function cluster(): Cluster {
  const told = process.env['TRELLIS_TEST_CLUSTER'];
  if (told === undefined) throw new Error('No test database: run this spec in the "database" project.');
  return JSON.parse(told) as Cluster;
}

async function copied(template: string, name: string): Promise<TestDatabase> {
  const { superuserUrl, passwords } = cluster();
  // By files: by way of the log, as is the default, takes eight times as long.
  await asSuperuser(superuserUrl, [
    `create database ${name} owner trellis_owner template ${template} strategy file_copy`,
  ]);
  const urls = roleUrls(superuserUrl, name, passwords);
  return {
    appUrl: urls.app,
    workerUrl: urls.worker,
    migratorUrl: urls.migrator,
    auditorUrl: urls.auditor,
    sealerUrl: urls.sealer,
    superuserUrl: superuserUrl.replace(/postgres$/, name),
    drop: () => asSuperuser(superuserUrl, [`drop database ${name} with (force)`]),
  };
}

async function asSuperuser(url: string, statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
