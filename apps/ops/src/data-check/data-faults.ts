import { Client } from 'pg';
import { AREA_RULES, GLOBAL_RULES, LOG_RULES, type DataRule } from './rules.js';

/** Of one rule: a thousand broken rows are told as well by ten. */
const MOST = 10;
const PATIENCE_MS = 300_000;

/**
 * Whether what the database holds is whole. It reads and never writes, so it runs beside the service too.
 *
 * @param url of the migrator, whose role owns the tables; the walls between areas stand for it too.
 * @param isRestored nothing has run here yet: what waits for a worker is no fault.
 * @returns a sentence for each row that breaks a rule; empty where all is well.
 */
export async function dataFaults(
  url: string,
  areas: readonly { id: string; code: string }[],
  isRestored = false,
): Promise<string[]> {
  const client = new Client({ connectionString: url, application_name: 'trellis check' });
  await client.connect();
  try {
    // One snapshot: rows that belong together are looked at together.
    await client.query('begin isolation level repeatable read read only');
    await client.query(`set local statement_timeout = ${String(PATIENCE_MS)}`);
    return await faultsIn(client, areas, isRestored);
  } finally {
    await client.end();
  }
}

/** In a transaction that is open already. */
export async function faultsIn(
  client: Client,
  areas: readonly { id: string; code: string }[],
  isRestored = false,
): Promise<string[]> {
  const asked = (rules: readonly DataRule[]): DataRule[] => rules.filter(({ late }) => !(late && isRestored));
  const faults = await broken(client, '', 'installation', asked([...GLOBAL_RULES, ...LOG_RULES]));
  for (const { id, code } of areas)
    faults.push(...(await broken(client, id, code, asked([...AREA_RULES, ...LOG_RULES]))));
  return faults;
}

async function broken(
  client: Client,
  area: string,
  called: string,
  rules: readonly DataRule[],
): Promise<string[]> {
  await client.query(`select set_config('app.area', $1, true)`, [area]);
  const faults: string[] = [];
  for (const { name, sql } of rules) {
    const { rows } = await client.query<{ broken: string }>(`${sql} limit ${String(MOST + 1)}`);
    for (const row of rows.slice(0, MOST)) faults.push(`${called}, ${name}: ${row.broken}.`);
    if (rows.length > MOST) faults.push(`${called}, ${name}: and more.`);
  }
  return faults;
}
