import { join } from 'node:path';
import { FixedClock, localDateOf } from '@app/kernel';
import { ClusterRefused, Log, SeededIds } from '@app/platform';
import { SettingsRefused, type Settings } from '@config/settings.js';
import type { Command } from 'commander';
import { Client } from 'pg';
import { areaTemplates } from '../demo/area-templates.js';
import { seedDemo } from '../demo/seed-demo.js';
import { openRooms } from '../open.js';
import { openInstallation, type Installation } from '../start/installation.js';
import { AlreadyStarted, takeFolder } from '../start/one-at-a-time.js';
import { portFrom, PortTaken } from '../start/ports.js';
import { secretFile } from '../start/secret-file.js';
import { Supervisor } from '../start/supervisor.js';
import { CONSOLE, type Output } from './import-register.js';
import { MigrationUnknown } from './migrate.js';

const [MISSING, UNSAFE] = [5, 6];
const SEED = '7';

export function registerStartCommand(program: Command, settings: (demo: boolean) => Settings): void {
  program
    .command('start')
    .description('start the service: database, pages, API and worker; Ctrl-C stops all of them')
    .option('--demo', 'with Downland, a county that does not exist, and its people to sign in as')
    .action(async (flags: { demo?: boolean }) => {
      process.exitCode = await start(settings(flags.demo === true), CONSOLE);
    });
}

/** @returns the exit code, once somebody has stopped the service. */
export async function start(settings: Settings, output: Output): Promise<number> {
  let stop: () => Promise<void> = () => Promise.resolve();
  try {
    const giveBack = takeFolder(settings.data);
    const stopped = whenStopped();
    try {
      const installation = await openInstallation(settings);
      stop = () => installation.stop();
      await Promise.race([serve(settings, installation, output, (all) => (stop = all)), stopped]);
      await stopped;
      output.err('\nStopping …\n');
    } finally {
      await stop();
      giveBack();
    }
    return 0;
  } catch (error) {
    const known = [AlreadyStarted, PortTaken, ClusterRefused, MigrationUnknown, SettingsRefused, AreaNotDemo];
    if (!known.some((kind) => error instanceof kind)) throw error;
    output.err(`${(error as Error).message}\n`);
    return error instanceof SettingsRefused || error instanceof AreaNotDemo ? UNSAFE : MISSING;
  }
}

/** Pages first: a county that is there already is served at once, and the rest comes up behind it. */
async function serve(
  settings: Settings,
  installation: Installation,
  output: Output,
  holds: (stop: () => Promise<void>) => void,
): Promise<void> {
  const { host } = settings;
  const webPort = await portFrom(host, settings.webPort, settings.portsChosen);
  const apiPort = await portFrom(host, settings.apiPort, settings.portsChosen, [webPort]);
  const baseUrl = settings.baseUrl.replace(`:${String(settings.webPort)}`, `:${String(webPort)}`);
  if (settings.demo) await seedWhereEmpty(settings, installation, output);
  const { urls } = installation;
  const supervisor = new Supervisor(
    settings.root,
    {
      ...{
        TRELLIS_ROOT: settings.root,
        TRELLIS_DATA: settings.data,
        TRELLIS_DEMO: settings.demo ? 'on' : 'off',
      },
      ...{ DATABASE_URL: urls.app, WORKER_DATABASE_URL: urls.worker },
      ...{ MIGRATOR_DATABASE_URL: urls.migrator, AUDITOR_DATABASE_URL: urls.auditor },
      ...{ WEB_PORT: String(webPort), API_PORT: String(apiPort), BASE_URL: baseUrl },
      SESSION_SECRET: settings.sessionSecret ?? secretFile(join(settings.data, 'session.secret')),
    },
    new Log('ops', settings.logLevel),
  );
  holds(async () => {
    await supervisor.stop();
    await installation.stop();
  });
  await supervisor.start('web');
  output.out(`Trellis is ready: ${baseUrl}\n`);
  if (settings.demo) output.out(WHOM);
  await Promise.all([supervisor.start('worker'), supervisor.start('api')]);
  output.out(`Programs: http://${host}:${String(apiPort)}/api/v1\nStop with Ctrl-C.\n`);
}

const WHOM = `Downland is a county that does not exist. Open the page and choose whom to be: a head who asks, a head who
supports, a broker, an adviser, an officer, the chair or the administrator. No password is needed.
`;

/** An area that is not a demonstration, in a service whose sign-in page lets anybody be anybody. */
class AreaNotDemo extends Error {
  constructor(area: string) {
    super(`${area} is no demonstration: start without --demo. Anybody could be anybody here.`);
  }
}

async function seedWhereEmpty(settings: Settings, { urls }: Installation, output: Output): Promise<void> {
  const areas = await areasOf(urls.app);
  const real = areas.find(({ demo }) => !demo);
  if (real) throw new AreaNotDemo(real.name);
  if (areas.some(({ code }) => code === 'downland')) return;
  output.err('Filling Downland, once …\n');
  const today = localDateOf(new Date());
  const clock = new FixedClock(new Date());
  const ids = new SeededIds(`downland/${SEED}/${today}`);
  const rooms = await openRooms(settings, urls, { clock, ids });
  try {
    await seedDemo({ rooms, clock, ids, today, settings: areaTemplates(settings.root) });
  } finally {
    await rooms.close();
  }
}

/** Asked on a bare connection: a second start serves its first page before the rooms of a command would be wired. */
async function areasOf(url: string): Promise<{ code: string; name: string; demo: boolean }[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<{ code: string; name: string; demo: boolean }>('select * from lookup.areas()'))
      .rows;
  } finally {
    await client.end();
  }
}

function whenStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
}
