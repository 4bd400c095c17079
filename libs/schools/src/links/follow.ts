import type { SchoolUrn } from '@app/kernel';
import type { IsOpen, SchoolLink } from './school-link.js';

/**
 * Where a school's history has come to: its current URNs, each once, in order. More than one after a split; the school
 * itself where nothing followed. A school that is still open is current although a successor may be announced; only
 * what split off from it is current beside it.
 *
 * @param isOpen the register's word; without it, a school is current where the file names no successor.
 */
export function follow(
  urn: SchoolUrn,
  links: readonly SchoolLink[],
  isOpen: IsOpen = () => false,
): SchoolUrn[] {
  return new SchoolHistory(links, isOpen).currentOf(urn);
}

/** The links, indexed once for many questions. */
export class SchoolHistory {
  private readonly after = new Map<SchoolUrn, SchoolLink[]>();
  private readonly before = new Map<SchoolUrn, SchoolLink[]>();

  constructor(
    links: readonly SchoolLink[],
    private readonly isOpen: IsOpen = () => false,
  ) {
    for (const link of links) {
      if (link.kind === 'other') continue;
      put(this.after, link.fromUrn, link);
      put(this.before, link.toUrn, link);
    }
  }

  currentOf(urn: SchoolUrn): SchoolUrn[] {
    const current = reach(urn, (at) => this.onward(at)).filter(
      (at) => this.isOpen(at) || this.onward(at).length === 0,
    );
    // Only a ring has no end; the import refuses those, so this is for links that came another way.
    return current.length > 0 ? current.sort() : [urn];
  }

  /** Every URN whose history leads to this school, itself left out: figures published under them are its own past. */
  earlierOf(urn: SchoolUrn): SchoolUrn[] {
    const back = (at: SchoolUrn) => (this.before.get(at) ?? []).map(({ fromUrn }) => fromUrn);
    return reach(urn, back)
      .filter((at) => at !== urn)
      .sort();
  }

  private onward(urn: SchoolUrn): SchoolUrn[] {
    const links = this.after.get(urn) ?? [];
    return (this.isOpen(urn) ? links.filter(({ kind }) => kind === 'split') : links).map(
      ({ toUrn }) => toUrn,
    );
  }
}

function put(index: Map<SchoolUrn, SchoolLink[]>, urn: SchoolUrn, link: SchoolLink): void {
  const known = index.get(urn);
  if (known) known.push(link);
  else index.set(urn, [link]);
}

/** Everything that can be reached, the start included, each once: a ring ends where it began. */
function reach(start: SchoolUrn, onward: (urn: SchoolUrn) => readonly SchoolUrn[]): SchoolUrn[] {
  const met = new Set([start]);
  for (const urn of met) for (const next of onward(urn)) met.add(next);
  return [...met];
}
