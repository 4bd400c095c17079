import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureDatabase, freePort, rolePasswords, startEmbedded, type RoleUrls } from '@app/platform';
import { Client } from 'pg';
import { SMTPServer } from 'smtp-server';
import { FaultProxy } from './fault-proxy.js';

const ROOT = join(__dirname, '..', '..');
const READY_MS = 90_000;
const PARTS = ['web-0', 'web-1', 'api', 'worker-0', 'worker-1'] as const;
export type Part = (typeof PARTS)[number];
export type Victim = Part | 'postgres' | 'redis';

/**
 * The service as it is operated: built processes of their own, two of pages, one of the API, two workers; PostgreSQL with
 * fsync on, Redis and a mail server, each behind a door that can fail. Everything on the loopback, in a folder that goes.
 */
export class Stack {
  /** Message-IDs in the order that they came. */
  readonly mails: string[] = [];
  private readonly processes = new Map<Part | 'redis', ChildProcess>();
  private readonly data = mkdtempSync(join(tmpdir(), 'trellis-faults-'));
  private ports: Record<'web-0' | 'web-1' | 'api' | 'redis' | 'postgres' | 'smtp', number> = {
    ...{ 'web-0': 0, 'web-1': 0, api: 0 },
    ...{ redis: 0, postgres: 0, smtp: 0 },
  };
  private smtp: SMTPServer | null = null;
  private roles!: RoleUrls;
  private superuser = '';
  private stopDatabase: () => Promise<void> = () => Promise.resolve();
  proxies!: Record<'postgres' | 'redis' | 'smtp', FaultProxy>;

  private constructor(readonly queue: 'redis' | 'postgres') {}

  static async open(queue: 'redis' | 'postgres', seed: number): Promise<Stack> {
    const made = new Stack(queue);
    try {
      await made.furnish(seed);
    } catch (error) {
      await made.close();
      throw error;
    }
    return made;
  }

  get baseUrl(): string {
    return this.url('web-0');
  }

  url(part: 'web-0' | 'web-1' | 'api'): string {
    return `http://127.0.0.1:${String(this.ports[part])}`;
  }

  victims(): readonly Victim[] {
    return [...PARTS, 'postgres', ...(this.queue === 'redis' ? (['redis'] as const) : [])];
  }

