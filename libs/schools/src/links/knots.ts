import type { SchoolUrn } from '@app/kernel';

interface Arrow {
  readonly fromUrn: SchoolUrn;
  readonly toUrn: SchoolUrn;
}

/**
 * Schools that can each be reached from the other by following arrows, so that history would go round for ever:
 * strongly connected components (Tarjan 1972) of two or more, or of one that points to itself. Without recursion, since
 * a file can hold a chain longer than the stack.
 */
export function knotsOf(arrows: readonly Arrow[]): SchoolUrn[][] {
  const next = new Map<SchoolUrn, SchoolUrn[]>();
  for (const { fromUrn, toUrn } of arrows) next.set(fromUrn, [...(next.get(fromUrn) ?? []), toUrn]);
  const order = new Map<SchoolUrn, number>();
  const lowest = new Map<SchoolUrn, number>();
  const open: SchoolUrn[] = [];
  const isOpen = new Set<SchoolUrn>();
  const knots: SchoolUrn[][] = [];

  const enter = (urn: SchoolUrn) => {
    lowest.set(urn, order.size);
    order.set(urn, order.size);
    open.push(urn);
    isOpen.add(urn);
    return { urn, rest: [...(next.get(urn) ?? [])] };
  };
  const lower = (urn: SchoolUrn, to: number) => lowest.set(urn, Math.min(lowest.get(urn) ?? to, to));

  for (const start of next.keys()) {
    const path = order.has(start) ? [] : [enter(start)];
    for (let here = path.at(-1); here; here = path.at(-1)) {
      const to = here.rest.pop();
      if (to === undefined) {
        path.pop();
        const above = path.at(-1);
        if (above) lower(above.urn, lowest.get(here.urn) ?? 0);
        if (lowest.get(here.urn) === order.get(here.urn)) {
          const knot = open.splice(open.lastIndexOf(here.urn));
          for (const urn of knot) isOpen.delete(urn);
          if (knot.length > 1 || next.get(here.urn)?.includes(here.urn)) knots.push(knot.sort());
        }
      } else if (!order.has(to)) path.push(enter(to));
      else if (isOpen.has(to)) lower(here.urn, order.get(to) ?? 0);
    }
  }
  return knots.sort((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1));
}
