import type { Repeatable } from '@app/platform';

/** What makes two requests the same one: the route, the caller's key, and every word of what was asked. */
export function repeatOf(route: string, key: string, ...asked: readonly unknown[]): Repeatable {
  return { route: `api ${route}`, key, body: canonical(asked) };
}

/** One text per meaning: the order in which properties were sent says nothing. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
