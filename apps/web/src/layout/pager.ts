import type { FormValues } from './answers.js';

interface PagerLink {
  readonly href: string;
}

/** What GOV.UK's pagination reads; null where one page is all. The filter stays in every address. */
export interface Pager {
  readonly previous?: PagerLink;
  readonly next?: PagerLink;
  readonly items: readonly {
    readonly number?: number;
    readonly href?: string;
    readonly current?: boolean;
    readonly ellipsis?: boolean;
  }[];
}

export function pager(path: string, filter: FormValues, current: number, pages: number): Pager | null {
  if (pages <= 1) return null;
  const href = (page: number): string => `${path}?${addressOf({ ...filter, page: String(page) })}`;
  const shown = [1, current - 1, current, current + 1, pages].filter(
    (page, at, all) => page >= 1 && page <= pages && all.indexOf(page) === at,
  );
  const items = shown.flatMap((page, at) => {
    const gap = at > 0 && page - (shown[at - 1] ?? 0) > 1 ? [{ ellipsis: true }] : [];
    return [...gap, { number: page, href: href(page), current: page === current }];
  });
  return {
    ...(current > 1 ? { previous: { href: href(current - 1) } } : {}),
    ...(current < pages ? { next: { href: href(current + 1) } } : {}),
    items,
  };
}

function addressOf(values: FormValues): string {
  const address = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const each of typeof value === 'string' ? [value] : (value ?? [])) address.append(name, each);
  }
  return address.toString();
}
