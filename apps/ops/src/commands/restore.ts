import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  BackupRefused,
  clusterHome,
  ClusterRefused,
  Lookup,
  RESTORING,
  restoreCluster,
  type RestoredCluster,
} from '@app/platform';
import type { DatabaseSettings, Settings } from '@config/settings.js';
import type { Command } from 'commander';
import { dataFaults } from '../data-check/data-faults.js';
import { MIGRATIONS } from '../migrations/index.js';
import { openRooms } from '../open.js';
import { openInstallation, type Installation } from '../start/installation.js';
import { NOT_EMBEDDED } from './backup.js';
import { CONSOLE, type Output, type RoomsInHand } from './console.js';
import { exportAudit } from './export-audit.js';
import { ledgerOf, replayErasures } from './replay-erasures.js';
import { toldToStop } from './told-to-stop.js';
import { verifierFile } from './verify-audit.js';

export interface RestoreFlags {
  readonly ledger: string;
  readonly archive?: string;
  readonly checkpoint?: readonly string[];
}

const [DONE, REFUSED, FAILED] = [0, 3, 4];

/** `restore` makes the service of a backup; `restore-drill` does the same elsewhere, says the same, and leaves nothing. */
export function registerRestoreCommands(program: Command, settings: Settings): void {
  const like = (name: string, what: string, run: typeof restore): void => {
    program
      .command(name)
      .description(what)
      .argument('<backup>', 'one folder that trellis backup made')
      .requiredOption(
        '--ledger <file>',
        'of erasures, the newest there is; an empty file where nobody was ever erased',
      )
      .option(
        '--archive <folder>',
        'what WAL_ARCHIVE named: everything since the backup that lies in it, too',
      )
      .option('--checkpoint <file>', 'of the audit log, kept elsewhere; more than one may be given', and, [])
      .action(async (backup: string, flags: RestoreFlags) => {
        process.exitCode = await run(settings, backup, flags, CONSOLE, toldToStop());
      });
  };
  like(
    'restore',
    'the database of a backup in an empty data folder: erasures replayed, all of it checked',
    restore,
  );
  like(
    'restore-drill',
    'rehearse the restore of a backup in a folder that goes: what is lost, how long it takes',
    drill,
  );
}

const and = (one: string, before: readonly string[]): string[] => [...before, one];

/** @returns the exit code of a restore to a folder that is gone afterwards. */
export async function drill(
  settings: Settings,
  backup: string,
  flags: RestoreFlags,
  output: Output,
  stopped?: AbortSignal,
): Promise<number> {
  const data = mkdtempSync(join(tmpdir(), 'trellis-drill-'));
  try {
    const there = { data, erasureLedger: join(data, 'erasures.jsonl'), archive: null };
    return await restore({ ...settings, ...there }, backup, flags, output, stopped);
  } finally {
    rmSync(clusterHome(data), { recursive: true, force: true });
    rmSync(data, { recursive: true, force: true });
  }
}

/** @returns the exit code: 0 it may start, 3 refused and nothing left, 4 restored, with something to settle first. */
export async function restore(
  settings: Settings,
  backup: string,
  flags: RestoreFlags,
  output: Output,
  stopped?: AbortSignal,
): Promise<number> {
  const since = Date.now();
  if (settings.database !== null) {
    output.err(NOT_EMBEDDED);
    return REFUSED;
  }
  if (ledgerOf(flags.ledger, output) === null) return REFUSED; // before hours of copying, not after
  const { root, data } = settings;
  try {
    const restored = await restoreCluster({
      ...{ root, data, backup, archive: flags.archive ?? null, ...(stopped && { stopped }) },
      known: MIGRATIONS.map(({ name }) => name),
    });
    sayRestored(restored, output);
  } catch (error) {
    if (!(error instanceof BackupRefused || error instanceof ClusterRefused)) throw error;
    output.err(`${error.message}\n`);
    return REFUSED;
  }
  // Until it is settled it is no history: another attempt would find the archive's names taken by this one.
  const installation = await openInstallation({ ...settings, archive: null }, true);
  try {
    const settled = await settle(settings, installation, flags, output, stopped);
    if (settled) rmSync(join(data, RESTORING));
    else output.err('It does not start: settle this, empty the data folder, and restore again.\n');
    output.out(`It took ${((Date.now() - since) / 1_000).toFixed(1)} seconds.\n`);
    return settled ? DONE : FAILED;
  } finally {
    await installation.stop();
  }
}

