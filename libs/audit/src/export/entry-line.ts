import type { SchoolUrn } from '@app/kernel';

/** One leaf with what stands behind it, as the database holds it. */
export interface LeafRow {
  readonly idx: number;
  readonly hash: Buffer;
  readonly id: string | null;
  readonly kind: 'act' | 'change' | null;
  readonly schools: readonly SchoolUrn[] | null;
  /** Null where somebody took the entry out behind the log's back: the export says so rather than leave it out. */
  readonly bytes: string | null;
  readonly details:
    readonly { readonly name: string; readonly salt: string; readonly value: string }[] | null;
}

type DetailLine =
  | { readonly name: string; readonly salt: string; readonly value: string }
  | { readonly name: string; readonly state: 'erased' | 'withheld' };

/** A line of `entries.jsonl`. */
export interface EntryLine {
  readonly index: number;
  readonly bytes: string | null;
  readonly leaf: string;
  /** Not for who exported it: its commitment alone stands here. Where bytes are missing without it, they were taken out. */
  readonly withheld?: true;
  readonly details?: readonly DetailLine[];
  /** In an export of a part: the path from this leaf to the root. */
  readonly proof?: readonly string[];
}

/**
 * @param open whether free text and personal values may leave. Of a change they never do: which columns changed is all
 *   that the log shows (a need's text is not read through it).
 */
export function entryLine(row: LeafRow, open: boolean): EntryLine {
  const held = new Map((row.details ?? []).map((detail) => [detail.name, detail]));
  const details = namesOf(row.bytes).map((name): DetailLine => {
    const detail = held.get(name);
    if (detail === undefined) return { name, state: 'erased' };
    return open && row.kind === 'act' ? detail : { name, state: 'withheld' };
  });
  const line = { index: row.idx, bytes: row.bytes, leaf: row.hash.toString('hex') };
  return details.length === 0 ? line : { ...line, details };
}

/** Its place and commitment, and nothing of what it says. */
export function closedLine(row: LeafRow): EntryLine {
  return { index: row.idx, bytes: null, leaf: row.hash.toString('hex'), withheld: true };
}

/** The details that an entry commits to: `details=name:<hex>,other:<hex>`. */
export function namesOf(bytes: string | null): string[] {
  const named = /\ndetails=([^\n]+)\n/.exec(bytes ?? '')?.[1];
  return named === undefined ? [] : named.split(',').map((each) => each.slice(0, each.indexOf(':')));
}
