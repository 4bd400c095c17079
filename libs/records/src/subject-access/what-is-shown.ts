/** A row that names a person, as the database holds it. */
export interface FoundRow {
  readonly tbl: string;
  readonly found: Readonly<Record<string, unknown>>;
  /** It names somebody else too. */
  readonly others: boolean;
}

export interface ShownRow {
  readonly table: string;
  readonly id: string | null;
  readonly values: Readonly<Record<string, unknown>>;
  /** Columns whose words may be somebody else's confidence. */
  readonly withheld: readonly string[];
}

/** Never given away: who holds one of these can act as the person, or checks a secret by it. */
const SECRET = /hash|secret|sealed|salt|public_key|credential|challenge/;
const PLUMBING = new Set(['area_id', 'version']);
/** A code, a reference, a number, a day or a moment: nobody's words. */
const CODE = /^[A-Za-z0-9_.:/+-]{0,60}$/;

/**
 * What the person gets of a row: all of it where it names nobody else; else what happened, when and in which state,
 * and no words, which may be another's confidence. Other people stay ids, which mean nothing outside.
 */
export function shownOf({ tbl, found, others }: FoundRow): ShownRow {
  const values: Record<string, unknown> = {};
  const withheld: string[] = [];
  for (const [column, value] of Object.entries(found)) {
    if (value === null || PLUMBING.has(column) || SECRET.test(column)) continue;
    if (others && !isPlain(value)) withheld.push(column);
    else values[column] = value;
  }
  return { table: tbl, id: typeof found['id'] === 'string' ? found['id'] : null, values, withheld };
}

function isPlain(value: unknown): boolean {
  if (typeof value === 'string') return CODE.test(value);
  if (Array.isArray(value)) return value.every(isPlain);
  return typeof value !== 'object';
}
