import { BackupRefused, ClusterRefused, takeBackup } from '@app/platform';
import type { Settings } from '@config/settings.js';
import type { Command } from 'commander';
import { openServerAsItIs } from '../start/installation.js';
import { CONSOLE, type Output } from './console.js';
import { toldToStop } from './told-to-stop.js';

const [DONE, REFUSED, MISSING] = [0, 3, 5];
const MEGABYTE = 1_000_000;

export const NOT_EMBEDDED = `DATABASE_URL names a server of your own: back it up and restore it with its own tools (pg_basebackup), then run
trellis replay-erasures and trellis check --data before any door opens.
`;

/** Beside the running service: nothing waits for it. */
export function registerBackupCommand(program: Command, settings: Settings): void {
  program
    .command('backup')
    .description('a copy of the embedded database, whole by itself, in a new folder below this one')
    .argument('<folder>', 'on another disk; earlier backups in it stay')
    .option('--json', 'one JSON document instead of words')
    .action(async (folder: string, flags: { json?: boolean }) => {
      process.exitCode = await backup(settings, folder, flags, CONSOLE, toldToStop());
    });
}

/** @returns the exit code: 0 done, 3 refused and no backup made, 5 no database. */
export async function backup(
  settings: Settings,
  folder: string,
  flags: { readonly json?: boolean },
  output: Output,
  stopped?: AbortSignal,
): Promise<number> {
  if (settings.database !== null) {
    output.err(NOT_EMBEDDED);
    return REFUSED;
  }
  try {
    const { superuserUrl, leave } = await openServerAsItIs(settings);
    try {
      const taken = await takeBackup(superuserUrl, folder, stopped);
      if (taken.sameDisk)
        output.err('It lies on the disk of the database itself: one fault takes both. Name another disk.\n');
      if (settings.archive === null)
        output.err('WAL_ARCHIVE is not set: what is done from now on is in no backup until the next one.\n');
      const size = `${String(taken.files)} files, ${(taken.bytes / MEGABYTE).toFixed(1)} MB`;
      output.out(
        flags.json ? `${JSON.stringify(taken)}\n` : `${taken.folder}: ${size}, as of ${taken.at}.\n`,
      );
      return DONE;
    } finally {
      await leave();
    }
  } catch (error) {
    if (!(error instanceof BackupRefused || error instanceof ClusterRefused)) throw error;
    output.err(`${error.message}\n`);
    return error instanceof BackupRefused ? REFUSED : MISSING;
  }
}
