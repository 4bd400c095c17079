import type { SchoolUrn } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { IdSource, Tx } from '@app/platform';
import { SCHOOL_NAMES } from './school-names.js';

/** Rows of one statement: each leaves an entry in the log, which takes most of the time. */
const AT_ONCE = 1_000;

/**
 * A step, not a verb: opening an area uses it inside its own act, and again after an import for schools that are new.
 * What already belongs to the area is left as it is.
 */
export class AddSchoolsToArea {
  constructor(
    private readonly audit: AuditTrail,
    private readonly ids: IdSource,
  ) {}

  /**
   * @param laCode the authority whose open schools join, those proposed to close too; null for every authority.
   * @returns the URNs that joined, in order.
   */
  async inside(tx: Tx, laCode: string | null): Promise<readonly SchoolUrn[]> {
    const missing = await tx.query<{ urn: SchoolUrn }>(
      `select s.urn from schools.school s
       where s.status in ('open', 'proposed_to_close') and ($1::text is null or s.la_code = $1)
         and not exists (select from schools.area_school l where l.area_id = $2 and l.urn = s.urn)
       order by s.urn collate "C"`,
      [laCode, tx.area],
    );
    const urns = missing.map(({ urn }) => urn);
    for (let from = 0; from < urns.length; from += AT_ONCE) {
      const some = urns.slice(from, from + AT_ONCE);
      await tx.query(
        `insert into schools.area_school (id, area_id, urn)
         select id, $3, urn from unnest($1::uuid[], $2::text[]) as joined (id, urn) on conflict (area_id, urn) do nothing`,
        [some.map(() => this.ids.next()), some, tx.area],
      );
    }
    tx.changed(SCHOOL_NAMES);
    if (urns.length > 0) {
      await this.audit.record(tx, {
        act: 'area.schools.add',
        entity: `schools.area:${tx.area}`,
        details: { la_code: laCode ?? 'all', schools: String(urns.length) },
      });
    }
    return urns;
  }
}
