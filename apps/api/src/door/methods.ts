import { HttpException } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';

const KNOWN = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'OPTIONS']);
/** Verbs of a resource are posted, and nothing else. */
const POSTED =
  /[/](withdraw|agree|cancel|sound-out|decision|answer|approve|reply|pause|resume|close|tend|thanks|end|revoke|call-off|lift|what-if)[/]?$/;
/** Written as a whole; everything else changes by what is posted or patched. */
const PUTTABLE = /^[/]api[/]v1[/]pairings[/][^/]+[/](agenda|what-changed)$/;

/** No method hides in a header, and one that a resource does not have is said to be none. */
export function knownMethods(request: Request, _response: Response, next: NextFunction): void {
  const { method, path } = request;
  const fits =
    KNOWN.has(method) &&
    !(POSTED.test(path) && method !== 'POST') &&
    !(method === 'PUT' && !PUTTABLE.test(path));
  next(fits ? undefined : new HttpException('This method is not for this address.', 405));
}

/** JSON is all we speak. */
export function speaksJson(request: Request, _response: Response, next: NextFunction): void {
  const taken =
    !request.path.startsWith('/api/') || request.accepts('application/json', 'application/problem+json');
  next(taken === false ? new HttpException('This API answers in application/json.', 406) : undefined);
}

/** Nothing is kept on the way, and nothing is guessed to be a page. */
export function bareHeaders(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
  next();
}
