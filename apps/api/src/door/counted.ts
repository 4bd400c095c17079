import { visitorOf } from '@app/http';
import type { CountRequest } from '@app/identity';
import type { NextFunction, Request, Response } from 'express';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);
/** What makes the service calculate: rarer than other writes. */
const RUN = /^[/]api[/]v1[/](match-runs|plan[/]what-if)[/]?$/i;

/** Before a body is read: what comes too often costs next to nothing. */
export function counted(count: CountRequest) {
  return async (request: Request, _response: Response, next: NextFunction): Promise<void> => {
    try {
      const { actor } = visitorOf(request);
      if (actor) {
        const reading = READING.has(request.method);
        await count.execute(actor, reading ? 'reads' : 'writes');
        if (!reading && RUN.test(request.path)) await count.execute(actor, 'runs');
      }
      next();
    } catch (error) {
      next(error);
    }
  };
}