  /** Past every wall, and past the proxy: what is really stored. */
  async sql<Row>(text: string, params: readonly unknown[] = []): Promise<Row[]> {
    const client = new Client({ connectionString: this.superuser, connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined); // killed while it is asked: the query says so
    await client.connect();
    try {
      return (await client.query(text, [...params])).rows as Row[];
    } finally {
      await client.end();
    }
  }

  /** No chance to tidy up. */
  async kill(victim: Victim): Promise<void> {
    if (victim === 'postgres') return this.killDatabase();
    const child = this.processes.get(victim);
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }

  signal(part: Part, signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.processes.get(part)?.kill(signal);
  }

  /** As whoever operates it would. @returns the milliseconds until it answers. */
  async restart(victim: Victim): Promise<number> {
    const since = Date.now();
    if (victim === 'postgres') await this.startDatabase();
    else if (victim === 'redis') await this.startRedis();
    else await this.start(victim);
    return Date.now() - since;
  }

  async ready(part: 'web-0' | 'web-1' | 'api'): Promise<'ok' | 'degraded' | 'down' | 'away'> {
    const asked = fetch(`${this.url(part)}/health/ready`, { signal: AbortSignal.timeout(10_000) });
    return asked.then(
      async (answer) => ((await answer.json()) as { status: 'ok' | 'degraded' | 'down' }).status,
      () => 'away',
    );
  }

  /** `trellis` as an operator calls it. */
  async trellis(...words: string[]): Promise<{ code: number; out: string }> {
    const file = join(ROOT, 'dist', 'bundles', 'ops.mjs');
    const done = promisify(execFile)(process.execPath, [file, ...words], {
      ...{ cwd: ROOT, env: this.environment('ops') },
    });
    return done.then(
      ({ stdout }) => ({ code: 0, out: stdout }),
      (error: unknown) => {
        const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
        return { code, out: stdout + stderr };
      },
    );
  }

  async close(): Promise<void> {
    await Promise.all([...this.processes.keys()].map((part) => this.kill(part)));
    await this.stopDatabase();
    if (this.smtp) await new Promise<void>((closed) => this.smtp?.close(closed));
    await Promise.all(Object.values(this.proxies).map((proxy) => proxy.close()));
    rmSync(this.data, { recursive: true, force: true });
  }

  private async furnish(seed: number): Promise<void> {
    chmodSync(this.data, 0o711); // the server may run as another user than we do
    for (const name of Object.keys(this.ports) as (keyof typeof this.ports)[])
      this.ports[name] = await freePort();
    this.proxies = {
      postgres: await FaultProxy.before(() => this.ports.postgres, seed),
      redis: await FaultProxy.before(() => this.ports.redis, seed + 1),
      smtp: await FaultProxy.before(() => this.ports.smtp, seed + 2),
    };
    await this.startDatabase();
    const sql = readFileSync(join(ROOT, 'docker/postgres/roles.sql'), 'utf8');
    const through = this.superuser.replace(/:\d+\//, `:${String(this.proxies.postgres.port)}/`);
    this.roles = await ensureDatabase(
      ...([through.replace(/trellis$/, 'postgres'), 'trellis', sql] as const),
      rolePasswords(join(this.data, 'roles.secret')),
    );
    const seeded = await this.trellis('seed-demo', '--quiet');
    if (seeded.code !== 0) throw new Error(`There is no county: ${seeded.out}`);
    await Promise.all([this.startMail(), this.queue === 'redis' ? this.startRedis() : null]);
    await Promise.all(PARTS.map((part) => this.start(part)));
  }

  private async startDatabase(): Promise<void> {
    const server = await startEmbedded({ root: ROOT, data: this.data, durable: true });
    this.ports.postgres = server.port; // another with each start: the proxy before it stays where it is
    this.superuser = server.superuserUrl.replace(/postgres$/, 'trellis');
    this.stopDatabase = () => server.stop();
  }

  /** The server and all that it has started: as where the machine goes down. */
  private async killDatabase(): Promise<void> {
    const [row] = await this.sql<{ folder: string }>(
      `select current_setting('data_directory') as folder`,
    ).catch(() => []);
    if (!row) return;
    const pid = Number(readFileSync(join(row.folder, 'postmaster.pid'), 'utf8').split('\n')[0]);
    const all = [pid, ...childrenOf(pid)];
    for (const each of all) killOne(each);
    while (all.some(isThere)) await new Promise((later) => setTimeout(later, 20));
  }

  private async startRedis(): Promise<void> {
    const { redis } = this.ports;
    const flags = ['--port', String(redis), '--bind', '127.0.0.1', '--dir', this.data];
    const safe = ['--appendonly', 'yes', '--appendfsync', 'everysec', '--maxmemory-policy', 'noeviction'];
    const server = spawn('redis-server', [...flags, ...safe], { stdio: ['ignore', 'pipe', 'ignore'] });
    this.processes.set('redis', server);
    await new Promise<void>((resolve, reject) => {
      server.once('exit', (code) => reject(new Error(`redis-server ended with ${String(code)}`)));
      server.stdout.on('data', (line: Buffer) => {
        if (line.toString().includes('Ready to accept connections')) resolve();
      });
    });
  }

  private startMail(): Promise<void> {
    const smtp = new SMTPServer({
      ...{ authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], logger: false },
      onData: (stream, _session, done) => {
        let text = '';
        stream.on('data', (piece: Buffer) => (text += piece.toString()));
        stream.on('end', () => {
          this.mails.push(/^message-id: *<([^@>]+)/im.exec(text)?.[1] ?? 'unknown');
          done();
        });
      },
    });
    smtp.on('error', () => undefined);
    this.smtp = smtp;
    return new Promise((listening) => smtp.listen(this.ports.smtp, '127.0.0.1', listening));
  }

  private async start(part: Part): Promise<void> {
    const [kind = ''] = part.split('-');
    const child = spawn(process.execPath, [join(ROOT, 'dist', 'bundles', `${kind}.mjs`)], {
      ...{ cwd: ROOT, env: this.environment(part), stdio: ['ignore', 'pipe', 'pipe'] },
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) =>
        writeFileSync(join(this.data, 'said.log'), `${part}: ${text.toString()}`, { flag: 'a' }),
      );
    this.processes.set(part, child);
    if (kind === 'worker') return;
    const late = Date.now() + READY_MS;
    while ((await this.ready(part as 'api')) === 'away') {
      if (child.exitCode !== null || Date.now() > late)
        throw new Error(`${part} does not come up:\n${this.said().slice(-3_000)}`);
      await new Promise((later) => setTimeout(later, 100));
    }
  }

  /** Everything that the processes have said. */
  said(): string {
    return readFileSync(join(this.data, 'said.log'), 'utf8');
  }

  private environment(part: Part | 'ops'): Record<string, string> {
    const { roles, proxies, ports } = this;
    const redis: Record<string, string> =
      this.queue === 'redis' ? { REDIS_URL: `redis://127.0.0.1:${String(proxies.redis.port)}` } : {};
    const worker = part.startsWith('worker');
    const mail = { MAIL_TRANSPORT: 'smtp', MAIL_FROM: 'trellis@example.org' };
    return {
      ...{ PATH: process.env['PATH'] ?? '', TRELLIS_ROOT: ROOT, TRELLIS_DATA: this.data, LOG_LEVEL: 'warn' },
      ...{ DATABASE_URL: roles.app, WORKER_DATABASE_URL: roles.worker, AUDITOR_DATABASE_URL: roles.auditor },
      ...{ SEALER_DATABASE_URL: roles.sealer, MIGRATOR_DATABASE_URL: roles.migrator, ...redis },
      ...{ SESSION_SECRET: 'of-the-fault-harness-and-nothing-else', BASE_URL: this.baseUrl },
      WEB_PORT: String(ports[part === 'web-1' ? 'web-1' : 'web-0']),
      ...{ API_PORT: String(ports.api), POOL: '5' },
      ...(worker ? { ...mail, SMTP_URL: `smtp://127.0.0.1:${String(proxies.smtp.port)}` } : {}),
      ...(part.startsWith('web') ? { TRELLIS_DEMO: 'on' } : {}),
    };
  }
}

function childrenOf(pid: number): number[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === pid ? [Number(name)] : [];
    } catch {
      return []; // gone meanwhile
    }
  });
}

function killOne(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // gone already
  }
}

function isThere(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[0] !== 'Z';
  } catch {
    return false;
  }
}
