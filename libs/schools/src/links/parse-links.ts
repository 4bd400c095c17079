import { setImmediate as othersTurn } from 'node:timers/promises';
import type { Encoding } from '../csv/decode-text.js';
import { Problems, type FileProblem } from '../csv/file-refused.js';
import { readTable } from '../csv/read-table.js';
import { readDayMonthYear, readUrn } from '../csv/read-words.js';
import { RowReader } from '../csv/row-reader.js';
import { NATIONAL_LIMITS, type TableKind } from '../csv/table-kind.js';
import { gatherEvents, type LinkRow } from './gather-events.js';
import { linkTypeOf } from './link-types.js';
import type { IsOpen, SchoolLink } from './school-link.js';
import { untangle, type Loop } from './untangle.js';

/** `links_edubasealldata.csv` of Get Information about Schools. */
const LINKS: TableKind = {
  says: 'links file',
  required: ['URN', 'LinkURN', 'LinkType', 'LinkEstablishedDate'],
  windows1252: true,
  damagedCells: 'read_as_blank',
  ...NATIONAL_LIMITS,
};

export interface LinksReading {
  readonly links: readonly SchoolLink[];
  readonly encoding: Encoding;
  readonly rows: number;
  /** Refused by name; everything else of the file stands. */
  readonly loops: readonly Loop[];
  /** Events whose rows give dates more than a day apart: kept, with the later school's date. */
  readonly datesApart: number;
  readonly undated: number;
  readonly notes: readonly FileProblem[];
}

export interface LinksOptions {
  /** Called about every 500 rows with the rows read so far. */
  readonly onProgress?: (rows: number) => void;
  /** Aborting ends the reading with the signal's reason: nothing has been kept. */
  readonly signal?: AbortSignal;
}

const PROGRESS_EVERY = 500;

/**
 * Reads the official links between schools: each event once, in the order of the file, rings refused by name.
 *
 * @param isOpen the register's word on which school went on, for mergers of which the file does not tell the direction.
 * @throws FileRefused naming line and column of everything that cannot be read.
 */
export async function parseLinks(
  bytes: Uint8Array,
  isOpen: IsOpen = () => false,
  options: LinksOptions = {},
): Promise<LinksReading> {
  const table = await readTable(bytes, LINKS);
  const problems = new Problems();
  const rows: LinkRow[] = [];
  let read = 0;
  for await (const row of table.rows(problems)) {
    if (++read % PROGRESS_EVERY === 0) {
      await othersTurn();
      options.signal?.throwIfAborted();
      options.onProgress?.(read);
    }
    const link = readLink(new RowReader(row, table.header, problems, []));
    if (link) rows.push(link);
  }
  problems.refuseIfAny();
  const { events, loops } = untangle(gatherEvents(rows), isOpen);
  return {
    links: events.map(({ fromUrn, toUrn, kind, linkedOn }) => ({ fromUrn, toUrn, kind, linkedOn })),
    encoding: table.encoding,
    rows: rows.length,
    loops,
    datesApart: events.filter(({ daysApart }) => daysApart > 1).length,
    undated: events.filter(({ linkedOn }) => linkedOn === null).length,
    notes: table.notes,
  };
}

function readLink(row: RowReader): LinkRow | null {
  const urn = row.read('URN', readUrn, null);
  const linkUrn = row.read('LinkURN', readUrn, null);
  const date = row.read('LinkEstablishedDate', readDayMonthYear, null);
  const typeName = row.text('LinkType');
  const type = linkTypeOf(typeName);
  if (!type) row.refuse('LinkType', `“${typeName ?? ''}” is not a kind of link that we know.`);
  return row.isSound && urn && linkUrn && type ? { line: row.line, urn, linkUrn, type, date } : null;
}

/** How many links begin or end at a school that the register does not hold. They are kept: most histories start there. */
export function countEndsOutside(
  links: readonly SchoolLink[],
  isInRegister: IsOpen,
): { readonly from: number; readonly to: number } {
  return {
    from: links.filter(({ fromUrn }) => !isInRegister(fromUrn)).length,
    to: links.filter(({ toUrn }) => !isInRegister(toUrn)).length,
  };
}
