import { SealKeys } from '@app/audit';
import { catalogueFaults, dataSource, Lookup, Queues, redisFaults } from '@app/platform';
import type { Command } from 'commander';
import { SettingsRefused } from '@config/settings.js';
import { dataFaults } from '../data-check/data-faults.js';
import { MIGRATIONS } from '../migrations/index.js';
import { CONSOLE, type Output } from './console.js';

/** An installation as the settings describe it. */
export interface ToCheck {
  /** The database as each door's own role sees it. */
  readonly urls: { readonly app: string; readonly worker: string; readonly migrator: string };
  readonly redisUrl: string | null;
  /** The folder of the keys that the log is sealed with. */
  readonly sealKeys: string;
  /** The one waiver: said aloud. */
  readonly fsyncMayBeOff: boolean;
  close(): Promise<void>;
}

export interface CheckFlags {
  readonly json?: boolean;
  /** Whether what the database holds is whole, too. */
  readonly data?: boolean;
}

const [DONE, FAILED, MISSING, UNSAFE] = [0, 4, 5, 6];
const QUEUE_MS = 5_000;

interface Found {
  readonly what: 'settings' | 'database' | 'queue' | 'keys' | 'data';
  readonly faults: readonly string[];
}

/** @param connect reads the settings (refused: exit 6) and finds the database (not there: exit 5). */
export function registerCheckCommand(program: Command, connect: () => Promise<ToCheck>): void {
  program
    .command('check')
    .description('settings, roles, row security, migrations, the queue and the keys, before any door opens')
    .option('--data', 'also that what is stored is whole: each broken row by name; reads and never writes')
    .option('--json', 'one JSON document instead of words')
    .action(async (flags: CheckFlags) => {
      process.exitCode = await check(connect, flags, CONSOLE);
    });
}

/** @returns the exit code: 0 all is well, 4 something is wrong, 5 a service is missing, 6 unsafe settings. */
export async function check(
  connect: () => Promise<ToCheck>,
  flags: CheckFlags,
  output: Output,
): Promise<number> {
  let here: ToCheck;
  try {
    here = await connect();
  } catch (error) {
    const unsafe = error instanceof SettingsRefused;
    const faults = unsafe ? error.faults : [reasonOf(error)];
    return tell(
      [{ what: unsafe ? 'settings' : 'database', faults }],
      unsafe ? UNSAFE : MISSING,
      flags,
      output,
    );
  }
  try {
    const settings: Found = { what: 'settings', faults: [] };
    const database = await databaseFaults(here);
    if (database === null)
      return tell(
        [settings, { what: 'database', faults: ['The database does not answer.'] }],
        MISSING,
        flags,
        output,
      );
    const queue = await queueFaults(here);
    const unsafe = here.redisUrl === null ? [] : ((await redisFaults(here.redisUrl)) ?? []);
    const keys = new SealKeys(here.sealKeys).faults();
    const found: Found[] = [
      settings,
      { what: 'database', faults: database },
      { what: 'queue', faults: [...queue, ...unsafe] },
      { what: 'keys', faults: keys },
    ];
    const data = flags.data ? await dataFaults(here.urls.migrator, await areasOf(here.urls.app)) : [];
    if (flags.data) found.push({ what: 'data', faults: data });
    if (here.fsyncMayBeOff) output.err('Waived: this database may lose what it has acknowledged.\n');
    const isUnsafe = keys.length > 0 || unsafe.length > 0;
    const code =
      queue.length > 0 ? MISSING : isUnsafe ? UNSAFE : database.length + data.length > 0 ? FAILED : DONE;
    return tell(found, code, flags, output);
  } finally {
    await here.close();
  }
}

/** Each role is looked at as itself; both see the same tables, and a fault is said once. @returns null: no answer. */
async function databaseFaults({ urls, fsyncMayBeOff }: ToCheck): Promise<string[] | null> {
  const faults = new Set<string>();
  for (const url of [urls.app, urls.worker]) {
    const source = dataSource({
      ...{ url, pool: 2, statementTimeoutMs: 30_000, applicationName: 'trellis check', entities: [] },
    });
    try {
      await source.initialize();
    } catch {
      return null;
    }
    try {
      const migrations = MIGRATIONS.map(({ name }) => name);
      for (const fault of await catalogueFaults(source, { migrations, fsyncMayBeOff })) faults.add(fault);
    } finally {
      await source.destroy();
    }
  }
  return [...faults];
}

async function areasOf(url: string): Promise<{ id: string; code: string }[]> {
  const source = dataSource({
    ...{ url, pool: 1, statementTimeoutMs: 30_000, applicationName: 'trellis check', entities: [] },
  });
  await source.initialize();
  try {
    return await new Lookup(source).call<{ id: string; code: string }>('areas');
  } finally {
    await source.destroy();
  }
}

async function queueFaults({ urls, redisUrl }: ToCheck): Promise<string[]> {
  const queues = new Queues({ redisUrl, databaseUrl: urls.worker });
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error('late')), QUEUE_MS).unref();
  });
  try {
    await Promise.race([queues.waiting('brokerage.run-requested'), late]);
    return [];
  } catch {
    return ['The queue does not answer.'];
  } finally {
    // A queue that never answered never finishes closing either.
    await Promise.race([queues.close(), late]).catch(() => undefined);
  }
}

function tell(found: readonly Found[], code: number, { json }: CheckFlags, output: Output): number {
  if (json) output.out(`${JSON.stringify({ code, found })}\n`);
  else {
    for (const { what, faults } of found) {
      output.out(`${what}: ${faults.length === 0 ? 'ok' : `${String(faults.length)} to mend`}\n`);
      for (const fault of faults) output.out(`  ${fault}\n`);
    }
  }
  return code;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : 'The database does not answer.';
}
