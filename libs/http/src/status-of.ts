import { HttpException } from '@nestjs/common';
import {
  BadInput,
  DomainError,
  NotAllowed,
  NotFound,
  RuleBroken,
  StaleVersion,
  Unavailable,
} from '@app/kernel';
import { databaseIsAway, sqlState } from '@app/platform';

/** Database errors that say something about the request. Anything unmapped is a 500 and a bug. */
const BY_SQLSTATE: Readonly<Record<string, number>> = {
  '22021': 400, // a byte no text may hold
  '22P02': 400, // text where a uuid or number belongs
  TR001: 403, // an interest, found by the database itself
  TR004: 409, // what never changes would have
  TR005: 409, // days that do not add up
  '23505': 409,
  '23514': 409,
};

/** The caller asks too often, rather than the service being away. */
const TOO_MANY: ReadonlySet<string> = new Set(['TOO_MANY_TRIES', 'TOO_MANY_REQUESTS']);

/** The one place where an error becomes an HTTP status. */
export function statusOf(error: unknown): number {
  if (error instanceof BadInput) return 400;
  if (error instanceof NotAllowed) return error.code === 'NOT_SIGNED_IN' ? 401 : 403;
  if (error instanceof NotFound) return 404;
  if (error instanceof RuleBroken) return error.code === 'KEY_REUSED' ? 422 : 409;
  if (error instanceof StaleVersion) return 412;
  if (error instanceof Unavailable) return TOO_MANY.has(error.code) ? 429 : 503;
  if (error instanceof DomainError) return 409;
  if (error instanceof HttpException) return error.getStatus();
  return databaseIsAway(error) ? 503 : (BY_SQLSTATE[sqlState(error) ?? ''] ?? 500);
}

/** Seconds; a database that was started again has caught up by then. */
const TRY_AGAIN_SECONDS = 5;

/** When it makes sense to ask again. @returns null where asking again would bring the same. */
export function retryAfterSeconds(error: unknown): number | null {
  if (error instanceof Unavailable) return error.retryAfterSeconds;
  return statusOf(error) === 503 ? TRY_AGAIN_SECONDS : null;
}

/** A code for machines beside the status. */
export function codeOf(error: unknown): string {
  if (error instanceof DomainError) return error.code;
  if (sqlState(error) === 'TR001') return 'INTERESTED';
  const status = statusOf(error);
  return status === 404 ? 'NOT_FOUND' : status >= 500 ? 'UNEXPECTED' : 'REFUSED';
}
