import type { SchoolUrn } from '@app/kernel';
import type { IsoDate } from '../csv/read-words.js';
import type { LinkType } from './link-types.js';
import type { LinkKind, SchoolLink } from './school-link.js';

/** One row of the links file, read. */
export interface LinkRow {
  readonly line: number;
  readonly urn: SchoolUrn;
  readonly linkUrn: SchoolUrn;
  readonly type: LinkType;
  readonly date: IsoDate | null;
}

/** An event with the rows that tell it. */
export interface LinkEvent extends SchoolLink {
  readonly lines: readonly number[];
  /** Days between the earliest and the latest date of its rows; a day apart is how the file tells one event. */
  readonly daysApart: number;
}

interface Told {
  readonly from: SchoolUrn;
  readonly to: SchoolUrn;
  readonly kind: LinkKind;
  readonly row: LinkRow;
  /** True for the row of the later school, whose date is its own first day. */
  readonly byLater: boolean;
}

/** Where two rows name an event differently, the more particular word stands. */
const PARTICULAR: readonly LinkKind[] = ['other', 'successor', 'merger', 'split'];
const DAY_MS = 86_400_000;

/** Both directions of a link are one event; a row that does not tell the direction tells it both ways, for `untangle`. */
export function gatherEvents(rows: readonly LinkRow[]): LinkEvent[] {
  const events = new Map<string, Told[]>();
  for (const told of rows.flatMap(tellings)) {
    const key = `${told.from}>${told.to}${told.kind === 'other' ? '>other' : ''}`;
    const known = events.get(key);
    if (known) known.push(told);
    else events.set(key, [told]);
  }
  return [...events.values()].map(eventOf);
}

function tellings(row: LinkRow): Told[] {
  const { urn, linkUrn, type } = row;
  const after: Told = { from: urn, to: linkUrn, kind: type.kind, row, byLater: false };
  const before: Told = { from: linkUrn, to: urn, kind: type.kind, row, byLater: true };
  // No history follows an "other" link, so the smaller number stands first in both its rows.
  if (type.kind === 'other') return [urn < linkUrn ? after : before];
  return { after: [after], before: [before], either: [after, before] }[type.direction];
}

function eventOf(told: readonly Told[]): LinkEvent {
  const [{ from, to }] = told as [Told, ...Told[]];
  const kind = told
    .map((one) => one.kind)
    .reduce((a, b) => (PARTICULAR.indexOf(b) > PARTICULAR.indexOf(a) ? b : a));
  const dated = told.filter(({ row }) => row.date !== null);
  const days = dated.map(({ row }) => Date.parse(row.date ?? '') / DAY_MS);
  return {
    fromUrn: from,
    toUrn: to,
    kind,
    linkedOn: (dated.find(({ byLater }) => byLater) ?? dated[0])?.row.date ?? null,
    lines: [...new Set(told.map(({ row }) => row.line))],
    daysApart: days.length < 2 ? 0 : Math.max(...days) - Math.min(...days),
  };
}
