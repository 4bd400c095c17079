import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '@app/platform';

const ROOT = join(__dirname, '..');
const BIN = join(ROOT, 'apps', 'ops', 'bin', 'trellis.mjs');
const PATIENCE_MS = 180_000;

export interface Service {
  readonly url: string;
  readonly apiUrl: string;
  /** Of the supervisor. */
  readonly pid: number;
  readonly data: string;
  /** Everything it has printed. */
  said(): string;
  /** Ctrl-C, and wait. @returns its exit code. */
  stop(): Promise<number | null>;
  /** No chance to tidy up. */
  kill(): Promise<void>;
}

export interface ServiceAsked {
  /** Kept from an earlier start; else one of its own, gone when it stops. */
  readonly data?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** The day that the county stood at; what was due since is met on the way up. Left out, it is today's. */
  readonly seededOn?: string;
  /** Killed, with no chance to tidy up, two seconds after it has printed this. */
  readonly killWhen?: string;
  /** What it has printed once it is far enough; left out, all of it is up. */
  readonly readyWhen?: string;
}

/** The built service as `npm start` runs it, with the demo county, on free ports and a data folder of its own. */
export async function startService(asked: ServiceAsked = {}): Promise<Service> {
  const data = asked.data ?? mkdtempSync(join(tmpdir(), 'trellis-service-'));
  const [web, api] = [await freePort(), await freePort()];
  const env = {
    ...environmentOfOurs(),
    ...{ TRELLIS_DATA: data, TRELLIS_WAIVER: 'embedded-test-fsync-off', LOG_LEVEL: 'warn' },
    ...{ WEB_PORT: String(web), API_PORT: String(api) },
    ...asked.environment,
  };
  if (asked.seededOn !== undefined)
    await promisify(execFile)(process.execPath, [BIN, 'seed-demo', '--today', asked.seededOn], {
      cwd: ROOT,
      env,
    });
  const child = spawn(process.execPath, [BIN, 'start', '--demo'], {
    ...{ cwd: ROOT, env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  let killing = false;
  const killInTime = (): void => {
    if (killing || asked.killWhen === undefined || !text.includes(asked.killWhen)) return;
    killing = true;
    setTimeout(() => child.kill('SIGKILL'), 2_000);
  };
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      killInTime();
    });
  const end = new Promise<number | null>((resolve) => child.once('close', resolve));
  await until(
    () => text.includes(asked.readyWhen ?? 'Stop with Ctrl-C.'),
    child,
    () => text,
  );
  const tidy = (): void => {
    if (asked.data === undefined) rmSync(data, { recursive: true, force: true });
  };
  return {
    url: /Trellis is ready: (\S+)/.exec(text)?.[1] ?? '',
    apiUrl: /Programs: (\S+)/.exec(text)?.[1] ?? '',
    pid: child.pid ?? 0,
    data,
    said: () => text,
    stop: async () => {
      child.kill('SIGINT');
      const code = await end;
      tidy();
      return code;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await end;
    },
  };
}

/** Ours without what tells a process that it runs under a test. */
function environmentOfOurs(): Record<string, string | undefined> {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('TRELLIS_') && !name.startsWith('JEST_') && name !== 'NODE_ENV',
  );
  return Object.fromEntries(kept);
}

async function until(done: () => boolean, child: ChildProcess, said: () => string): Promise<void> {
  const late = Date.now() + PATIENCE_MS;
  while (!done()) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`The service ended before it was ready:\n${said()}`);
    if (Date.now() > late) {
      child.kill('SIGINT'); // else it lives on and takes the time of whatever is tested next
      throw new Error(`The service was not ready in time:\n${said()}`);
    }
    await new Promise((later) => setTimeout(later, 50));
  }
}
