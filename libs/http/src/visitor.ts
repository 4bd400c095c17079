import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { NotAllowed, type AccountId, type Actor, type AreaId } from '@app/kernel';
import type { FactorKind } from '@app/identity';
import type { ProviderName } from '@app/platform';
import type { Request } from 'express';

/** Who this request is from, as the door found out before any handler runs. */
export interface Visitor {
  readonly requestId: string;
  readonly actor: Actor | null;
  /** Null for a program that is nobody's. */
  readonly account: AccountId | null;
  /** The session id of the cookie, signed in or not: what the CSRF token is bound to. Null at the API. */
  readonly sessionId: string | null;
  /** What they are asked for besides the password; left out where nobody signs in by one. */
  readonly factors?: readonly FactorKind[];
  /** False for whoever has no password; left out where nobody is asked for one. */
  readonly password?: boolean;
  /** Where else they have an account that signs them in here. */
  readonly providers?: readonly ProviderName[];
}

const visitors = new WeakMap<Request, Visitor>();

export function setVisitor(request: Request, visitor: Visitor): void {
  visitors.set(request, visitor);
}

export function visitorOf(request: Request): Visitor {
  return visitors.get(request) ?? { requestId: 'unknown', actor: null, account: null, sessionId: null };
}

export class NotSignedIn extends NotAllowed {
  constructor() {
    super('NOT_SIGNED_IN', 'Sign in first.');
  }
}

export interface SignedIn {
  readonly actor: Actor;
  readonly area: AreaId;
  /** Null for a program that is nobody's. */
  readonly account: AccountId | null;
  readonly requestId: string;
}

/** The signed-in person of a handler behind `@Allow`. */
export function signedIn(request: Request): SignedIn {
  const { actor, account, requestId } = visitorOf(request);
  if (!actor || actor.area === null || (account === null && actor.kind === 'person')) throw new NotSignedIn();
  return { actor, area: actor.area, account, requestId };
}

export const Me = createParamDecorator((_: unknown, context: ExecutionContext): SignedIn =>
  signedIn(context.switchToHttp().getRequest<Request>()),
);

export const CurrentVisitor = createParamDecorator((_: unknown, context: ExecutionContext): Visitor =>
  visitorOf(context.switchToHttp().getRequest<Request>()),
);
