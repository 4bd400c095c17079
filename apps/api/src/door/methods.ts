import { HttpException } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';

const KNOWN: readonly string[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'OPTIONS'];

interface Address {
  readonly is: RegExp;
  readonly methods: readonly string[];
}

/**
 * No method hides in a header, and one that an address does not have is said to be none, with those that it has
 * (RFC 9110 §15.5.6). What an address has is what the published document says of it, so that none is forgotten here.
 */
export function knownMethods(document: Record<string, unknown>) {
  const addresses = addressesOf(document);
  return (request: Request, response: Response, next: NextFunction): void => {
    const { method, path } = request;
    const here = addresses.filter(({ is }) => is.test(path)).flatMap(({ methods }) => methods);
    const fits = here.length === 0 ? KNOWN.includes(method) : here.includes(method);
    if (!fits) response.setHeader('Allow', [...new Set(here.length === 0 ? KNOWN : here)].join(', '));
    next(fits ? undefined : new HttpException('This method is not for this address.', 405));
  };
}

function addressesOf(document: Record<string, unknown>): Address[] {
  return Object.entries((document['paths'] ?? {}) as Record<string, object>).map(([path, described]) => {
    const methods = Object.keys(described)
      .map((method) => method.toUpperCase())
      .filter((method) => KNOWN.includes(method));
    const pattern = path
      .split(/[{][^}]+[}]/)
      .map((literal) => literal.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('[^/]+');
    return {
      is: new RegExp(`^${pattern}/?$`),
      methods: [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'],
    };
  });
}

/** JSON is all we speak. */
export function speaksJson(request: Request, _response: Response, next: NextFunction): void {
  const taken =
    !request.path.startsWith('/api/') || request.accepts('application/json', 'application/problem+json');
  next(taken === false ? new HttpException('This API answers in application/json.', 406) : undefined);
}

/** Nothing is kept on the way, and nothing is guessed to be a page. @param baseUrl by https: a year of nothing else. */
export function bareHeaders(baseUrl: string | undefined) {
  const isSecure = baseUrl?.startsWith('https:') === true;
  return (_request: Request, response: Response, next: NextFunction): void => {
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
    if (isSecure) response.setHeader('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
    next();
  };
}
