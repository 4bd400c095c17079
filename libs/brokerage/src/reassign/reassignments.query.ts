import { decide, localDateOf, type Clock, type LocalDate, type Matrix, type PersonId } from '@app/kernel';
import type { People, Rights } from '@app/identity';
import { inArea, type Tx } from '@app/platform';
import { LIVE_PAIRINGS } from '../pairing/pairing.lifecycle.js';
import { LIVE_PROJECTS } from '../project/project.lifecycle.js';
import { LIVE_PROPOSALS } from '../proposal/proposal.lifecycle.js';
import type { CasesInHand } from './cases-in-hand.js';

/** Without school, theme or text: who decides that it changes hands needs none of them. */
export interface CaseToGive {
  readonly reference: string;
  readonly version: number;
  readonly holder: string;
  readonly nextDate: LocalDate | null;
  readonly over: boolean;
  /** What goes with it: other references of the same case that the same person looks after. */
  readonly alongside: readonly string[];
  /** In post and free of interest in every school of it. */
  readonly free: readonly { readonly id: PersonId; readonly name: string }[];
}

export interface CaseToMove {
  readonly reference: string;
  readonly holder: string;
  /** Its holder has an interest in a school of it, or is in no post that looks after cases. */
  readonly why: 'interest' | 'gone';
}

export interface BrokerAskedFor {
  readonly reference: string;
  readonly at: Date;
}

/** What needs somebody else, and who could take it: for the chair, and for whoever has a case of their own to give away. */
export class Reassignments {
  constructor(
    private readonly matrix: Matrix,
    private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly people: People,
    private readonly cases: CasesInHand,
  ) {}

  /** @throws NotFound, NotAllowed */
  async one(tx: Tx, named: string): Promise<CaseToGive> {
    const held = await this.cases.find(tx, named, false);
    await this.rights.require(tx, 'case.reassign', held.resource);
    const { reference, version, nextDate, over, need, ownsNeed, pairings } = held;
    const names = await this.people.named(tx, [held.holder]);
    const all = [...(ownsNeed && need ? [need.reference] : []), ...pairings.map((each) => each.reference)];
    return {
      ...{ reference, version, nextDate, over, holder: names.get(held.holder) ?? '' },
      alongside: all.filter((each) => each !== reference),
      free: over ? [] : await this.freeOf(tx, held.holder, held.schools),
    };
  }

  /** Those that this person may give to somebody else, by reference. */
  async needing(tx: Tx): Promise<CaseToMove[]> {
    const now = this.clock.now();
    const found = await tx.query<CaseToMove>(NEEDING(tx), [
      localDateOf(now),
      [...LIVE_PAIRINGS],
      [...LIVE_PROPOSALS],
      [...LIVE_PROJECTS],
    ]);
    const mine: CaseToMove[] = [];
    for (const each of found) {
      const { resource } = await this.cases.find(tx, each.reference, false);
      const about = { area: tx.area, ...resource };
      if (decide(this.matrix, tx.actor, 'case.reassign', about, { now }).allowed) mine.push(each);
    }
    return mine;
  }

  /** Where a school asked for another broker in the last ninety days, for the chair: that it happened, and no more. */
  async askedFor(tx: Tx): Promise<BrokerAskedFor[]> {
    const now = this.clock.now();
    const found = await tx.query<BrokerAskedFor & { readonly need: string }>(
      `select n.reference, b.asked_at as at from brokerage.broker_change b
         join profiles.need n on n.area_id = b.area_id and n.id = b.need_id
       where ${inArea(tx, 'b')} and b.asked_at > $1 order by b.asked_at desc, n.reference`,
      [new Date(now.getTime() - 90 * 86_400_000)],
    );
    const mine: BrokerAskedFor[] = [];
    for (const { reference, at } of found) {
      const { resource } = await this.cases.find(tx, reference, false);
      const about = { area: tx.area, ...resource };
      const may = tx.actor.posts.some(({ role }) => role === 'chair');
      if (may && decide(this.matrix, tx.actor, 'case.reassign', about, { now }).allowed)
        mine.push({ reference, at });
    }
    return mine;
  }

  private async freeOf(tx: Tx, holder: PersonId, schools: Parameters<People['hasInterest']>[2]) {
    const today = localDateOf(this.clock.now());
    const free: { id: PersonId; name: string }[] = [];
    for (const role of ['broker', 'adviser'] as const)
      for (const { id, name } of await this.people.inPost(tx, role, today))
        if (id !== holder && !free.some((each) => each.id === id))
          if (!(await this.people.hasInterest(tx, id, schools, today))) free.push({ id, name });
    return free;
  }
}

const IN_POST = `exists (select 1 from identity.appointment a join identity.person p
    on p.area_id = a.area_id and p.id = a.person_id and p.state = 'active'
  where a.area_id = c.area_id and a.person_id = c.holder and a.role in ('broker', 'adviser', 'chair')
    and a.state in ('active', 'ending') and a.from_on <= $1::date and (a.to_on is null or a.to_on > $1::date))`;

/** Live needs, each with the schools proposed for it, live pairings and projects. */
const NEEDING = (tx: Tx): string => `select c.reference, i.name as holder,
    case when ${IN_POST} then 'interest' else 'gone' end as why
  from (select n.area_id, n.reference, n.owner_person_id as holder, array[n.urn] || array(select p.supporter_urn
          from brokerage.proposal p where p.area_id = n.area_id and p.need_id = n.id and p.state = any ($3)) as urns
        from profiles.need n where ${inArea(tx, 'n')} and n.state not in ('met', 'not_pursued', 'withdrawn')
        union all
        select g.area_id, g.reference, g.gardener_person_id, array[g.asker_urn, g.supporter_urn]
        from brokerage.pairing g where ${inArea(tx, 'g')} and g.state = any ($2)
        union all
        select g.area_id, g.reference, g.gardener_person_id, array(select s.urn from brokerage.project_school s
          where s.area_id = g.area_id and s.project_id = g.id)
        from brokerage.project g where ${inArea(tx, 'g')} and g.state = any ($4)) c
  join identity.person i on i.area_id = c.area_id and i.id = c.holder
  where not ${IN_POST} or exists (select 1 from identity.interests_of(c.holder, $1::date) u where u = any (c.urns))
  order by c.reference`;
