import 'reflect-metadata';
import { Command } from 'commander';
import { loadSettings, SettingsRefused } from '@config/settings.js';
import { CONSOLE } from './commands/console.js';
import { registerStartCommand } from './commands/start.js';

const UNSAFE = 6;

try {
  const settings = loadSettings();
  const program = new Command('trellis').description('School-to-school support brokerage').version('0.1.0');
  registerStartCommand(program, (demo) => (demo ? loadSettings({ TRELLIS_DEMO: 'on' }) : settings));
  // A start serves its first page before the code of all other commands would be there.
  if (process.argv[2] !== 'start') {
    const { registerOtherCommands } = await import('./commands/other-commands.js');
    registerOtherCommands(program, settings);
  }
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof SettingsRefused)) throw error;
  CONSOLE.err(`${error.message}\n`);
  process.exitCode = UNSAFE;
}
