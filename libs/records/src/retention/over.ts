import type { RetentionKind } from '@app/schools';

/** What of one kind is over: how many rows of which table, and how many records a legal hold keeps. */
export interface Over {
  readonly kind: RetentionKind;
  readonly rows: number;
  /** What the log kept of them, which goes with its salts. */
  readonly details: number;
  readonly tables: readonly { readonly table: string; readonly rows: number }[];
  readonly held: number;
}

const DETAILS = 'audit.detail';

/** @param found as `records.preview` and `records.sweep` answer. */
export function readOver(kind: RetentionKind, found: unknown): Over {
  const { went, held } = found as { went: Record<string, string>; held: number };
  const tables = Object.entries(went)
    .filter(([table]) => table !== DETAILS)
    .map(([table, rows]) => ({ table, rows: Number(rows) }))
    .sort((a, b) => (a.table < b.table ? -1 : 1));
  const rows = tables.reduce((sum, each) => sum + each.rows, 0);
  return { kind, rows, details: Number(went[DETAILS] ?? 0), tables, held };
}