function sayRestored({ manifest, lastChange }: RestoredCluster, output: Output): void {
  const { files, log, at } = manifest;
  output.out(`The backup of ${at} is whole: ${String(files.length)} files, ${String(log.length)} stretches of log.
The last change that is here again was acknowledged at ${lastChange ?? `${at} or before`}. What came after it is lost.
`);
}

/**
 * Nobody has been let in yet. The log is looked at as it was, before the ledger takes words out of it whose erasing
 * nothing has sealed yet.
 *
 * @returns whether somebody may be let in.
 */
async function settle(
  settings: Settings,
  { urls }: Installation,
  flags: RestoreFlags,
  output: Output,
  stopped?: AbortSignal,
): Promise<boolean> {
  const { isVerified, areas } = await verifyLogs(settings, urls, flags.checkpoint ?? [], output);
  if (stopped?.aborted) return false;
  const owner = await openRooms(settings, { ...urls, app: urls.migrator });
  const replayed = await replayErasures(owner, flags.ledger, output).finally(() => owner.close());
  if (replayed !== DONE || stopped?.aborted) return false;
  keepLedger(flags.ledger, settings.erasureLedger);
  const faults = await dataFaults(urls.migrator, areas, true);
  output.out(`Data: ${faults.length === 0 ? 'ok' : `${String(faults.length)} to mend`}\n`);
  for (const fault of faults) output.out(`  ${fault}\n`);
  return isVerified && faults.length === 0;
}

/** The next restore asks this installation's own ledger. */
function keepLedger(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  const known = existsSync(to) ? readFileSync(to, 'utf8') : '';
  const lines = readFileSync(from, 'utf8').split('\n');
  const added = lines.filter((line) => line !== '' && !known.includes(line)).map((line) => `${line}\n`);
  writeFileSync(to, added.join(''), { flag: 'a', mode: 0o600 });
}

interface Area {
  readonly id: string;
  readonly code: string;
}

async function verifyLogs(
  settings: Settings,
  urls: DatabaseSettings,
  held: readonly string[],
  output: Output,
): Promise<{ readonly isVerified: boolean; readonly areas: readonly Area[] }> {
  const rooms = await openRooms(settings, urls);
  try {
    const areas = await rooms.get(Lookup).call<{ id: string; code: string }>('areas');
    let isVerified = true;
    for (const code of [null, ...areas.map((area) => area.code)])
      isVerified = (await verifyLog(settings, rooms, code, held, output)) && isVerified;
    return { isVerified, areas };
  } finally {
    await rooms.close();
  }
}

/** By the file that an officer would run, on what an officer would be given. */
async function verifyLog(
  { root }: Settings,
  rooms: RoomsInHand,
  code: string | null,
  held: readonly string[],
  output: Output,
): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'trellis-log-'));
  const out = join(folder, 'log.zip');
  try {
    const silent = {
      out: () => undefined,
      err: (text: string) => {
        output.out(`Log of ${named}: ${text}`);
      },
    };
    const named = code ?? 'the installation';
    const tree = code === null ? { installation: true } : { area: code };
    if ((await exportAudit(rooms, { ...tree, out }, silent)) !== DONE)
      return held.every((file) => !isOf(file, code));
    const checkpoints = held.filter((file) => isOf(file, code)).flatMap((file) => ['--checkpoint', file]);
    const run = spawnSync(process.execPath, [verifierFile(root), out, ...checkpoints], { encoding: 'utf8' });
    output.out(`Log of ${named}: ${(run.stdout + run.stderr).split('\n').slice(0, 3).join(' ').trim()}\n`);
    return run.status === DONE;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function isOf(checkpoint: string, code: string | null): boolean {
  const origin = readFileSync(checkpoint, 'utf8').split('\n')[0] ?? '';
  return origin.endsWith(code === null ? '/installation' : `/areas/${code}`);
}
