import { randomBytes } from 'node:crypto';
import { roleUrls } from '@app/platform';
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

/** A database of this spec's own, copied from the migrated template. */
export async function freshDatabase(): Promise<TestDatabase> {
  const told = process.env['TRELLIS_TEST_CLUSTER'];
  if (told === undefined) throw new Error('No test database: run this spec in the "database" project.');
  const { superuserUrl, passwords } = JSON.parse(told) as Cluster;
  const name = `spec_${randomBytes(6).toString('hex')}`;
  await asSuperuser(superuserUrl, [`create database ${name} owner trellis_owner template trellis_template`]);
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
