import type { NextFunction, Request, RequestHandler, Response } from 'express';

/** The token is the form's first field, so it stands in the first kilobyte of what a browser sends. */
const ENOUGH = 4_096;
const TOKEN = /name="_csrf"\r\n\r\n([A-Za-z0-9_-]{1,100})\r\n/;

/**
 * Finds the token at the head of a multipart form and puts all of it back: who posts is known before a file of 100 MB is
 * read, and nobody without the right ever has one read.
 */
export function postedTokens(): RequestHandler {
  return (request: Request, _response: Response, next: NextFunction): void => {
    if (request.method !== 'POST' || request.is('multipart/form-data') === false) {
      next();
      return;
    }
    headOf(request).then(
      (head) => {
        const token = TOKEN.exec(head)?.[1];
        if (token !== undefined) request.body = { _csrf: token };
        next();
      },
      (error: unknown) => next(error),
    );
  };
}

function headOf(request: Request): Promise<string> {
  return new Promise((resolve, reject) => {
    let read = Buffer.alloc(0);
    const over = (): void => {
      request.off('readable', more).off('end', over).off('error', reject);
      if (read.length > 0) request.unshift(read);
      resolve(read.toString('latin1'));
    };
    const more = (): void => {
      let chunk = request.read() as Buffer | null;
      while (chunk !== null) {
        read = Buffer.concat([read, chunk]);
        if (read.length >= ENOUGH || TOKEN.test(read.toString('latin1'))) {
          over();
          return;
        }
        chunk = request.read() as Buffer | null;
      }
    };
    request.on('readable', more).on('end', over).on('error', reject);
  });
}
