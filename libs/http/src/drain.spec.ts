import { Agent, createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { Drain } from './drain.js';

const CLIENTS = 20;

/** Twenty clients on connections that they keep, half reading and half writing, at a door that is told to stop. */
describe('a door that stops under load (E07)', () => {
  const drain = new Drain();
  let server: Server;
  let port = 0;
  let written = 0;

  beforeAll(async () => {
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
  afterAll(() => server.close());

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

  it('is not ready first, answers everybody who is inside, and fails nobody', async () => {
    const seen = { answered: 0, acknowledged: 0, closing: 0, turnedAway: 0 };
    const failed: string[] = [];
    let isReady = true;
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
          const { code, syscall } = error as NodeJS.ErrnoException;
          // Nobody listened: nothing was sent, so nothing can have been lost. All else was on its way, and failed.
          if (code === 'ECONNREFUSED' && syscall === 'connect') seen.turnedAway += 1;
          else failed.push(`${method} ${String(code)}`);
        }
      }
      agent.destroy();
    };
    const watch = async (): Promise<void> => {
      const agent = new Agent({ keepAlive: false });
      while (isReady) {
        isReady = (await ask(agent, 'GET', '/health/ready')).status === 200;
        await new Promise((later) => setTimeout(later, 20));
      }
    };
    const listener = ask(new Agent(), 'GET', '/events');
    const all = [...Array.from({ length: CLIENTS }, (_, which) => client(which)), watch()];
    while (seen.answered < 5 * CLIENTS) await new Promise((later) => setTimeout(later, 10));
    const stopped = drain.stop(server, 500);
    await Promise.all(all);
    expect(server.listening).toBe(true); // not ready, and still open: the lead
    await Promise.all([stopped, listener]);
    expect(failed).toEqual([]);
    expect(seen.turnedAway).toBe(0);
    expect(seen.closing).toBeGreaterThan(0);
    expect(seen.acknowledged).toBe(written);
    await expect(ask(new Agent(), 'GET', '/slow')).rejects.toMatchObject({
      code: 'ECONNREFUSED',
      syscall: 'connect',
    });
  });
});
