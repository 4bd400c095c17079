import 'reflect-metadata';
import { loadSettings, SettingsRefused } from '@config/settings.js';
import { commandLine } from './command-line.js';
import { CONSOLE } from './commands/console.js';
import { registerStartCommand } from './commands/start.js';

const UNSAFE = 6;

try {
  const settings = loadSettings();
  const program = commandLine((code) => process.exit(code));
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
