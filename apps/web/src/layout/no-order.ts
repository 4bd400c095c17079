import { BadInput } from '@app/kernel';
import type { NextFunction, Request, RequestHandler, Response } from 'express';

/** Each list has one order, its own: another could tell what its reader may not see. An address that asks for one is refused. */
export function noOrder(): RequestHandler {
  return (request: Request, _response: Response, next: NextFunction): void => {
    const asks = new URLSearchParams(request.url.split('?')[1] ?? '').has('sort');
    next(
      asks
        ? new BadInput([{ path: 'sort', message: 'This list has one order: take “sort” out.' }])
        : undefined,
    );
  };
}
