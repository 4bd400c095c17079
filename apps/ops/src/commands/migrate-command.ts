import { databaseOf, type Settings } from '@config/settings.js';
import type { Command } from 'commander';
import { openInstallation } from '../start/installation.js';
import { CONSOLE, type Output } from './console.js';
import { migrate, MigrationUnknown } from './migrate.js';

const [DONE, REFUSED] = [0, 3];

export function registerMigrateCommand(program: Command, settings: Settings): void {
  program
    .command('migrate')
    .description('bring the database to this version; any number at once, one works and the rest wait')
    .action(async () => {
      process.exitCode = await migrateCommand(settings, CONSOLE);
    });
}

/** On an own database it needs the migrator's address and no other. @returns 0 done, 3 a database of a later version. */
async function migrateCommand(settings: Settings, output: Output): Promise<number> {
  try {
    if (settings.database === null) await (await openInstallation(settings)).leave();
    else await migrate(databaseOf(settings, ['migrator']).migrator);
    output.out('The database is at this version.\n');
    return DONE;
  } catch (error) {
    if (!(error instanceof MigrationUnknown)) throw error;
    output.err(`${error.message}\n`);
    return REFUSED;
  }
}
