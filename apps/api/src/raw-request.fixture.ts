import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

export interface RawAnswer {
  /** 0 where the connection was closed without an answer. */
  readonly status: number;
  readonly text: string;
}

/** Speaks to the port byte by byte: for what no client library would send. Reads until the first whole answer. */
export async function rawRequest(
  port: number,
  head: readonly string[],
  parts: Iterable<string | Buffer> = [],
  everyMs = 0,
): Promise<RawAnswer> {
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  let over = false;
  const done = new Promise<void>((resolve) => {
    socket.on('data', (bytes) => {
      heard += bytes.toString('latin1');
      const [before, after] = heard.split('\r\n\r\n', 2);
      const length = Number(/content-length: ([0-9]+)/i.exec(before ?? '')?.[1] ?? NaN);
      if (after !== undefined && after.length >= length) resolve();
    });
    socket.on('error', () => resolve()); // a closed connection is an answer too
    socket.on('close', () => resolve());
  }).then(() => (over = true));
  socket.write([...head, '', ''].join('\r\n'));
  for (const part of parts) {
    if (isOver()) break;
    if (!socket.write(part)) await Promise.race([done, new Promise((next) => socket.once('drain', next))]);
    if (everyMs > 0) await Promise.race([done, wait(everyMs)]);
  }
  await done;
  socket.destroy();
  return { status: Number(/^HTTP\/1[.]1 ([0-9]{3})/.exec(heard)?.[1] ?? 0), text: heard };

  // Behind a function, since the type checker does not see that a promise sets it.
  function isOver(): boolean {
    return over;
  }
}
