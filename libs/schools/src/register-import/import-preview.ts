import type { FileProblem } from '../csv/file-refused.js';
import type { Encoding } from '../csv/decode-text.js';
import type { IsoDate } from '../csv/read-words.js';

/** What a person must say is right before the file may be committed. */
export type Confirmation =
  /** More than 5 % fewer rows than what is stored. */
  | 'fall'
  /** Its latest opening lies before what is stored already, and it tells no date of its own. */
  | 'may_be_older';

export const CONFIRMATIONS: readonly Confirmation[] = ['fall', 'may_be_older'];

/** One line of a preview: a school and what becomes of it. */
export interface NamedChange {
  readonly urn: string;
  readonly name: string | null;
  readonly was: string | null;
  readonly now: string | null;
}

export interface ChangeGroup {
  /** Like `added`, `closed`, `movedTrust`. */
  readonly what: string;
  readonly count: number;
  /** The first of them; a first import adds more than anybody reads. */
  readonly named: readonly NamedChange[];
}

/** What an import would change, as a person is shown it and as it is kept. */
export interface ImportPreview {
  readonly rows: number;
  readonly encoding: Encoding;
  readonly extractDate: IsoDate | null;
  readonly latestOpening: IsoDate | null;
  /** Schools or links that would be written; 0: there is nothing to do. */
  readonly writes: number;
  readonly unchanged: number;
  readonly before: number;
  readonly groups: readonly ChangeGroup[];
  /** Rows that are no school, or say again what another said, or rings of links that are left out. */
  readonly leftOut: readonly { readonly what: string; readonly count: number }[];
  /** Places read as unknown. */
  readonly notes: readonly FileProblem[];
  readonly noteCount: number;
  readonly needs: readonly Confirmation[];
}

/** Why an import ended without effect: a refused file names its rows. */
export interface ImportFailure {
  readonly code: string;
  readonly message: string;
  readonly problems: readonly FileProblem[];
  /** How many problems there are where not all are listed. */
  readonly total: number;
}

/** What a commit did. A second commit of the same import answers with the first one's. */
export interface ImportResult {
  readonly id: string;
  readonly fileHash: string;
  readonly written: number;
  readonly counts: Readonly<Record<string, number>>;
}

export const NAMED_MOST = 200;

export function group(what: string, changes: readonly NamedChange[]): ChangeGroup {
  return { what, count: changes.length, named: changes.slice(0, NAMED_MOST) };
}

/** Every count of a preview by its name, for the log. */
export function countsOf(preview: ImportPreview): Record<string, number> {
  const groups = preview.groups.map(({ what, count }) => [what, count] as const);
  return {
    rows: preview.rows,
    writes: preview.writes,
    unchanged: preview.unchanged,
    ...Object.fromEntries(groups),
  };
}
