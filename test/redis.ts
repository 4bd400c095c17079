import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@app/platform';

export interface TestRedis {
  readonly url: string;
  stop(): void;
}

/** Redis is part of the promise: without it the suite fails where CI says so, and says so aloud everywhere else. */
export function redisIsHere(): boolean {
  const here = spawnSync('redis-server', ['--version']).status === 0;
  if (!here && process.env['CI'] === 'true')
    throw new Error('redis-server is missing: install it, CI skips nothing.');
  return here;
}

/**
 * A Redis of this test's own, on a free port of the loopback.
 * @param change left out: one that is safe to queue in, which keeps everything, also over a restart.
 */
export async function startRedis(
  change: { readonly policy?: string; readonly appends?: 'yes' | 'no' } = {},
): Promise<TestRedis> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'trellis-redis-'));
  const flags = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--dir',
    folder,
    '--appendonly',
    change.appends ?? 'yes',
    '--maxmemory-policy',
    change.policy ?? 'noeviction',
  ];
  const server = spawn('redis-server', flags, { stdio: ['ignore', 'pipe', 'ignore'] });
  await ready(server);
  return {
    url: `redis://127.0.0.1:${String(port)}`,
    stop: () => {
      server.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('exit', (code) => reject(new Error(`redis-server ended with ${String(code)}`)));
    server.stdout?.on('data', (line: Buffer) => {
      if (line.toString().includes('Ready to accept connections')) resolve();
    });
  });
}
