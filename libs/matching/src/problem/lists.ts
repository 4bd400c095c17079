/** For each of many the rows that belong to it, one after the other: those of `at` stand from `first[at]` to `first[at + 1]`. */
export interface Lists {
  readonly first: Int32Array;
  readonly place: Int32Array;
  readonly bits: Uint8Array;
}

export interface ListRow {
  readonly of: number;
  readonly place: number;
  readonly bits: number;
}

/** Rows for the same two places become one with all their bits. */
export function lists(many: number, rows: readonly ListRow[]): Lists {
  const merged = new Map<number, ListRow>();
  const span = rows.reduce((most, { place }) => Math.max(most, place), 0) + 1;
  for (const row of rows) {
    if (row.of < 0 || row.place < 0) continue;
    const key = row.of * span + row.place;
    merged.set(key, { ...row, bits: row.bits | (merged.get(key)?.bits ?? 0) });
  }
  const sorted = [...merged.entries()].sort(([a], [b]) => a - b).map(([, row]) => row);
  const first = new Int32Array(many + 1);
  for (const { of } of sorted) first[of + 1] = (first[of + 1] ?? 0) + 1;
  for (let at = 0; at < many; at += 1) first[at + 1] = (first[at + 1] ?? 0) + (first[at] ?? 0);
  return {
    first,
    place: Int32Array.from(sorted, ({ place }) => place),
    bits: Uint8Array.from(sorted, ({ bits }) => bits),
  };
}

export function bitsOf<Word extends string>(order: readonly Word[], said: readonly Word[]): number {
  return said.reduce((sum, word) => sum | (1 << order.indexOf(word)), 0);
}
