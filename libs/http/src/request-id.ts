import { randomUUID } from 'node:crypto';
import type { Log } from '@app/platform';
import type { NextFunction, Request, Response } from 'express';

declare module 'express-serve-static-core' {
  interface Request {
    /** Written into every log line and audit entry of this request, and shown on error pages. */
    requestId: string;
  }
}

/** Gives each request an id of our own (one from outside is never trusted) and one log line without content. */
export function withRequestId(log: Log) {
  return (request: Request, response: Response, next: NextFunction): void => {
    request.requestId = randomUUID();
    response.setHeader('X-Request-Id', request.requestId);
    const started = performance.now();
    response.on('finish', () => {
      // Express types the matched route as any; its path is the pattern, so no id or token of the address is logged.
      const route = (request.route as { path?: string } | undefined)?.path ?? 'none';
      log.info('request', {
        request: request.requestId,
        method: request.method,
        route,
        status: response.statusCode,
        ms: Math.round(performance.now() - started),
      });
    });
    next();
  };
}
