import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FixedClock, localDateOf } from '@app/kernel';
import { ClusterRefused, Log, SeededIds } from '@app/platform';
import { SettingsRefused, type Settings } from '@config/settings.js';
import type { Command } from 'commander';
import { Client } from 'pg';
import { fillingMark, openInstallation, type Installation } from '../start/installation.js';
import { AlreadyStarted, takeFolder } from '../start/one-at-a-time.js';
import { portFrom, PortTaken } from '../start/ports.js';
import { secretFile } from '../start/secret-file.js';
import { Supervisor } from '../start/supervisor.js';
import { CONSOLE, type Output } from './console.js';
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
  try {
    const giveBack = takeFolder(settings.data);
    try {
      await untilInterrupted((service) => service.serve(), new Service(settings, output));
    } finally {
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

/** Whatever happens to the work, everything it started is stopped. */
async function untilInterrupted(work: (service: Service) => Promise<void>, service: Service): Promise<void> {
  const interrupted = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
  try {
    await Promise.race([work(service), interrupted]);
    await interrupted;
    service.output.err('\nStopping …\n');
  } finally {
    await service.stop();
  }
}

/** The processes of one installation and its database, as far as they have been started. */
class Service {
  private readonly supervisor: Supervisor;
  private installation: Promise<Installation> | null = null;

  constructor(
    private readonly settings: Settings,
    readonly output: Output,
  ) {
    this.supervisor = new Supervisor(settings.root, new Log('ops', settings.logLevel));
  }

  /** Pages first: their code loads while the database comes up, and the rest of the service starts behind them. */
  async serve(): Promise<void> {
    const { settings, output, supervisor } = this;
    const pages = supervisor.start('web');
    pages.catch(() => undefined); // awaited below; an earlier fault is told first
    const { host } = settings;
    const webPort = await portFrom(host, settings.webPort, settings.portsChosen);
    const apiPort = await portFrom(host, settings.apiPort, settings.portsChosen, [webPort]);
    const baseUrl = settings.baseUrl.replace(`:${String(settings.webPort)}`, `:${String(webPort)}`);
    this.installation = openInstallation(settings);
    const installation = await this.installation;
    if (settings.demo) await seedWhereEmpty(settings, installation, output);
    supervisor.tell(toldTo(settings, installation, { webPort, apiPort, baseUrl }));
    await pages;
    output.out(`Trellis is ready: ${baseUrl}\n`);
    if (settings.demo) output.out(WHOM);
    await Promise.all([supervisor.start('worker'), supervisor.start('api')]);
    output.out(`Programs: http://${host}:${String(apiPort)}/api/v1\nStop with Ctrl-C.\n`);
  }

  async stop(): Promise<void> {
    await this.supervisor.stop();
    await this.installation?.then(
      (installation) => installation.stop(),
      () => undefined, // it never came up, and has stopped what it started
    );
  }
}

interface Places {
  readonly webPort: number;
  readonly apiPort: number;
  readonly baseUrl: string;
}

function toldTo(
  settings: Settings,
  { urls }: Installation,
  { webPort, apiPort, baseUrl }: Places,
): Readonly<Record<string, string>> {
  return {
    ...{
      TRELLIS_ROOT: settings.root,
      TRELLIS_DATA: settings.data,
      TRELLIS_DEMO: settings.demo ? 'on' : 'off',
    },
    ...{ DATABASE_URL: urls.app, WORKER_DATABASE_URL: urls.worker },
    ...{ MIGRATOR_DATABASE_URL: urls.migrator, AUDITOR_DATABASE_URL: urls.auditor },
    ...{ WEB_PORT: String(webPort), API_PORT: String(apiPort), BASE_URL: baseUrl },
    SESSION_SECRET: settings.sessionSecret ?? secretFile(join(settings.data, 'session.secret')),
  };
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
  const { openRooms } = await import('../open.js');
  const { areaTemplates } = await import('../demo/area-templates.js');
  const { seedDemo } = await import('../demo/seed-demo.js');
  const today = localDateOf(new Date());
  const clock = new FixedClock(new Date());
  const ids = new SeededIds(`downland/${SEED}/${today}`);
  const rooms = await openRooms(settings, urls, { clock, ids });
  const mark = fillingMark(settings.data);
  writeFileSync(mark, today);
  try {
    await seedDemo({ rooms, clock, ids, today, settings: areaTemplates(settings.root) });
    rmSync(mark);
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
