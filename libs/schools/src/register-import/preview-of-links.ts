import type { LinksDiff } from '../links/diff-links.js';
import { countEndsOutside, type LinksReading } from '../links/parse-links.js';
import type { IsOpen, SchoolLink } from '../links/school-link.js';
import { FALL } from '../register/diff-register.js';
import { group, NAMED_MOST, type ImportPreview, type NamedChange } from './import-preview.js';

/** The preview of a links file: counts, and which schools are meant. */
export function previewOfLinks(
  reading: LinksReading,
  diff: LinksDiff,
  isInRegister: IsOpen,
  stored: number,
): ImportPreview {
  const outside = countEndsOutside(reading.links, isInRegister);
  const fell = (stored - reading.links.length) * FALL.rows > stored * FALL.of;
  return {
    rows: reading.rows,
    encoding: reading.encoding,
    extractDate: null,
    latestOpening: null,
    writes: diff.added.length + diff.changed.length,
    unchanged: diff.unchanged,
    before: stored,
    groups: [
      group(
        'added',
        diff.added.map((link) => named(link, null, say(link))),
      ),
      group(
        'changed',
        diff.changed.map(({ before, now }) => named(now[0] ?? before[0], all(before), all(now))),
      ),
      group(
        'absent',
        diff.absent.map((link) => named(link, say(link), null)),
      ),
      group(
        'loops',
        reading.loops.map(({ urns }) => ({
          urn: urns[0] ?? '',
          name: null,
          was: null,
          now: urns.join(', '),
        })),
      ),
    ],
    leftOut: [
      { what: 'loops', count: reading.loops.length },
      { what: 'undated', count: reading.undated },
      { what: 'datesApart', count: reading.datesApart },
      { what: 'fromOutside', count: outside.from },
      { what: 'toOutside', count: outside.to },
    ],
    notes: reading.notes.slice(0, NAMED_MOST),
    noteCount: reading.notes.length,
    needs: fell ? ['fall'] : [],
  };
}

const say = ({ fromUrn, toUrn, kind, linkedOn }: SchoolLink): string =>
  `${kind} ${fromUrn} to ${toUrn}${linkedOn === null ? '' : ` on ${linkedOn}`}`;

const all = (links: readonly SchoolLink[]): string => links.map(say).join('; ');

function named(link: SchoolLink | undefined, was: string | null, now: string | null): NamedChange {
  return { urn: link?.toUrn ?? '', name: null, was, now };
}
