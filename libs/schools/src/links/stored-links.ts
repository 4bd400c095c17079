import type { SchoolUrn } from '@app/kernel';
import type { Tx } from '@app/platform';
import { SchoolHistory } from './follow.js';
import type { IsOpen, SchoolLink } from './school-link.js';

const FIELDS = `k.from_urn as "fromUrn", k.to_urn as "toUrn", k.kind, to_char(k.linked_on, 'YYYY-MM-DD') as "linkedOn"`;
const ORDER = `k.from_urn collate "C", k.to_urn collate "C", k.kind`;

/** Every link on the way back from these schools and on from them, in a stable order. */
export async function linksAround(tx: Tx, urns: readonly SchoolUrn[]): Promise<SchoolLink[]> {
  return tx.query<SchoolLink>(
    `select ${FIELDS} from schools.school_link k
     where k.from_urn in (select schools.later_of($1::text[])) or k.to_urn in (select schools.earlier_of($1::text[]))
     order by ${ORDER}`,
    [urns],
  );
}

export async function allLinks(tx: Tx): Promise<SchoolLink[]> {
  return tx.query<SchoolLink>(`select ${FIELDS} from schools.school_link k order by ${ORDER}`);
}

/** The register's word on which schools are open, for those at either end of these links. */
export async function isInUse(tx: Tx, links: readonly SchoolLink[]): Promise<IsOpen> {
  const ends = [...new Set(links.flatMap(({ fromUrn, toUrn }) => [fromUrn, toUrn]))];
  const open = await openSchools(tx, ends);
  return (urn) => open.has(urn);
}

/** Schools open today, those proposed to close too. @param among null for all. */
export async function openSchools(
  tx: Tx,
  among: readonly SchoolUrn[] | null,
): Promise<ReadonlySet<SchoolUrn>> {
  const rows = await tx.query<{ urn: SchoolUrn }>(
    `select urn from schools.school where status in ('open', 'proposed_to_close')
       and ($1::text[] is null or urn = any ($1::text[]))`,
    [among],
  );
  return new Set(rows.map(({ urn }) => urn));
}

/** The history of these schools, for records that were made under an earlier number. */
export async function historyAround(tx: Tx, urns: readonly SchoolUrn[]): Promise<SchoolHistory> {
  const links = await linksAround(tx, urns);
  return new SchoolHistory(links, await isInUse(tx, links));
}

/** Links of one statement. */
const AT_ONCE = 5_000;

/** Puts these links in the place of those they replace. @param onWritten as with schools: throwing ends it all. */
export async function writeLinks(
  tx: Tx,
  links: { readonly replaced: readonly SchoolLink[]; readonly written: readonly SchoolLink[] },
  importId: string,
  onWritten: (links: number) => void,
): Promise<void> {
  if (links.replaced.length > 0) {
    await tx.query(
      `delete from schools.school_link k using jsonb_to_recordset($1::jsonb) as r ("fromUrn" text, "toUrn" text, kind text)
       where k.from_urn = r."fromUrn" and k.to_urn = r."toUrn" and k.kind = r.kind returning 1`,
      [JSON.stringify(links.replaced)],
    );
  }
  for (let from = 0; from < links.written.length; from += AT_ONCE) {
    const some = links.written.slice(from, from + AT_ONCE);
    await tx.query(
      `insert into schools.school_link (from_urn, to_urn, kind, linked_on, import_id)
       select r."fromUrn", r."toUrn", r.kind, r."linkedOn", $2::uuid
       from jsonb_to_recordset($1::jsonb) as r ("fromUrn" text, "toUrn" text, kind text, "linkedOn" date)`,
      [JSON.stringify(some), importId],
    );
    onWritten(from + some.length);
  }
}
