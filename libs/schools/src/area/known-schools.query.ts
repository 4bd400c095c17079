import { RuleBroken, type SchoolUrn } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import type { SchoolStatus } from '../register/establishment-codes.js';

/** A step of verbs that take URNs from people: which of them are schools of this area, and are they open? */
export class KnownSchools {
  /** @returns those of the area alone; a register school outside it is as unknown as one that does not exist. */
  async among(tx: Tx, urns: readonly string[]): Promise<ReadonlyMap<SchoolUrn, SchoolStatus>> {
    if (urns.length === 0) return new Map();
    const rows = await tx.query<{ urn: SchoolUrn; status: SchoolStatus }>(
      `select l.urn, s.status from schools.area_school l join schools.school s on s.urn = l.urn
       where ${inArea(tx, 'l')} and l.state = 'live' and l.urn = any ($1)`,
      [[...urns]],
    );
    return new Map(rows.map(({ urn, status }) => [urn, status]));
  }

  /** @throws RuleBroken SCHOOL_CLOSED naming what followed it; SCHOOL_NOT_IN_AREA. */
  async requireOpen(tx: Tx, urn: SchoolUrn): Promise<void> {
    const status = (await this.among(tx, [urn])).get(urn);
    if (status === undefined)
      throw new RuleBroken('SCHOOL_NOT_IN_AREA', `School ${urn} does not belong to this area.`);
    if (status !== 'closed') return;
    const later = await tx.query<{ urn: SchoolUrn; name: string }>(
      `select s.urn, s.name from schools.later_of(array[$1::text]) u join schools.school s on s.urn = u
       where s.status <> 'closed' order by s.urn collate "C"`,
      [urn],
    );
    const followed = later.map((school) => `${school.name} (${school.urn})`).join(' and ');
    throw new RuleBroken(
      'SCHOOL_CLOSED',
      followed === '' ? `School ${urn} has closed.` : `School ${urn} has closed. It became ${followed}.`,
    );
  }
}
