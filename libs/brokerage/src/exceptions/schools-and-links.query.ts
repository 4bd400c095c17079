import type { SchoolUrn } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import type { SchoolsOfArea } from '@app/schools';
import { LIVE_PAIRINGS } from '../pairing/pairing.lifecycle.js';

export interface SchoolAndLink {
  readonly urn: SchoolUrn;
  readonly name: string;
  readonly district: string | null;
  /** Supports or is supported today; help of a day or less counts. */
  readonly linked: boolean;
}

/** More than any area has. */
const ALL = { limit: 20_000, offset: 0 };

/** A step of queries that decide for themselves: schools that are open, and whether each has a current link (R49). */
export class SchoolsAndLinks {
  constructor(private readonly schools: SchoolsOfArea) {}

  /** By name. */
  async ofArea(tx: Tx): Promise<SchoolAndLink[]> {
    const linked = await tx.query<{ urns: SchoolUrn[] }>(
      `select array[g.asker_urn, g.supporter_urn] as urns from brokerage.pairing g
         where ${inArea(tx, 'g')} and g.state = any ($1)
       union all select array[l.asker_urn, l.supporter_urn] from brokerage.light_pairing l
         where ${inArea(tx, 'l')} and l.state = 'active'
       union all select array_agg(s.urn) from brokerage.project j
         join brokerage.project_school s on s.area_id = j.area_id and s.project_id = j.id and s.state = 'taking_part'
         where ${inArea(tx, 'j')} and j.state in ('active', 'paused') group by j.id`,
      [[...LIVE_PAIRINGS]],
    );
    const known = new Set(linked.flatMap(({ urns }) => urns));
    const { schools } = await this.schools.page(tx, {}, ALL);
    return schools
      .filter(({ status }) => status !== 'closed' && status !== 'proposed_to_open')
      .map(({ urn, name, district }) => ({ urn, name, district, linked: known.has(urn) }));
  }
}
