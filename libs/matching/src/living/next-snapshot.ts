import type { KnownPairs } from '../snapshot/read-between.js';
import {
  readCommitments,
  readConflicts,
  readNeedsAndOffers,
  readNeedsAndSupporters,
  readSoundings,
} from '../snapshot/read-between.js';
import { byText, canonicalJson } from '../snapshot/canonical-json.js';
import { readNeeds } from '../snapshot/read-needs.js';
import { readDays, readOffers } from '../snapshot/read-offers.js';
import { requirePlaces } from '../snapshot/require-places.js';
import { RowReader } from '../snapshot/row-reader.js';
import type { Snapshot } from '../snapshot/snapshot.js';
import { GROUND } from '../what-changed.js';

/** Rows of one kind that were there and are not any more, and those that are new; a changed row is both. */
export interface Rows<Row> {
  readonly gone: readonly Row[];
  readonly made: readonly Row[];
}

type Kind =
  | 'needs'
  | 'offers'
  | 'days'
  | 'conflicts'
  | 'commitments'
  | 'soundings'
  | 'declines'
  | 'vetoes'
  | 'locks'
  | 'currentPlan';

export type ChangedRows = { readonly [Each in Kind]: Rows<Snapshot[Each][number]> };

export interface NextSnapshot {
  /** In canonical order; rows that have not changed are the very objects they were. */
  readonly snapshot: Snapshot;
  readonly changed: ChangedRows;
}

/**
 * The canonical form of a snapshot that differs in few rows from one already read: only the rows that differ are read.
 *
 * @param given the earlier snapshot as it was given, @param read the same in canonical order.
 * @returns null where it has to be read whole: too much is different, or something is wrong with it.
 */
export function nextSnapshot(
  given: Snapshot,
  read: Snapshot,
  next: Snapshot,
  known: KnownPairs,
): NextSnapshot | null {
  const isSame = (name: keyof Snapshot): boolean =>
    given[name] === next[name] || (textOf(next[name]) ?? '') === textOf(given[name]);
  if (
    !(['schema', ...GROUND] as const).every(isSame) ||
    (next.groups?.length ?? 0) > 0 ||
    (given.groups?.length ?? 0) > 0
  )
    return null;
  const reader = new RowReader();
  const { runDate, halfTerms } = read;
  const needs = differing(given.needs, next.needs);
  const offers = differing(given.offers, next.offers);
  const rows = {
    needs: readBoth(needs, (some) => readNeeds(reader, some, known, runDate)),
    offers: readBoth(offers, (some) => readOffers(reader, some, known, runDate)),
  };
  const pairs = withNames(known, rows);
  const between = <Name extends Exclude<Kind, 'needs' | 'offers'>>(
    name: Name,
    readRows: (some: unknown) => Snapshot[Name],
  ): Rows<Snapshot[Name][number]> =>
    readBoth(differing<Snapshot[Name][number]>(given[name], next[name]), readRows);
  const changed: ChangedRows = {
    ...rows,
    days: between('days', (some) => readDays(reader, some, known, halfTerms)),
    conflicts: between('conflicts', (some) => readConflicts(reader, some, known)),
    commitments: between('commitments', (some) => readCommitments(reader, some, pairs)),
    soundings: between('soundings', (some) => readSoundings(reader, some, known)),
    declines: between('declines', (some) => readNeedsAndSupporters(reader, some, 'declines', pairs)),
    vetoes: between('vetoes', (some) => readNeedsAndSupporters(reader, some, 'vetoes', pairs)),
    locks: between('locks', (some) => readNeedsAndOffers(reader, some, 'locks', pairs)),
    currentPlan: between('currentPlan', (some) => readNeedsAndOffers(reader, some, 'currentPlan', pairs)),
  };
  try {
    reader.finish(null, 'This snapshot cannot be matched.');
  } catch {
    return null;
  }
  const snapshot = put(read, changed, next);
  if (snapshot === null || snapshot.needs.length === 0 || snapshot.offers.length === 0) return null;
  if (namesWhatIsGone(snapshot, changed)) return null;
  requirePlaces(snapshot);
  return { snapshot, changed };
}

/** Null where it has no canonical form: then it is for the reader to say so. */
function textOf(value: unknown): string | null {
  try {
    return canonicalJson(value);
  } catch {
    return null;
  }
}

