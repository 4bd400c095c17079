import { createServer, type Server } from 'node:net';
import { freePort } from '@app/platform';
import { portFrom } from './ports.js';

describe('the port of a start', () => {
  let taken: Server;
  let port: number;

  beforeAll(async () => {
    port = await freePort();
    taken = createServer();
    await new Promise<void>((listening) => taken.listen(port, '127.0.0.1', listening));
  });
  afterAll(() => new Promise((closed) => taken.close(closed)));

  it('is the next free one where the usual one is taken', async () => {
    const found = await portFrom('127.0.0.1', port, false);
    expect(found).toBeGreaterThan(port);
    expect(found).toBeLessThan(port + 50);
  });

  it('is refused by its number where the operator chose it', async () => {
    await expect(portFrom('127.0.0.1', port, true)).rejects.toThrow(`Port ${String(port)} is taken`);
  });

  it('is not given twice', async () => {
    const first = await portFrom('127.0.0.1', port, false);
    expect(await portFrom('127.0.0.1', first, false, [first])).not.toBe(first);
  });
});
