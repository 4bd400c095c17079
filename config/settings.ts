import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { isIPv4 } from 'node:net';
import { join, resolve } from 'node:path';
import { readMailSettings, type MailSettings } from './mail-settings.js';
import { readProviders, type ProviderSettings } from './provider-settings.js';
import { reusedSecrets } from './reused-secrets.js';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Settings {
  readonly root: string;
  /** Where a process of this installation keeps what is its own: the embedded database and its secrets. */
  readonly data: string;
  readonly host: string;
  readonly webPort: number;
  readonly apiPort: number;
  /** True where the operator chose the port: a port taken is then refused instead of the next one tried. */
  readonly portsChosen: boolean;
  readonly baseUrl: string;
  /** What was given of them: a process is told the roles that it acts as, and no other. Null: the embedded one. */
  readonly database: Partial<DatabaseSettings> | null;
  readonly redisUrl: string | null;
  readonly sessionSecret: string | null;
  readonly demo: boolean;
  readonly pool: number;
  readonly logLevel: string;
  readonly trustProxy: number;
  readonly mail: MailSettings;
  /** The browser that makes PDFs; null where the machine has none. */
  readonly chromium: string | null;
  /** The folder of the keys that the log is sealed with: outside the database, and not in its backups. */
  readonly sealKeys: string;
  /** Where a line is kept of everybody who was erased: beside the backups, and replayed after a restore. */
  readonly erasureLedger: string;
  /** Where the log of the embedded database is copied to as it fills; null: nowhere. */
  readonly archive: string | null;
  /** The key that single values in the database are sealed with: outside it, and not in its backups. */
  readonly fieldKeyFile: string;
  /** Whether everybody must have a second factor. Off only in a demonstration or on the embedded test cluster. */
  readonly secondFactor: 'everyone' | 'off';
  /** Where people may sign in besides here, by OpenID Connect. */
  readonly providers: readonly ProviderSettings[];
  /** The one waiver, for the embedded test cluster alone: what it acknowledged may be lost in a crash. */
  readonly fsyncMayBeOff: boolean;
}

/** One address per role of the database. */
export interface DatabaseSettings {
  readonly app: string;
  readonly worker: string;
  readonly migrator: string;
  readonly auditor: string;
  readonly sealer: string;
}

/** Unsafe or unreadable settings: every variable named, exit 6. */
export class SettingsRefused extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`These settings are not safe to start with:\n${faults.map((fault) => `- ${fault}`).join('\n')}`);
  }
}

const KNOWN = new Set([
  'TRELLIS_ROOT',
  'TRELLIS_DATA',
  'TRELLIS_DEMO',
  'TRELLIS_WAIVER',
  'TRELLIS_TEST_CLUSTER',
]);
/** Where machines keep a browser that can make a PDF. */
const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const LEVELS = ['silent', 'error', 'warn', 'info', 'debug'];
const PLACEHOLDER = /^(changeme|change-me|secret|password|example|test|todo)/i;
const WAIVER = 'embedded-test-fsync-off';

/** The only reader of the environment; `told` goes before it. @throws SettingsRefused naming every variable that is wrong. */
export function loadSettings(told: Readonly<Record<string, string>> = {}): Settings {
  return readSettings({ ...process.env, ...told });
}

type RoleName = keyof DatabaseSettings;

/**
 * The addresses of the roles that this process acts as. @throws SettingsRefused naming each that it was started without:
 * pages never hold the migrator's password, so what is missing depends on who asks.
 */
export function databaseOf<Role extends RoleName>(
  settings: Settings,
  roles: readonly Role[],
): Pick<DatabaseSettings, Role> {
  const missing = roles.filter((role) => settings.database?.[role] === undefined).map((role) => ROLES[role]);
  refuseMissing(missing);
  return settings.database as Pick<DatabaseSettings, Role>;
}

/** What sessions are signed with. @throws SettingsRefused where a process that serves people was started without it. */
export function sessionSecretOf(settings: Settings): string {
  refuseMissing(settings.sessionSecret === null ? ['SESSION_SECRET'] : []);
  return settings.sessionSecret ?? '';
}

function refuseMissing(names: readonly string[]): void {
  if (names.length > 0) throw new SettingsRefused(names.map((name) => `${name} is missing.`));
}

/** The environment for a child of the supervisor: ours, with what it was told. */
export function childEnvironment(told: Readonly<Record<string, string>>): Record<string, string | undefined> {
  return { ...process.env, ...told };
}