/** What lies between what two lists have in common at both ends, without the rows that stand in both. */
function differing<Row>(before: readonly Row[], after: readonly Row[]): Rows<Row> {
  if (before === after) return { gone: [], made: [] };
  let [start, one, two] = [0, before.length, after.length];
  while (start < one && start < two && before[start] === after[start]) start += 1;
  while (one > start && two > start && before[one - 1] === after[two - 1]) [one, two] = [one - 1, two - 1];
  const [old, now] = [new Set(before.slice(start, one)), new Set(after.slice(start, two))];
  // A row given twice is for the whole reading to name.
  const gone = [...old].filter((row) => !now.has(row));
  const made = after.slice(start, two).filter((row) => !old.has(row));
  if (gone.length === 0 || made.length === 0) return { gone, made };
  const [textsGone, textsMade] = [gone.map(textOf), made.map(textOf)];
  const [goneTexts, madeTexts] = [new Set(textsGone), new Set(textsMade)];
  return {
    gone: gone.filter((_, at) => !madeTexts.has(textsGone[at] ?? null)),
    made: made.filter((_, at) => !goneTexts.has(textsMade[at] ?? null)),
  };
}

/** Both are read, since what was given once need not stand in the order in which it was read. */
function readBoth<Row>({ gone, made }: Rows<Row>, readRows: (rows: unknown) => readonly Row[]): Rows<Row> {
  return {
    gone: gone.length === 0 ? gone : readRows(gone),
    made: made.length === 0 ? made : readRows(made),
  };
}

function withNames(known: KnownPairs, { needs, offers }: Pick<ChangedRows, 'needs' | 'offers'>): KnownPairs {
  const named = (names: ReadonlySet<string>, { made }: Rows<{ readonly id: string }>): ReadonlySet<string> =>
    made.length === 0 ? names : new Set([...names, ...made.map(({ id }) => id)]);
  return { ...known, needs: named(known.needs, needs), offers: named(known.offers, offers) };
}

type KeyOf = { readonly [Each in Kind]: (row: Snapshot[Each][number]) => string };

const KEY_OF: KeyOf = {
  needs: ({ id }) => id,
  offers: ({ id }) => id,
  days: ({ school, halfTerm }) => `${school} ${halfTerm}`,
  conflicts: ({ school, other, kind }) => `${school} ${other} ${kind}`,
  commitments: ({ id }) => id,
  soundings: ({ supporter }) => supporter,
  declines: ({ need, supporter }) => `${need} ${supporter}`,
  vetoes: ({ need, supporter }) => `${need} ${supporter}`,
  locks: ({ need, offer }) => `${need} ${offer}`,
  currentPlan: ({ need, offer }) => `${need} ${offer}`,
};

/** Null where a row stands twice. */
function put(read: Snapshot, changed: ChangedRows, next: Snapshot): Snapshot | null {
  const rows: { [Each in Kind]?: Snapshot[Each] } = {};
  for (const kind of Object.keys(KEY_OF) as Kind[]) {
    if (changed[kind].gone.length + changed[kind].made.length === 0) continue;
    const made = spliced<never>(read[kind] as never, changed[kind] as never, KEY_OF[kind]);
    if (made?.length !== next[kind].length) return null;
    rows[kind] = made;
  }
  return { ...read, ...rows };
}

/** Rows of a sorted list without some and with others. */
function spliced<Row>(
  rows: readonly Row[],
  { gone, made }: Rows<Row>,
  keyOf: (row: Row) => string,
): readonly Row[] | null {
  const list = [...rows];
  const keyAt = (at: number): string => {
    const row = list[at];
    return row === undefined ? '' : keyOf(row);
  };
  const placeOf = (key: string): number => {
    let [low, high] = [0, list.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (byText(keyAt(middle), key) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  for (const row of gone) {
    const key = keyOf(row);
    const at = placeOf(key);
    if (keyAt(at) !== key) return null;
    list.splice(at, 1);
  }
  for (const row of made) {
    const key = keyOf(row);
    const at = placeOf(key);
    if (keyAt(at) === key) return null;
    list.splice(at, 0, row);
  }
  return list;
}

/** Whether a row still names a need or an offer that there is no more. */
function namesWhatIsGone(snapshot: Snapshot, { needs, offers }: ChangedRows): boolean {
  const without = (rows: Rows<{ readonly id: string }>): ReadonlySet<string> => {
    const made = new Set(rows.made.map(({ id }) => id));
    return new Set(rows.gone.flatMap(({ id }) => (made.has(id) ? [] : [id])));
  };
  const [noNeeds, noOffers] = [without(needs), without(offers)];
  if (noNeeds.size + noOffers.size === 0) return false;
  const { declines, vetoes, locks, currentPlan } = snapshot;
  return (
    [...declines, ...vetoes].some(({ need }) => noNeeds.has(need)) ||
    [...locks, ...currentPlan].some(({ need, offer }) => noNeeds.has(need) || noOffers.has(offer))
  );
}
