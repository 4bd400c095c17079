import type { Actors, Tokens } from '@app/identity';
import type { NextFunction, Request, Response } from 'express';
import { NotSignedIn, setVisitor } from './visitor.js';

/** The API takes a bearer token and nothing else: never a cookie, never one in the address. One wording for all refusals. */
export function withBearer(tokens: Tokens, actors: Actors) {
  return async (request: Request, _response: Response, next: NextFunction): Promise<void> => {
    try {
      setVisitor(request, { requestId: request.requestId, actor: null, account: null, sessionId: null });
      const header = request.headers.authorization;
      if (header === undefined) {
        next();
        return;
      }
      const secret = /^Bearer ([^\s,]+)$/.exec(header)?.[1];
      const found = secret === undefined ? null : await tokens.find(secret);
      const actor =
        found && (await actors.of({ ...found, door: 'api', requestId: request.requestId, signedInAt: null }));
      if (!found || !actor) throw new NotSignedIn();
      setVisitor(request, { requestId: request.requestId, actor, account: found.account, sessionId: null });
      next();
    } catch (error) {
      next(error);
    }
  };
}
