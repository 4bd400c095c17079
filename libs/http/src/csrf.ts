import { createHmac, timingSafeEqual } from 'node:crypto';
import { NotAllowed } from '@app/kernel';
import type { Request } from 'express';

/** Bound to the session id of the cookie, so it needs no storage and dies with the session. */
export function csrfToken(secret: string, sessionId: string): string {
  return createHmac('sha256', secret).update(`csrf/1/${sessionId}`).digest('base64url');
}

export class CrossSite extends NotAllowed {
  constructor() {
    super('CROSS_SITE', 'This form did not come from this site, or you signed in again since it was opened.');
  }
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * All three on every change: SameSite on the cookie, `Sec-Fetch-Site` (else `Origin`) from this site, and the token.
 * @throws CrossSite before anything is read or stored.
 */
export function refuseCrossSite(
  request: Request,
  sessionId: string | null,
  secret: string,
  baseUrl: string,
): void {
  if (SAFE.has(request.method)) return;
  const site = request.get('sec-fetch-site');
  const sameSite =
    site === undefined ? request.get('origin') === new URL(baseUrl).origin : site === 'same-origin';
  const body: unknown = request.body;
  const sent = typeof body === 'object' && body !== null && '_csrf' in body ? body._csrf : undefined;
  if (
    !sameSite ||
    sessionId === null ||
    typeof sent !== 'string' ||
    !sameText(sent, csrfToken(secret, sessionId))
  ) {
    throw new CrossSite();
  }
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
