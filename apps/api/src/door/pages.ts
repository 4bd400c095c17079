import { createHmac, timingSafeEqual } from 'node:crypto';
import { BadInput, type Actor } from '@app/kernel';
import type { Request, Response } from 'express';

export interface PageAsked {
  readonly limit: number;
  readonly offset: number;
  /** In milliseconds: up to which moment the first page looked, for lists that grow at their head; null where it said none. */
  readonly until: number | null;
}

export interface PageOf<Item> {
  readonly items: readonly Item[];
  /** Where the next page starts; null on the last. */
  readonly next: string | null;
}

/** As `readQuery` gave it. */
export type Query = Readonly<Record<string, string | undefined>>;

const USUAL = 25;
const MOST = 100;

/** Pages by a cursor that is signed for its caller and its query: it opens nothing for anybody else, and nothing new. */
export class Pages {
  constructor(private readonly secret: string) {}

  /** @throws BadInput for a limit out of range, and for a cursor that this API did not give for this very question. */
  asked(request: Request, query: Query, actor: Actor): PageAsked {
    const { limit: typed, cursor } = query;
    const limit = typed === undefined ? USUAL : Number(/^[1-9][0-9]{0,2}$/.exec(typed)?.[0] ?? NaN);
    if (!(limit <= MOST))
      throw new BadInput([{ path: 'limit', message: `Ask for 1 to ${String(MOST)} at a time` }]);
    if (cursor === undefined) return { limit, offset: 0, until: null };
    const found = /^([0-9a-z]{1,8}(?:-[0-9a-z]{1,9})?)[.]([A-Za-z0-9_-]{43})$/.exec(cursor);
    if (!found || !sameText(this.sign(request, query, actor, found[1] ?? ''), found[2] ?? ''))
      throw new BadInput([{ path: 'cursor', message: 'Send the cursor that came with the page before' }]);
    const [from = '', until] = (found[1] ?? '').split('-');
    return {
      limit,
      offset: parseInt(from, 36),
      until: until === undefined ? null : parseInt(until, 36),
    };
  }

  /** The page as it is sent, with its `Link`. */
  answer<Item>(
    request: Request,
    response: Response,
    query: Query,
    actor: Actor,
    {
      offset,
      items,
      total,
      until = null,
    }: { offset: number; items: readonly Item[]; total: number; until?: number | null },
  ): PageOf<Item> {
    const end = offset + items.length;
    if (items.length === 0 || end >= total) return { items, next: null };
    const from = until === null ? end.toString(36) : `${end.toString(36)}-${until.toString(36)}`;
    const next = `${from}.${this.sign(request, query, actor, from)}`;
    const asked = new URLSearchParams([...questionOf(query, []), ['cursor', next]]);
    response.setHeader('Link', `<${pathOf(request)}?${asked.toString()}>; rel="next"`);
    return { items, next };
  }

  private sign(request: Request, query: Query, actor: Actor, from: string): string {
    const question = new URLSearchParams(questionOf(query, ['limit'])).toString();
    const said = ['cursor/1', `${actor.kind}:${actor.id}`, actor.area, pathOf(request), question, from];
    return createHmac('sha256', this.secret).update(said.join('\n')).digest('base64url');
  }
}

function pathOf(request: Request): string {
  return request.baseUrl + request.path;
}

/** What is asked, in one order; where the page starts is no part of it. */
function questionOf(query: Query, without: readonly string[]): [string, string][] {
  return Object.entries(query)
    .filter(([name]) => name !== 'cursor' && !without.includes(name))
    .map(([name, value]): [string, string] => [name, value ?? ''])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
