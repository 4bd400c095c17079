import { chmodSync, chownSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SealBatch, SealKeys } from '@app/audit';
import {
  dataSource,
  SealerUnitOfWork,
  startEmbedded,
  type EmbeddedPostgres,
  type Manifest,
} from '@app/platform';
import { Client } from 'pg';
import { layCluster } from '../../libs/platform/src/backup/restore-cluster.js';
import { clusterOf } from '../../libs/platform/src/database/embedded-postgres.js';

interface Words {
  out(text: string): void;
  err(text: string): void;
}

/** What a command says, and its exit code. */
export async function said(run: (output: Words) => Promise<number>): Promise<{ code: number; text: string }> {
  let text = '';
  const add = (more: string): void => void (text += more);
  const code = await run({ out: add, err: add });
  return { code, text };
}

export async function ask<Row>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return client
    .query(sql)
    .then(({ rows }) => rows as Row[])
    .finally(() => client.end());
}

export async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await holds()) return;
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error('It never came to this.');
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Seals the log of the one area, and keeps its checkpoint in a file. */
export async function seal(superuser: string, sealer: string, keys: string, file: string): Promise<void> {
  const [area] = await ask<{ id: string }>(superuser, 'select id from schools.area');
  const told = { url: sealer, pool: 1, statementTimeoutMs: 30_000, applicationName: 'spec', entities: [] };
  const pool = await dataSource(told).initialize();
  const batch = new SealBatch(
    new SealerUnitOfWork(pool, 'f'.repeat(64)),
    new SealKeys(keys),
    'trellis.example',
  );
  await batch.execute({ area: (area?.id ?? null) as never, code: 'downland' });
  await pool.destroy();
  const [newest] = await ask<{ note: string }>(
    superuser,
    'select note from audit.checkpoint where area_id is not null order by size desc limit 1',
  );
  writeFileSync(file, newest?.note ?? '');
}

/** From the same backup, and the same binaries. */
export async function aStandby(
  root: string,
  home: string,
  primary: string,
  backup: string,
  manifest: Manifest,
): Promise<EmbeddedPostgres> {
  const data = join(home, 'standby');
  mkdirSync(data);
  chmodSync(data, 0o711);
  cpSync(join(home, 'live', 'superuser.secret'), join(data, 'superuser.secret'));
  const place = clusterOf({ root, data });
  layCluster(place, backup, manifest);
  const { username, password, port } = new URL(primary);
  const from = `host=127.0.0.1 port=${port} user=${username} password=${password} application_name=standby`;
  const files = { 'standby.signal': '', 'postgresql.auto.conf': `primary_conninfo = '${from}'\n` };
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(place.cluster, name), content, { mode: 0o600 });
    if (place.as !== null) chownSync(join(place.cluster, name), place.as.uid, place.as.gid);
  }
  return startEmbedded({ root, data, durable: true });
}

/** The server and all that it has started, at once: as where a machine goes down. */
export function killServer(cluster: string): void {
  const pid = Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
  const children = readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === pid;
    } catch {
      return false; // gone meanwhile
    }
  });
  for (const each of [pid, ...children.map(Number)])
    try {
      process.kill(each, 'SIGKILL');
    } catch {
      // gone already
    }
}
