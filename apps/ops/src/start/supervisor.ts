import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { childEnvironment } from '@config/settings.js';

export type ChildName = 'web' | 'api' | 'worker';

/** Between the death of a child and its next start: doubled each time, back to the first once it has served a while. */
const FIRST_MS = 500;
const MOST_MS = 30_000;
const SERVED_MS = 60_000;
const PATIENCE_MS = 12_000;

interface Held {
  process: ChildProcess;
  waitMs: number;
  since: number;
}

interface Said {
  readonly asks?: true;
  readonly ready?: true;
}

/**
 * Starts the processes of the service, starts them again when they die, and stops them together. Each is tied to this one
 * by a channel: where this one is killed they see it close, and end.
 */
export class Supervisor {
  private readonly held = new Map<ChildName, Held>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private stopping = false;
  private readonly settings: Promise<Readonly<Record<string, string>>>;
  private resolveSettings: (settings: Readonly<Record<string, string>>) => void = () => undefined;

  constructor(
    private readonly root: string,
    private readonly warn: (what: string, fields: Readonly<Record<string, string | number | null>>) => void,
  ) {
    this.settings = new Promise((resolve) => (this.resolveSettings = resolve));
  }

  /** What every process of the service is told as soon as its code is loaded. */
  tell(settings: Readonly<Record<string, string>>): void {
    this.resolveSettings(settings);
  }

  /** Resolves when it serves, which is after `tell`. @throws where it ends before, or everything is being stopped. */
  async start(name: ChildName): Promise<void> {
    if (this.stopping) throw new Error(`${name} is not started any more: the service is stopping.`);
    const child = this.spawn(name, FIRST_MS);
    await new Promise<void>((resolve, reject) => {
      child.on('message', (said: Said) => {
        if (said.ready) resolve();
      });
      child.once('exit', (code) => reject(new Error(`${name} ended before it served (${String(code)}).`)));
    });
  }

  pidOf(name: ChildName): number | null {
    return this.held.get(name)?.process.pid ?? null;
  }

  /** Lets what is in hand finish; what does not end in time is ended. */
  async stop(): Promise<void> {
    this.stopping = true;
    for (const timer of this.timers) clearTimeout(timer);
    const ends = [...this.held.values()].map(({ process: child }) => ended(child));
    await Promise.all(ends);
  }

  private spawn(name: ChildName, waitMs: number): ChildProcess {
    const child = fork(join(this.root, 'dist', 'bundles', `${name}.mjs`), [], {
      cwd: this.root,
      env: childEnvironment({}),
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      detached: true, // Ctrl-C reaches this process alone, which then stops the others in order
      execArgv: [],
    });
    child.on('message', (said: Said) => {
      if (said.asks) void this.settings.then((settings) => child.connected && child.send({ settings }));
    });
    const held: Held = { process: child, waitMs, since: Date.now() };
    this.held.set(name, held);
    child.once('exit', (code, signal) => this.again(name, held, code, signal));
    return child;
  }

  private again(name: ChildName, held: Held, code: number | null, signal: string | null): void {
    if (this.stopping) return;
    const waitMs = Date.now() - held.since > SERVED_MS ? FIRST_MS : held.waitMs;
    this.warn('a process ended and is started again', { process: name, code, signal, waitMs });
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      this.spawn(name, Math.min(waitMs * 2, MOST_MS));
    }, waitMs);
    this.timers.add(timer);
  }
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const last = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    child.once('exit', () => {
      clearTimeout(last);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
