import { Agent, createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { Drain } from './drain.js';

const CLIENTS = 20;

/** Twenty clients on connections that they keep, half reading and half writing, at a door that is told to stop. */
describe('a door that stops under load (E07)', () => {
  let drain: Drain;
  let server: Server;
  let port = 0;
  let written = 0;

  beforeEach(async () => {
    drain = new Drain();
    written = 0;
    const app = express();
    app.use(drain.middleware);
    app.get('/health/ready', (_request, response) => void response.json({ status: 'ok' }));
    app.get('/slow', (_request, response) => void setTimeout(() => response.send('read'), 30));
    app.post('/slow', (_request, response) => {
      setTimeout(() => {
        written += 1;
        response.status(201).send('written');
      }, 30);
    });
    app.get('/events', (_request, response) => {
      response.setHeader('Content-Type', 'text/event-stream');
      response.write('data: 1\n\n');
    });
    server = createServer(app);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    port = (server.address() as AddressInfo).port;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const ask = (agent: Agent, method: string, path: string): Promise<{ status: number; closes: boolean }> =>
    new Promise((resolve, reject) => {
      const asked = request({ agent, method, path, port, host: '127.0.0.1' }, (answer) => {
        answer.resume();
        answer.once('error', reject);
        answer.once('end', () =>
          resolve({ status: answer.statusCode ?? 0, closes: answer.headers.connection === 'close' }),
        );
      });
      asked.once('error', reject);
      asked.end();
    });

  interface Seen {
    readonly failed: readonly string[];
    readonly acknowledged: number;
    readonly closing: number;
    readonly turnedAway: number;
  }

  /** What they meet: until the door says that it is not ready, or until nobody listens any more. */
  async function underLoad(stop: () => void): Promise<Seen> {
    const seen = { answered: 0, acknowledged: 0, closing: 0, turnedAway: 0 };
    const failed: string[] = [];
    let isReady = true;
    const fails = (method: string, error: unknown): void => {
      const { code, syscall } = error as NodeJS.ErrnoException;
      // Nobody listened: nothing was sent, so nothing can have been lost. All else was on its way, and failed.
      if (code === 'ECONNREFUSED' && syscall === 'connect') {
        seen.turnedAway += 1;
        isReady = false;
      } else failed.push(`${method} ${String(code)}`);
    };
    const client = async (which: number): Promise<void> => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const method = which % 2 === 0 ? 'GET' : 'POST';
      // Like whatever balances between doors: who is told that this one is not ready goes to another.
      while (isReady) {
        try {
          const { status, closes } = await ask(agent, method, '/slow');
          seen.answered += 1;
          if (status === 201) seen.acknowledged += 1;
          if (closes) seen.closing += 1;
          if (status >= 400) failed.push(`${method} ${String(status)}`);
        } catch (error) {
          fails(method, error);
        }
      }
      agent.destroy();
    };
    const watch = async (): Promise<void> => {
      const agent = new Agent({ keepAlive: false });
      while (isReady) {
        try {
          isReady = (await ask(agent, 'GET', '/health/ready')).status === 200;
        } catch (error) {
          fails('ready', error);
        }
        await new Promise((later) => setTimeout(later, 20));
      }
    };
    const all = [...Array.from({ length: CLIENTS }, (_, which) => client(which)), watch()];
    while (seen.answered < 5 * CLIENTS) await new Promise((later) => setTimeout(later, 10));
    stop();
    await Promise.all(all);
    return { ...seen, failed };
  }

  it('is not ready first, answers everybody who is inside, and fails nobody', async () => {
    const listener = ask(new Agent(), 'GET', '/events');
    let stopped = Promise.resolve();
    const seen = await underLoad(() => void (stopped = drain.stop(server, 500)));
    expect(server.listening).toBe(true); // not ready, and still open: the lead
    const inTheLead = ask(new Agent(), 'GET', '/events');
    await Promise.all([stopped, listener, inTheLead]);
    expect(seen.failed).toEqual([]);
    expect(seen.turnedAway).toBe(0);
    expect(seen.closing).toBeGreaterThan(0);
    expect(seen.acknowledged).toBe(written);
    await expect(ask(new Agent(), 'GET', '/slow')).rejects.toMatchObject({
      code: 'ECONNREFUSED',
      syscall: 'connect',
    });
  });

  it('is told from one that only cuts every connection off, as was done before', async () => {
    const seen = await underLoad(() => {
      server.close();
      server.closeAllConnections();
    });
    expect(seen.failed.length).toBeGreaterThan(0);
    expect(seen.turnedAway).toBeGreaterThan(0);
  });
});
