import type { Actors, Clients, Tokens } from '@app/identity';
import type { NextFunction, Request, Response } from 'express';
import { NotSignedIn, setVisitor } from './visitor.js';

/** The API takes a bearer token, a person's or a program's own, and nothing else: never a cookie, never one in the address. One wording for all refusals. */
export function withBearer(tokens: Tokens, clients: Clients, actors: Actors) {
  return async (request: Request, _response: Response, next: NextFunction): Promise<void> => {
    try {
      setVisitor(request, { requestId: request.requestId, actor: null, account: null, sessionId: null });
      const header = request.headers.authorization;
      if (header === undefined) {
        next();
        return;
      }
      const secret = /^Bearer ([^\s,]+)$/.exec(header)?.[1] ?? '';
      const { requestId, ip = '' } = request;
      const found = await tokens.find(secret);
      const actor = found
        ? await actors.of({ ...found, door: 'api', requestId, signedInAt: null })
        : await clients.find(secret, ip, requestId);
      if (!actor) throw new NotSignedIn();
      setVisitor(request, { requestId, actor, account: found?.account ?? null, sessionId: null });
      next();
    } catch (error) {
      next(error);
    }
  };
}
