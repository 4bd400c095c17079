import {
  brokerDays,
  localDateOf,
  nextBrokerDay,
  type AreaId,
  type Clock,
  type LocalDate,
  type PersonId,
  type Weekday,
} from '@app/kernel';
import { systemActor, type AskByMail, type People } from '@app/identity';
import { inArea, type Tx, type UnitOfWork } from '@app/platform';
import type { AreaSettings } from '@app/schools';

interface Hold {
  readonly deadline: string;
  readonly reference: string;
  readonly dueOn: LocalDate;
  readonly broker: PersonId;
}

/** Days that go back before their broker's next day would be lost unseen: one of the few things that do not wait for it. */
export class WarnOfHolds {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly people: People,
    private readonly settings: AreaSettings,
    private readonly mail: AskByMail,
  ) {}

  /** @returns how many warnings were written; each hold is told once. */
  async execute(area: AreaId): Promise<number> {
    return this.work.run(systemActor('worker', area), area, async (tx) => {
      const calendar = (await this.settings.find(tx, 'calendar'))?.body;
      if (calendar === undefined) return 0;
      const today = localDateOf(this.clock.now());
      const brokers = await this.people.inPost(tx, 'broker', today, true);
      let told = 0;
      for (const { id, weekday } of brokers) {
        if (weekday === null) continue;
        const days = [weekday as Weekday];
        // On their own day the page and its digest tell them.
        if (brokerDays(calendar, days)(today)) continue;
        const next = nextBrokerDay(today, calendar, days);
        for (const hold of await readHolds(tx, id, today, next ?? today))
          if (await this.tell(tx, hold)) told += 1;
      }
      return told;
    });
  }

  private async tell(tx: Tx, { deadline, reference, dueOn, broker }: Hold): Promise<boolean> {
    return this.mail.tell(tx, {
      ...{ person: broker, kind: 'urgent', key: `hold.${deadline}.${broker}` },
      task: { reference, due: dueOn, why: 'hold_lapses' },
      ...{ path: `/proposals/${reference}`, about: [reference], quiet: 'broker', urn: null },
    });
  }
}

/** Holds of a broker's needs whose last day comes before their next day, and that wait for the broker's own decision. */
async function readHolds(tx: Tx, broker: PersonId, today: LocalDate, next: LocalDate): Promise<Hold[]> {
  return tx.query<Hold>(
    `select d.id as deadline, p.reference, to_char(d.due_on, 'YYYY-MM-DD') as "dueOn", $1::uuid as broker
     from brokerage.deadline d
     join brokerage.proposal p on p.area_id = d.area_id and p.id = d.subject_id
     join profiles.need n on n.area_id = p.area_id and n.id = p.need_id
     where ${inArea(tx, 'd')} and d.clock = 'C-5' and d.state = 'open' and p.state = 'school_accepted'
       and $1::uuid in (n.owner_person_id, n.cover_person_id) and d.due_on >= $2 and d.due_on < $3 order by d.due_on, p.reference`,
    [broker, today, next],
  );
}
