import { NotAllowed, NotFound } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Log, UnitOfWork } from '@app/platform';
import type { NextFunction, Request, Response } from 'express';
import { openedBy } from './route-guard.js';
import { visitorOf } from './visitor.js';

/** Longer paths are cut: an entry names a place, not a text somebody typed. */
const MOST = 200;

const answers = new WeakMap<Request, unknown>();

/** A door's error filter says what it answers; whether that is a denial is asked here, and never by the door. */
export function answeredWith(request: Request, error: unknown): void {
  answers.set(request, error);
}

/**
 * Every denial leaves an entry (TRUST §3): who, what they tried, and where. Written when the answer has left, so that its
 * time says nothing about what is there, and apart from what the denied verb would have changed.
 */
export function withDenials(work: UnitOfWork, audit: AuditTrail, log: Log) {
  const note = async (request: Request): Promise<void> => {
    const refusal = refusalIn(answers.get(request));
    const { actor } = visitorOf(request);
    if (refusal === null || !actor || actor.area === null) return;
    const act = openedBy(request) ?? 'page.read';
    const entity = `${actor.door}:${request.method}:${placeOf(request.path)}`.slice(0, MOST);
    await audit.recordRefusal(work, actor, actor.area, { act, entity }, refusal);
  };
  return (request: Request, response: Response, next: NextFunction): void => {
    response.once('close', () => {
      note(request).catch((fault: unknown) => {
        const { requestId } = visitorOf(request);
        const error = fault instanceof Error ? fault.name : 'unknown';
        log.error('denial not written', { request: requestId, error });
      });
    });
    next();
  };
}

/** An address that is a secret by itself is named by its kind alone: the log must open nothing. */
function placeOf(path: string): string {
  return encodeURI(path.replace(/^\/(a|invitation|reset)\/[^/]+/, '/$1/-'));
}

/** What was refused to somebody; what is simply not there is none. */
function refusalIn(error: unknown): NotAllowed | null {
  if (error instanceof NotFound) return error.denied === null ? null : new NotAllowed(error.denied);
  return error instanceof NotAllowed && error.code !== 'NOT_SIGNED_IN' ? error : null;
}
