import type { SchoolUrn } from '@app/kernel';
import type { LinkEvent } from './gather-events.js';
import { knotsOf } from './knots.js';
import type { IsOpen } from './school-link.js';

/** Schools of which the file says in a ring that one followed the other. None of these links is kept. */
export interface Loop {
  readonly urns: readonly SchoolUrn[];
  /** Rows of the file that tell it. */
  readonly lines: readonly number[];
}

export interface Untangled {
  readonly events: readonly LinkEvent[];
  readonly loops: readonly Loop[];
}

/**
 * History without rings. The official file names some mergers from both sides alike ("Result of Amalgamation"), which
 * reads as a ring of two: where exactly one school of a ring is open, it is the one that went on, so links that lead
 * away from it go. Every ring that is left is refused by name, with all its links.
 */
export function untangle(events: readonly LinkEvent[], isOpen: IsOpen): Untangled {
  const history = events.filter(({ kind }) => kind !== 'other');
  const towardsOpen = new Set<SchoolUrn>();
  const first = ringFinder(history);
  for (const knot of first.knots) {
    const open = knot.filter(isOpen);
    if (open.length === 1 && open[0]) towardsOpen.add(open[0]);
  }
  const directed = history.filter((event) => !(first.isInRing(event) && towardsOpen.has(event.fromUrn)));
  const second = ringFinder(directed);
  const refused = directed.filter(second.isInRing);
  return {
    events: [
      ...directed.filter((event) => !second.isInRing(event)),
      ...events.filter(({ kind }) => kind === 'other'),
    ],
    loops: second.knots.map((urns) => ({
      urns,
      lines: [
        ...new Set(refused.filter(({ fromUrn }) => urns.includes(fromUrn)).flatMap(({ lines }) => lines)),
      ].sort((a, b) => a - b),
    })),
  };
}

function ringFinder(events: readonly LinkEvent[]) {
  const knots = knotsOf(events);
  const ringOf = new Map(knots.flatMap((knot, at) => knot.map((urn) => [urn, at] as const)));
  const isInRing = ({ fromUrn, toUrn }: LinkEvent) => {
    const ring = ringOf.get(fromUrn);
    return ring !== undefined && ring === ringOf.get(toUrn);
  };
  return { knots, isInRing };
}
