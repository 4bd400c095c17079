import { decide, instantOf, localDateOf, type Clock, type Matrix, type SchoolUrn } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import type { Namers } from '../namers.js';
import { LIVE_PAIRINGS } from '../pairing/pairing.lifecycle.js';
import { LIVE_PROJECTS } from '../project/project.lifecycle.js';
import type { SideTask, SideWithoutHead } from './without-head.views.js';

interface Row extends Omit<SideWithoutHead, 'school'> {
  readonly gardenerPersonId: string;
  /** Every school of the work: an interest in any of them closes it. */
  readonly schools: readonly SchoolUrn[];
  readonly agreedAt: Date;
}

/** Sides whose head's post has ended while the work lives: for its gardener, for its page and for officers. */
export class SidesWithoutHead {
  constructor(
    private readonly matrix: Matrix,
    private readonly clock: Clock,
    private readonly namers: Namers,
  ) {}

  /** A step of queries that decide for themselves. @param named one pairing or project; left out: all of the area. */
  async find(tx: Tx, named: string | null = null): Promise<SideWithoutHead[]> {
    const rows = await this.read(tx, named);
    if (rows.length === 0) return [];
    const names = await this.namers.of(tx);
    return rows.map(({ reference, needId, urn, since }) => ({
      ...{ reference, needId, urn, since, school: names.school(urn) },
    }));
  }

  /** What this person looks after, without those in which they have an interest by now. */
  async tasks(tx: Tx): Promise<SideTask[]> {
    const now = this.clock.now();
    const mine = (await this.read(tx, null)).filter(({ gardenerPersonId, schools }) => {
      const about = { area: tx.area, schools, assigned: [gardenerPersonId] };
      return (
        gardenerPersonId === tx.actor.id &&
        decide(this.matrix, tx.actor, 'pairing.tend', about, { now }).allowed
      );
    });
    if (mine.length === 0) return [];
    const names = await this.namers.of(tx);
    return mine.map(({ reference, urn, since, agreedAt }) => ({
      ...{ reference, school: names.school(urn), dueOn: localDateOf(now) },
      since: since === null ? agreedAt : instantOf(since),
    }));
  }

  private async read(tx: Tx, named: string | null): Promise<Row[]> {
    return tx.query<Row>(
      `with work as (
         select g.reference, g.need_id, g.gardener_person_id, g.made_at, array[g.supporter_urn, g.asker_urn] as urns
           from brokerage.pairing g where ${inArea(tx, 'g')} and g.state = any ($1)
         union all select j.reference, null, j.gardener_person_id, j.made_at, array(select s.urn from brokerage.project_school s
             where s.area_id = j.area_id and s.project_id = j.id and s.state = 'taking_part' order by s.urn)
           from brokerage.project j where ${inArea(tx, 'j')} and j.state = any ($2))
       select w.reference, w.need_id as "needId", w.gardener_person_id as "gardenerPersonId", w.made_at as "agreedAt",
         w.urns as schools, u.urn,
         (select to_char(max(a.to_on), 'YYYY-MM-DD') from identity.appointment a
           where ${inArea(tx, 'a')} and a.role = 'head' and a.urn = u.urn and a.to_on <= $3::date) as since
       from work w cross join lateral unnest(w.urns) as u (urn)
       where ($4::text is null or w.reference = $4) and not exists (
         select from identity.appointment a join identity.person p on p.area_id = a.area_id and p.id = a.person_id and p.state = 'active'
         where ${inArea(tx, 'a')} and a.role = 'head' and a.urn = u.urn and a.state = 'active' and a.from_on <= $3::date
           and (a.to_on is null or a.to_on > $3::date))
       order by w.reference, u.urn`,
      [[...LIVE_PAIRINGS], [...LIVE_PROJECTS], localDateOf(this.clock.now()), named],
    );
  }
}
