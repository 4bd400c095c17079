import type { Settings } from '@config/settings.js';
import type { Command } from 'commander';
import { AlreadyStarted, takeFolder } from '../start/one-at-a-time.js';
import { Supervisor } from '../start/supervisor.js';
import { CONSOLE, type Output } from './console.js';

const MISSING = 5;

export function registerStartCommand(program: Command, settings: (demo: boolean) => Settings): void {
  program
    .command('start')
    .description('start the service: database, pages, API and worker; Ctrl-C stops all of them')
    .option('--demo', 'with Downland, a county that does not exist, and its people to sign in as')
    .action(async (flags: { demo?: boolean }) => {
      process.exitCode = await start(settings(flags.demo === true), CONSOLE);
    });
}

/**
 * Pages first: their process loads its code while this one loads what it needs for the database.
 *
 * @returns the exit code, once somebody has stopped the service.
 */
export async function start(settings: Settings, output: Output): Promise<number> {
  let giveBack: () => void;
  try {
    giveBack = takeFolder(settings.data);
  } catch (error) {
    if (!(error instanceof AlreadyStarted)) throw error;
    output.err(`${error.message}\n`);
    return MISSING;
  }
  const interrupted = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
  const supervisor = new Supervisor(settings.root, (what, fields) => void warn(settings, what, fields));
  const pages = supervisor.start('web');
  pages.catch(() => undefined); // awaited by the service; an earlier fault is told first
  const { exitCodeOf, Service } = await import('../start/service.js');
  const service = new Service(settings, output, supervisor);
  try {
    await Promise.race([service.serve(pages), interrupted]);
    await interrupted;
    output.err('\nStopping …\n');
    return 0;
  } catch (error) {
    const code = exitCodeOf(error);
    if (code === null) throw error;
    output.err(`${(error as Error).message}\n`);
    return code;
  } finally {
    await supervisor.stop();
    await service.stop();
    giveBack();
  }
}

async function warn(
  settings: Settings,
  what: string,
  fields: Readonly<Record<string, string | number | null>>,
): Promise<void> {
  const { Log } = await import('@app/platform');
  new Log('ops', settings.logLevel).warn(what, fields);
}
