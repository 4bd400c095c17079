import type { Tx } from '@app/platform';
import type { IsoDate } from '../csv/read-words.js';
import type { RegisterEdition } from './register-age.js';
import type { RegisterSchool } from './register-school.js';
import { SCHOOL_FIELDS, UPSERT_SCHOOLS } from './school-columns.js';

/** Schools of one statement: about a megabyte, well inside any statement's time. */
const AT_ONCE = 1_000;

export async function storedSchools(tx: Tx): Promise<ReadonlyMap<string, RegisterSchool>> {
  const rows = await tx.query<RegisterSchool>(`select ${SCHOOL_FIELDS} from schools.school s`);
  return new Map(rows.map((school) => [school.urn, school]));
}

/** @param onWritten called after each batch with how many are written; throwing ends it, and the transaction with it. */
export async function writeSchools(
  tx: Tx,
  schools: readonly RegisterSchool[],
  importId: string,
  onWritten: (schools: number) => void,
): Promise<void> {
  for (let from = 0; from < schools.length; from += AT_ONCE) {
    const some = schools.slice(from, from + AT_ONCE);
    await tx.query(UPSERT_SCHOOLS, [JSON.stringify(some), importId]);
    onWritten(from + some.length);
  }
}

/** The newest that committed files said of themselves: a file drawn before is an older edition. */
export async function editionInForce(tx: Tx): Promise<RegisterEdition> {
  const [row] = await tx.query<{ extract: IsoDate | null; opening: IsoDate | null }>(
    `select to_char(max(extract_date), 'YYYY-MM-DD') as extract, to_char(max(latest_opening), 'YYYY-MM-DD') as opening
     from schools.register_import where state = 'committed' and kind = 'register'`,
  );
  return { extractDate: row?.extract ?? null, latestOpening: row?.opening ?? null };
}
