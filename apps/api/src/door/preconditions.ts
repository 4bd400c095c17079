import { createParamDecorator, HttpException, type ExecutionContext } from '@nestjs/common';
import { BadInput, StaleVersion } from '@app/kernel';
import type { Request } from 'express';

/** A strong ETag is the record's version: `"need-<id>-3"`. */
export function etagOf(kind: string, id: string, version: number): string {
  return `"${kind}-${id}-${version}"`;
}

export interface Seen {
  readonly id: string;
  readonly version: number;
}

/**
 * @returns which record of this kind the caller saw, and which version of it.
 * @throws 428 where there is no If-Match, 400 where it is `*`, weak or a list, StaleVersion where it is another kind's.
 */
export function recordSeen(ifMatch: string | undefined, kind: string): Seen {
  if (ifMatch === undefined) throw new HttpException('Say which version you saw, with If-Match.', 428);
  const found = /^"([a-z-]+)-([0-9a-f-]{36})-([0-9]{1,9})"$/.exec(ifMatch);
  if (!found)
    throw new BadInput([{ path: 'If-Match', message: 'Send one strong ETag, as this API gave it' }]);
  if (found[1] !== kind || found[2] === undefined) throw new StaleVersion();
  return { id: found[2], version: Number(found[3]) };
}

/**
 * @returns the version that the caller saw.
 * @throws as above, and StaleVersion where it is another record's.
 */
export function versionSeen(ifMatch: string | undefined, kind: string, id: string): number {
  const seen = recordSeen(ifMatch, kind);
  if (seen.id !== id) throw new StaleVersion();
  return seen.version;
}

/** Every POST carries one: a repeat has one effect and one answer. */
export const IdempotencyKey = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const key = context.switchToHttp().getRequest<Request>().get('idempotency-key');
  if (key === undefined || !/^[!-~]{1,200}$/.test(key)) {
    throw new BadInput([
      { path: 'Idempotency-Key', message: 'Send an Idempotency-Key of 1 to 200 printable characters' },
    ]);
  }
  return key;
});
