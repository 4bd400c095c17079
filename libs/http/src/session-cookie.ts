import { randomBytes } from 'node:crypto';
import { serialize } from 'cookie';
import type { Actor, AccountId } from '@app/kernel';
import type { Actors, Sessions } from '@app/identity';
import { deviceWord } from './device-word.js';
import { parseCookie } from './parse-cookie.js';
import type { NextFunction, Request, Response } from 'express';
import { refuseCrossSite } from './csrf.js';
import { setVisitor } from './visitor.js';

export interface CookieSettings {
  readonly baseUrl: string;
  readonly sessionSecret: string;
}

const OPAQUE = /^[A-Za-z0-9_-]{43}$/;

/** `__Host-` binds the cookie to https and this host; plain http exists on loopback alone, under another name. */
export function cookieName(baseUrl: string): string {
  return baseUrl.startsWith('https:') ? '__Host-trellis' : 'trellis';
}

/** The Set-Cookie line that starts a session in the browser. */
export function sessionCookie(settings: CookieSettings, id: string): string {
  return serialize(cookieName(settings.baseUrl), id, {
    httpOnly: true,
    sameSite: 'lax',
    secure: settings.baseUrl.startsWith('https:'),
    path: '/',
  });
}

/**
 * Finds out who is asking. Somebody not signed in gets an id of their own too, so that the sign-in form has its token;
 * it is stored nowhere and opens nothing.
 */
export function withSession(settings: CookieSettings, sessions: Sessions, actors: Actors) {
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    try {
      const sent = parseCookie(request.headers.cookie, cookieName(settings.baseUrl));
      const device = deviceWord(request.get('user-agent'));
      const found = sent !== null && OPAQUE.test(sent) ? await sessions.find(sent, device) : null;
      let actor: Actor | null = null;
      let account: AccountId | null = null;
      if (found) {
        const came = { ...found, door: 'web' as const, requestId: request.requestId };
        actor = await actors.of(came);
        account = actor ? found.account : null;
      }
      let sessionId = sent !== null && OPAQUE.test(sent) ? sent : null;
      if (sessionId === null) {
        sessionId = randomBytes(32).toString('base64url');
        response.appendHeader('Set-Cookie', sessionCookie(settings, sessionId));
      }
      const shows = actor && found ? found : { factors: [], password: true, providers: [] };
      const { factors, password, providers } = shows;
      setVisitor(request, {
        ...{ requestId: request.requestId, actor, account, sessionId },
        ...{ factors, password, providers },
      });
      refuseCrossSite(request, sent === null ? null : sessionId, settings.sessionSecret, settings.baseUrl);
      next();
    } catch (error) {
      next(error);
    }
  };
}
