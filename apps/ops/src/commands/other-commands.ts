import type { DatabaseSettings, Settings } from '@config/settings.js';
import type { Command } from 'commander';
import { openRooms, type Told } from '../open.js';
import { registerMatchCommand } from '../match/match-command.js';
import { openInstallation } from '../start/installation.js';
import { registerBackupCommand } from './backup.js';
import { registerCheckCommand } from './check.js';
import type { RoomsInHand } from './console.js';
import { registerCreateAreaCommand } from './create-area.js';
import { measuresImportCommand, registerImportCommand } from './import-register.js';
import { registerExportAuditCommand } from './export-audit.js';
import { registerExplainExportCommand } from './explain-export.js';
import { registerExportOpenapiCommand } from './export-openapi.js';
import { registerInvitePersonCommand } from './invite-person.js';
import { registerFreshStartCommand } from './fresh-start.js';
import { registerMigrateCommand } from './migrate-command.js';
import { registerMailCameBackCommand } from './mail-came-back.js';
import { registerReplayErasuresCommand } from './replay-erasures.js';
import { registerReplayRunCommand } from './replay-run.js';
import { registerRestoreCommands } from './restore.js';
import { registerRetentionCommand } from './retention.js';
import { registerSeedDemoCommand } from './seed-demo.js';
import { registerTrialCommand } from './trial.js';
import { registerVerifyAuditCommand } from './verify-audit.js';

/** One line a command. */
export function registerOtherCommands(program: Command, settings: Settings): void {
  const open = (told: Told = {}): Promise<RoomsInHand> => inInstallation(settings, told);
  registerCheckCommand(program, async () => {
    const { urls, leave } = await openInstallation(settings);
    const { redisUrl, sealKeys } = settings;
    return { urls, redisUrl, sealKeys, fsyncMayBeOff: settings.fsyncMayBeOff, close: leave };
  });
  registerMigrateCommand(program, settings);
  registerCreateAreaCommand(program, open, settings.root);
  registerInvitePersonCommand(program, open, settings.baseUrl);
  registerFreshStartCommand(program, open);
  registerMailCameBackCommand(program, open);
  registerReplayRunCommand(program, open);
  registerRetentionCommand(program, open);
  registerBackupCommand(program, settings);
  registerRestoreCommands(program, settings);
  registerReplayErasuresCommand(program, () => inInstallation(settings, {}, asOwner));
  registerExportAuditCommand(program, open);
  registerVerifyAuditCommand(program, settings.root);
  registerExplainExportCommand(program, settings.root);
  registerSeedDemoCommand(program, open, settings.root);
  registerImportCommand(program, open);
  measuresImportCommand(program, open);
  registerTrialCommand(program, settings.root);
  registerMatchCommand(program, settings.root);
  registerExportOpenapiCommand(program, settings.root);
}

/** A restore acts as who migrates: no door has the rights that it needs. */
const asOwner = (urls: DatabaseSettings): DatabaseSettings => ({ ...urls, app: urls.migrator });

/** The rooms of this installation for one command; a database that the command had to start is stopped with it. */
async function inInstallation(
  settings: Settings,
  told: Told,
  roles = (urls: DatabaseSettings): DatabaseSettings => urls,
): Promise<RoomsInHand> {
  const installation = await openInstallation(settings);
  const rooms = await openRooms(settings, roles(installation.urls), told);
  return {
    get: (room) => rooms.get(room),
    close: async () => {
      await rooms.close();
      await installation.leave();
    },
  };
}
