import { createServer } from 'node:net';

/** The operator chose a port that somebody else has. */
export class PortTaken extends Error {
  constructor(port: number) {
    super(`Port ${String(port)} is taken. Choose another with WEB_PORT and API_PORT, or leave them out.`);
  }
}

const TRIES = 50;

/** The port itself where it is free, else the next one that is. @throws PortTaken where it was chosen by name. */
export async function portFrom(
  host: string,
  wanted: number,
  chosen: boolean,
  not: readonly number[] = [],
): Promise<number> {
  for (let port = wanted; port < wanted + TRIES && port <= 65_535; port += 1) {
    if (!not.includes(port) && (await isFreeFor(host, port))) return port;
    if (chosen) break;
  }
  throw new PortTaken(wanted);
}

/** `localhost` is two addresses: what listens on the other one would be met instead of us. */
async function isFreeFor(host: string, port: number): Promise<boolean> {
  return (await isFree(host, port)) && (host !== '127.0.0.1' || isFree('::1', port));
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code !== 'EADDRINUSE'));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}