export function readSettings(env: Environment): Settings {
  const faults: string[] = [];
  const read = new Reader(env, faults);
  const root = read.path('TRELLIS_ROOT') ?? process.cwd();
  const host = read.text('HOST') ?? '127.0.0.1';
  const webPort = read.whole('WEB_PORT', 1, 65_535) ?? 3000;
  const data = read.path('TRELLIS_DATA') ?? join(root, '.trellis');
  const isDemo = demo(read, host);
  const isWaived = read.oneOf('TRELLIS_WAIVER', [WAIVER]) === WAIVER;
  const { providers, secrets } = readProviders(read, Object.keys(env), isLoopback);
  const settings: Settings = {
    root,
    data,
    host,
    webPort,
    apiPort: read.whole('API_PORT', 1, 65_535) ?? 3001,
    portsChosen: env['WEB_PORT'] !== undefined || env['API_PORT'] !== undefined,
    baseUrl: baseUrl(read, host, webPort),
    database: database(read, faults),
    redisUrl: read.url('REDIS_URL', ['redis:', 'rediss:']),
    sessionSecret: secret(read, 'SESSION_SECRET'),
    demo: isDemo,
    pool: read.whole('POOL', 1, 100) ?? 10,
    logLevel: read.oneOf('LOG_LEVEL', LEVELS) ?? 'info',
    trustProxy: read.whole('TRUST_PROXY', 0, 5) ?? 0,
    mail: readMailSettings(read, isLoopback),
    chromium: chromium(read),
    sealKeys: read.path('SEAL_KEYS') ?? join(data, 'seal-keys'),
    erasureLedger: read.path('ERASURE_LEDGER') ?? join(data, 'erasures.jsonl'),
    archive: read.path('WAL_ARCHIVE'),
    fieldKeyFile: fieldKeyFile(read, join(data, 'field.key')),
    secondFactor: secondFactor(read, isDemo || isWaived),
    fsyncMayBeOff: isWaived,
    providers,
  };
  zone(read);
  for (const name of Object.keys(env)) {
    if (name.startsWith('TRELLIS_') && !KNOWN.has(name)) faults.push(`${name} is not a setting of Trellis.`);
  }
  faults.push(...reusedSecrets({ ...env, ...secrets }));
  if (faults.length > 0) throw new SettingsRefused(faults);
  return Object.freeze(settings);
}

class Reader {
  constructor(
    private readonly env: Environment,
    readonly faults: string[],
  ) {}

  text(name: string): string | null {
    const value = this.env[name];
    if (value === undefined) return null;
    if (value === '' || value !== value.trim()) {
      this.faults.push(`${name} is empty or ends in a space or a carriage return.`);
      return null;
    }
    return value;
  }

  /** From where the command was given: the processes of the service, and its database, work elsewhere. */
  path(name: string): string | null {
    const value = this.text(name);
    return value === null ? null : resolve(value);
  }

  whole(name: string, least: number, most: number): number | null {
    const value = this.text(name);
    if (value === null) return null;
    const number = /^[0-9]{1,9}$/.test(value) ? Number(value) : NaN;
    if (number >= least && number <= most) return number;
    this.faults.push(`${name} must be a whole number from ${least} to ${most}.`);
    return null;
  }

  oneOf(name: string, allowed: readonly string[]): string | null {
    const value = this.text(name);
    if (value === null || allowed.includes(value)) return value;
    this.faults.push(`${name} must be one of: ${allowed.join(', ')}.`);
    return null;
  }

  url(name: string, protocols: readonly string[]): string | null {
    const value = this.text(name);
    if (value === null) return null;
    if (URL.canParse(value) && protocols.includes(new URL(value).protocol)) return value;
    this.faults.push(
      `${name} must be an address starting with ${protocols.map((each) => `${each}//`).join(' or ')}.`,
    );
    return null;
  }
}

function isLoopback(host: string): boolean {
  return (
    host === 'localhost' || host === '::1' || host === '[::1]' || (isIPv4(host) && host.startsWith('127.'))
  );
}

function baseUrl(read: Reader, host: string, port: number): string {
  const url =
    read.url('BASE_URL', ['http:', 'https:']) ?? `http://${isLoopback(host) ? 'localhost' : host}:${port}`;
  const { protocol, hostname, pathname } = new URL(url);
  if (protocol === 'http:' && !isLoopback(hostname)) {
    read.faults.push(
      'BASE_URL must be https: away from this machine itself, or sign-in cookies would travel in the open.',
    );
  }
  if (pathname !== '/') read.faults.push('BASE_URL must have no path.');
  return url.replace(/\/$/, '');
}

