import { localDateOf, type AreaId, type Clock, type PersonId } from '@app/kernel';
import { systemActor, type AskByMail, type People } from '@app/identity';
import { inArea, type Tx, type UnitOfWork } from '@app/platform';
import { LIVE_PAIRINGS } from '../pairing/pairing.lifecycle.js';

interface Found {
  readonly id: string;
  readonly reference: string;
  readonly gardener: PersonId;
  /** `pair`: between the two schools. `broker`: whoever looks after it has an interest in one of them. */
  readonly kind: 'pair' | 'broker';
}

/**
 * What would have stopped a pairing and was found after it was agreed: a trust that both schools came to share, a conflict
 * that bars the pair, an interest of its broker. It waits for nobody's day. Of a broker's own interest the chair is told,
 * who gives the case to somebody else (I-4).
 */
export class WarnOfConflicts {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly people: People,
    private readonly mail: AskByMail,
  ) {}

  /** @returns how many were told; each conflict is told once. */
  async execute(area: AreaId): Promise<number> {
    return this.work.run(systemActor('worker', area), area, async (tx) => {
      let told = 0;
      for (const found of await this.find(tx))
        for (const person of await this.whom(tx, found)) if (await this.tell(tx, found, person)) told += 1;
      return told;
    });
  }

  private async whom(tx: Tx, { kind, gardener }: Found): Promise<PersonId[]> {
    if (kind === 'pair') return [gardener];
    const chairs = await this.people.inPost(tx, 'chair', localDateOf(this.clock.now()));
    return chairs.map(({ id }) => id).filter((id) => id !== gardener);
  }

  private async tell(tx: Tx, { id, reference, kind }: Found, person: PersonId): Promise<boolean> {
    return this.mail.tell(tx, {
      ...{ person, kind: 'urgent', key: `conflict.${id}.${kind}.${person}` },
      task: { reference, due: null, why: 'conflict_found' },
      ...{
        path: kind === 'pair' ? `/pairings/${reference}` : `/pairings/${reference}/reassign`,
        about: [reference],
      },
      ...{ quiet: kind === 'pair' ? 'broker' : 'office', urn: null },
    });
  }

  private async find(tx: Tx): Promise<Found[]> {
    return tx.query<Found>(
      `select g.id, g.reference, g.gardener_person_id as gardener, f.kind
       from brokerage.pairing g
       cross join lateral (
         select 'pair' as kind from schools.school a join schools.school s on s.urn = g.supporter_urn
           where a.urn = g.asker_urn and a.trust_code = s.trust_code
         union
         select 'pair' from brokerage.conflict c where c.area_id = g.area_id and c.state = 'barred'
           and c.urn = least(g.asker_urn collate "C", g.supporter_urn collate "C")
           and c.other_urn = greatest(g.asker_urn collate "C", g.supporter_urn collate "C")
         union
         select 'broker' from identity.interests_of(g.gardener_person_id, $2::date) u
           where u in (g.asker_urn, g.supporter_urn)) f
       where ${inArea(tx, 'g')} and g.state = any ($1) order by g.reference, f.kind`,
      [[...LIVE_PAIRINGS], localDateOf(this.clock.now())],
    );
  }
}
