import {
  Inject,
  Injectable,
  SetMetadata,
  type CanActivate,
  type CustomDecorator,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { mightEver, NotAllowed, NotFound, type Matrix } from '@app/kernel';
import { MATRIX } from '@app/platform';
import type { Request } from 'express';
import { NotSignedIn, visitorOf } from './visitor.js';

export const ALLOW = 'trellis.allow';
export const PUBLIC = 'trellis.public';

/** Names the rows of the permission table, any of which opens this route. The verb decides again on fresh facts. */
export const Allow = (...actions: [string, ...string[]]): CustomDecorator => SetMetadata(ALLOW, actions);
/** Signed in, whoever they are: their own start page, their own sign-out. */
export const AnyoneSignedIn = (): CustomDecorator => SetMetadata(ALLOW, []);
/** Open to the world. Every route says one or the other; a structural test fails on silence. */
export const Public = (): CustomDecorator => SetMetadata(PUBLIC, true);

const SCOPE_MISSING = 'This program was not given what this address asks for.';

const opened = new WeakMap<Request, string>();

/** The first action that the route of this request names; null before a route is found, and on open ones. */
export function openedBy(request: Request): string | null {
  return opened.get(request) ?? null;
}

/** Deny by default: a route that says nothing is closed. */
@Injectable()
export class RouteGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(MATRIX) private readonly matrix: Matrix,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, targets)) return true;
    const actions = this.reflector.getAllAndOverride<string[] | undefined>(ALLOW, targets);
    if (actions === undefined) throw new NotFound();
    const request = context.switchToHttp().getRequest<Request>();
    if (actions[0] !== undefined) opened.set(request, actions[0]);
    const { actor } = visitorOf(request);
    if (!actor) throw new NotSignedIn();
    const closed = actions.length > 0 && !actions.some((action) => mightEver(this.matrix, actor, action));
    // A program's owner has to know which right is missing; that there is such an address is in the document.
    if (closed && actor.kind === 'client') throw new NotAllowed('SCOPE_MISSING', SCOPE_MISSING);
    if (closed) throw new NotFound('NOT_GRANTED');
    return true;
  }
}