const ROLES = {
  app: 'DATABASE_URL',
  worker: 'WORKER_DATABASE_URL',
  migrator: 'MIGRATOR_DATABASE_URL',
  auditor: 'AUDITOR_DATABASE_URL',
  sealer: 'SEALER_DATABASE_URL',
} as const;

function database(read: Reader, faults: string[]): Partial<DatabaseSettings> | null {
  const given = Object.entries(ROLES).flatMap(([role, name]) => {
    const url = read.url(name, ['postgres:', 'postgresql:']);
    return url === null ? [] : [{ role, name, url, user: new URL(url).username }];
  });
  for (const { name, user } of given) {
    const twin = given.find((other) => other.name !== name && other.user === user);
    if (twin) faults.push(`${name} and ${twin.name} name one role: each needs its own.`);
  }
  if (given.length === 0) return null;
  return Object.fromEntries(given.map(({ role, url }) => [role, url]));
}

function secret(read: Reader, name: string): string | null {
  const value = read.text(name);
  if (value === null) return null;
  if (Buffer.byteLength(value) < 32) read.faults.push(`${name} must be at least 32 bytes long.`);
  if (PLACEHOLDER.test(value)) read.faults.push(`${name} is a placeholder.`);
  return value;
}

function demo(read: Reader, host: string): boolean {
  const on = read.oneOf('TRELLIS_DEMO', ['on', 'off']) === 'on';
  if (on && !isLoopback(host))
    read.faults.push(
      'TRELLIS_DEMO lets anybody be anybody: it needs HOST on this machine itself, like 127.0.0.1.',
    );
  return on;
}

/** Made with the first value that is sealed, where there is none yet. */
function fieldKeyFile(read: Reader, otherwise: string): string {
  const file = read.path('FIELD_KEY_FILE') ?? otherwise;
  const others = process.platform !== 'win32' && existsSync(file) && (statSync(file).mode & 0o077) !== 0;
  if (others)
    read.faults.push(`FIELD_KEY_FILE names a file that others than its owner may open: chmod 600 ${file}.`);
  return file;
}

/** The second factor is for everyone; the people of a demonstration have not even a password. */
function secondFactor(read: Reader, mayBeOff: boolean): 'everyone' | 'off' {
  const told = read.oneOf('SECOND_FACTOR', ['everyone', 'off']);
  if (told === 'off' && !mayBeOff)
    read.faults.push('SECOND_FACTOR may be off only in a demonstration: a second factor is for everyone.');
  return (told ?? (mayBeOff ? 'off' : 'everyone')) === 'off' ? 'off' : 'everyone';
}

function chromium(read: Reader): string | null {
  const named = read.text('CHROMIUM');
  if (named === null) return BROWSERS.find((place) => existsSync(place)) ?? null;
  if (!existsSync(named)) read.faults.push('CHROMIUM names no file of this machine.');
  return named;
}

function zone(read: Reader): void {
  const value = read.text('TZ');
  if (value === null) return;
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
  } catch {
    read.faults.push('TZ is not a time zone.');
  }
}

/** The permission table's text. */
export function readMatrixText(root: string): string {
  return readFileSync(join(root, 'config', 'authz-matrix.tsv'), 'utf8');
}

/** What is published of the JSON API: `npm run openapi` writes it, and a test holds it against the source. */
export function readApiDocument(root: string): Record<string, unknown> {
  return JSON.parse(readTemplate(root, join('openapi', 'v1.json'))) as Record<string, unknown>;
}

/** The text of a template like `policy/default.yaml`: what a new area starts from. */
export function readTemplate(root: string, name: string): string {
  return readFileSync(join(root, 'config', name), 'utf8');
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

const LINEAR_SOLVER = join('node_modules', 'highs', 'build', 'highs.wasm');

/**
 * The hash of the matching engine as it runs here: every file of its room, in order of name, and what solves its linear
 * programs. A run begun by one engine is never finished by another.
 */
export function engineHash(root: string): string {
  const built = join(root, 'dist', 'libs', 'matching', 'src');
  const folder = existsSync(built) ? built : join(root, 'libs', 'matching', 'src');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /[.](js|ts)$/.test(name) && !/[.]spec[.]/.test(name))
    .sort();
  const hash = createHash('sha256');
  for (const name of files)
    hash.update(`${name.replaceAll('\\', '/')}\n`).update(readFileSync(join(folder, name)));
  hash.update('linear\n').update(readFileSync(join(root, LINEAR_SOLVER)));
  return hash.digest('hex');
}
