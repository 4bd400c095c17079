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
