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

/**
 * For a PUT: which version the caller saw, or that there was nothing yet (`If-None-Match: *`).
 * @returns null for nothing yet.
 * @throws 428 where neither is said, 400 where both are or one says something else, StaleVersion as above.
 */
export function versionOrNone(
  { ifMatch, ifNoneMatch }: { readonly ifMatch?: string; readonly ifNoneMatch?: string },
  kind: string,
  id: string,
): number | null {
  if (ifNoneMatch === undefined) return versionSeen(ifMatch, kind, id);
  if (ifMatch !== undefined || ifNoneMatch !== '*')
    throw new BadInput([
      { path: 'If-None-Match', message: 'Send If-None-Match: * for what is new, or If-Match, never both' },
    ]);
  return null;
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
