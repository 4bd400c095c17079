import 'reflect-metadata';
import { Command } from 'commander';
import { loadSettings, SettingsRefused, type Settings } from '@config/settings.js';
import { registerCheckCommand } from './commands/check.js';
import { registerCreateAreaCommand } from './commands/create-area.js';
import { CONSOLE, registerImportCommand, type RoomsInHand } from './commands/import-register.js';
import { registerInvitePersonCommand } from './commands/invite-person.js';
import { registerSeedDemoCommand } from './commands/seed-demo.js';
import { registerStartCommand } from './commands/start.js';
import { openRooms, type Told } from './open.js';
import { registerTrialCommand } from './commands/trial.js';
import { openInstallation } from './start/installation.js';

const UNSAFE = 6;

try {
  const settings = loadSettings();
  const program = new Command('trellis').description('School-to-school support brokerage').version('0.1.0');
  const open = (told: Told = {}) => inInstallation(settings, told);
  registerStartCommand(program, (demo) => (demo ? loadSettings({ TRELLIS_DEMO: 'on' }) : settings));
  registerCheckCommand(program, async () => {
    const { urls, leave } = await openInstallation(settings);
    return { urls, redisUrl: settings.redisUrl, fsyncMayBeOff: settings.fsyncMayBeOff, close: leave };
  });
  registerCreateAreaCommand(program, open, settings.root);
  registerInvitePersonCommand(program, open, settings.baseUrl);
  registerSeedDemoCommand(program, open, settings.root);
  registerImportCommand(program, open);
  registerTrialCommand(program, settings.root);
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof SettingsRefused)) throw error;
  CONSOLE.err(`${error.message}\n`);
  process.exitCode = UNSAFE;
}

/** The rooms of this installation for one command; a database that the command had to start is stopped with it. */
async function inInstallation(settings: Settings, told: Told): Promise<RoomsInHand> {
  const installation = await openInstallation(settings);
  const rooms = await openRooms(settings, installation.urls, told);
  return {
    get: (room) => rooms.get(room),
    close: async () => {
      await rooms.close();
      await installation.leave();
    },
  };
}
