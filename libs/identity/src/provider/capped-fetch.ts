import type { CustomFetch } from 'openid-client';
import { AnswerTooLarge } from './provider-refused.js';

/** Of one answer. A key set of a thousand keys is no key set. */
const MOST_BYTES = 256 * 1024;
/** For everything that one step asks of a provider: whoever waits is told within five seconds. */
const PATIENCE_MS = 4_500;

/** What one step asks, all of it within one time and none of it without end. Follows no redirect. */
export function cappedFetch(): CustomFetch {
  const late = AbortSignal.timeout(PATIENCE_MS);
  return async (url, { body: sent, ...init }) => {
    const signal = init.signal ? AbortSignal.any([init.signal, late]) : late;
    // Its types and the runtime's name one thing by two names.
    const asked = { ...init, body: (sent ?? null) as BodyInit | null };
    const answer = await fetch(url, { ...asked, redirect: 'manual', signal });
    const body = await readCapped(answer);
    const { status, headers } = answer;
    return new Response(status === 204 || status === 304 ? null : body, { status, headers: plain(headers) });
  };
}

/** Already read out of its packing. */
function plain(headers: Headers): Headers {
  const kept = new Headers(headers);
  for (const name of ['content-encoding', 'content-length']) kept.delete(name);
  return kept;
}

async function readCapped({ body }: Response): Promise<Uint8Array<ArrayBuffer>> {
  if (body === null) return new Uint8Array();
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body as unknown as AsyncIterable<Uint8Array>) {
    size += part.byteLength;
    if (size > MOST_BYTES) throw new AnswerTooLarge();
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}
