import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FixedClock, localDateOf } from '@app/kernel';
import { ClusterRefused, RedisUnsafe, requireSafeRedis, SeededIds } from '@app/platform';
import { SettingsRefused, type Settings } from '@config/settings.js';
import { Client } from 'pg';
import type { Output } from '../commands/console.js';
import { MigrationUnknown } from '../commands/migrate.js';
import { fillingMark, openInstallation, type Installation } from './installation.js';
import { portFrom, PortTaken } from './ports.js';
import { secretFile } from './secret-file.js';
import type { Supervisor } from './supervisor.js';

const [MISSING, UNSAFE] = [5, 6];
const SEED = '7';
/** Pages have the machine to themselves for so long after they serve; then the rest of the service starts. */
const PAGES_FIRST_MS = 1_000;

/** The processes of one installation and its database, as far as they have been started. */
export class Service {
  private installation: Promise<Installation> | null = null;

  constructor(
    private readonly settings: Settings,
    private readonly output: Output,
    private readonly supervisor: Supervisor,
  ) {}

  /** @param pages resolves when they serve; their code has been loading since before this one's was there. */
  async serve(pages: Promise<void>): Promise<void> {
    const { settings, output, supervisor } = this;
    const { host } = settings;
    await requireSafeRedis(settings.redisUrl);
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
    await new Promise((later) => setTimeout(later, PAGES_FIRST_MS));
    await Promise.all([supervisor.start('worker'), supervisor.start('api')]);
    output.out(`Programs: http://${host}:${String(apiPort)}/api/v1\nStop with Ctrl-C.\n`);
  }

  /** The database, after every process that used it. */
  async stop(): Promise<void> {
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
    ...{ SEALER_DATABASE_URL: urls.sealer, SEAL_KEYS: settings.sealKeys },
    ...{ FIELD_KEY_FILE: settings.fieldKeyFile, SECOND_FACTOR: settings.secondFactor },
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

/** @returns the exit code of what an operator can mend, said in a sentence; null for a fault of the program. */
export function exitCodeOf(error: unknown): number | null {
  const unsafe = [SettingsRefused, AreaNotDemo, RedisUnsafe];
  if (unsafe.some((kind) => error instanceof kind)) return UNSAFE;
  const missing = [PortTaken, ClusterRefused, MigrationUnknown];
  return missing.some((kind) => error instanceof kind) ? MISSING : null;
}
