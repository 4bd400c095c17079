import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA, SSE_METADATA } from '@nestjs/common/constants';
import { ALLOW, PUBLIC } from '@app/http';

export interface Route {
  readonly method: string;
  readonly path: string;
  /** What the route says of itself: the actions that open it, `anyone signed in`, `public`; null where it says nothing. */
  readonly opens: readonly string[] | 'anyone signed in' | 'public' | null;
  readonly events: boolean;
  readonly handler: string;
}

/** Every route of an app, read from its controllers' own decorators: what Nest itself builds its router from. */
export function routesOf(app: 'web' | 'api'): Route[] {
  const root = join(__dirname, '..', 'apps', app, 'src');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.controller\.ts$/.test(name),
  );
  return files.flatMap((file) => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const exported = Object.values(require(join(root, file)) as Record<string, unknown>);
    return exported.filter((made) => typeof made === 'function').flatMap((made) => routesIn(made));
  });
}

/** The routes of one class; none where it is no controller. */
export function routesIn(made: object & { prototype?: object }): Route[] {
  const bases = paths(Reflect.getMetadata(PATH_METADATA, made));
  if (bases === null || made.prototype === undefined) return [];
  const prototype = made.prototype as Record<string, unknown>;
  return namesOf(prototype).flatMap((name) => {
    const handler = prototype[name];
    if (typeof handler !== 'function' || name === 'constructor') return [];
    const own = paths(Reflect.getMetadata(PATH_METADATA, handler));
    if (own === null) return [];
    const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number] ?? 'GET';
    const events = Reflect.getMetadata(SSE_METADATA, handler) === true;
    const said = { opens: opensOf(handler, made), events, handler: `${nameOf(made)}.${name}`, method };
    return bases.flatMap((base) => own.map((path) => ({ ...said, path: joined(base, path) })));
  });
}

/** Its own and those that it inherits: Nest serves both. */
function namesOf(prototype: object): string[] {
  const above = Object.getPrototypeOf(prototype) as object | null;
  const inherited = above === null || above === Object.prototype ? [] : namesOf(above);
  return [...new Set([...inherited, ...Object.getOwnPropertyNames(prototype)])];
}

function opensOf(handler: object, made: object): Route['opens'] {
  for (const target of [handler, made]) {
    const actions = Reflect.getMetadata(ALLOW, target) as string[] | undefined;
    if (Reflect.getMetadata(PUBLIC, target) === true) return 'public';
    if (actions !== undefined) return actions.length === 0 ? 'anyone signed in' : actions;
  }
  return null;
}

function paths(given: unknown): string[] | null {
  if (given === undefined) return null;
  return (Array.isArray(given) ? given : [given]) as string[];
}

function joined(base: string, path: string): string {
  const parts = [base, path].map((part) => part.replaceAll(/^\/|\/$/g, '')).filter((part) => part !== '');
  return `/${parts.join('/')}`;
}

function nameOf(made: object): string {
  return (made as { name?: string }).name ?? 'a controller';
}
