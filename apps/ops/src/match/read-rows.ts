import { Problems, readTable, RowReader, type TableKind } from '@app/schools';

/**
 * All rows of a file, or every fault by line and column.
 *
 * @param keyOf what tells rows apart, and the column it stands in: the same twice is refused.
 * @throws FileRefused
 */
export async function readRows<Made>(
  bytes: Uint8Array,
  kind: TableKind,
  make: (row: RowReader) => Made,
  keyOf: (made: Made) => readonly [column: string, key: string],
  mayBeEmpty = false,
): Promise<Made[]> {
  const table = await readTable(bytes, kind);
  const problems = new Problems();
  const seen = new Map<string, number>();
  const made: Made[] = [];
  for await (const row of table.rows(problems)) {
    const reader = new RowReader(row, table.header, problems, []);
    const each = make(reader);
    const [column, key] = keyOf(each);
    const before = seen.get(key);
    if (before !== undefined) reader.refuse(column, `“${key}” is on line ${String(before)} too.`);
    else if (key !== '') seen.set(key, row.line);
    made.push(each);
  }
  if (made.length === 0 && !mayBeEmpty)
    problems.add({ line: null, column: null, message: `This ${kind.says} has no rows.` });
  problems.refuseIfAny();
  return made;
}

/** A name for a need or an offer, in the words of the spreadsheet. */
export function named(row: RowReader, column: string): string {
  const id = row.text(column) ?? '';
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/.test(id))
    row.refuse(column, 'Give each row a name of letters, digits, dots or dashes.');
  return id;
}
