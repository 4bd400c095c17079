import type { LocalDate, PersonId, SchoolUrn, Weekday } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';

export interface PersonView {
  readonly id: PersonId;
  readonly name: string;
  readonly email: string;
}

export interface BrokerView extends PersonView {
  /** 1 Monday to 5 Friday. */
  readonly weekday: number | null;
}

/** Names, posts and work e-mails: what colleagues of one area may know of each other. */
export class People {
  async named(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await tx.query<{ id: string; name: string }>(
      `select id, name from identity.person where id = any ($1::uuid[]) and ${inArea(tx)}`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row.name]));
  }

  /** Those in post on that day, in a stable order: the first unconflicted one takes a new need. */
  async inPost(
    tx: Tx,
    role: 'broker' | 'adviser' | 'officer' | 'chair' | 'board' | 'body',
    today: LocalDate,
    /** Whose post ends, too: nothing new comes to them, what they have still does. */
    leavingToo = false,
  ): Promise<BrokerView[]> {
    return tx.query<BrokerView>(
      `select p.id, p.name, p.email, a.broker_weekday as weekday from identity.appointment a
       join identity.person p on p.area_id = a.area_id and p.id = a.person_id and p.state = 'active'
       where ${inArea(tx, 'a')} and a.role = $1 and (a.state = 'active' or (a.state = 'ending' and $3)) and a.from_on <= $2::date
         and (a.to_on is null or a.to_on > $2::date) order by a.broker_weekday, p.id`,
      [role, today, leavingToo],
    );
  }

  /** The day on which somebody brokers; null for who does not, or has no day of their own. */
  async brokerWeekday(tx: Tx, person: PersonId, today: LocalDate): Promise<Weekday | null> {
    const found = (await this.inPost(tx, 'broker', today, true)).find(({ id }) => id === person);
    return (found?.weekday ?? null) as Weekday | null;
  }

  /** Whom this broker named to act where they do not in time; null for none. */
  async coverOf(tx: Tx, person: PersonId, today: LocalDate): Promise<PersonId | null> {
    const [row] = await tx.query<{ cover: PersonId | null }>(
      `select a.cover_person_id as cover from identity.appointment a where ${inArea(tx, 'a')} and a.person_id = $1
         and a.role = 'broker' and a.state in ('active', 'ending') and a.from_on <= $2::date
         and (a.to_on is null or a.to_on > $2::date) order by a.cover_person_id nulls last limit 1`,
      [person, today],
    );
    return row?.cover ?? null;
  }

  async headsOf(tx: Tx, urn: SchoolUrn, today: LocalDate): Promise<PersonView[]> {
    return tx.query<PersonView>(
      `select p.id, p.name, p.email from identity.appointment a
       join identity.person p on p.area_id = a.area_id and p.id = a.person_id and p.state = 'active'
       where ${inArea(tx, 'a')} and a.role = 'head' and a.urn = $1 and a.state = 'active' and a.from_on <= $2::date
         and (a.to_on is null or a.to_on > $2::date) order by p.id`,
      [urn, today],
    );
  }

  /** Its head and the colleagues they named, in the order of their names. */
  async ofSchool(tx: Tx, urn: SchoolUrn, today: LocalDate): Promise<Omit<PersonView, 'email'>[]> {
    return tx.query<Omit<PersonView, 'email'>>(
      `select distinct p.name, p.id from identity.appointment a
       join identity.person p on p.area_id = a.area_id and p.id = a.person_id and p.state = 'active'
       where ${inArea(tx, 'a')} and a.role in ('head', 'staff') and a.urn = $1 and a.state = 'active'
         and a.from_on <= $2::date and (a.to_on is null or a.to_on > $2::date) order by p.name, p.id`,
      [urn, today],
    );
  }

  /** Who speaks for a trust, diocese or board, by the code that their post names. */
  async speakingFor(tx: Tx, body: string, today: LocalDate): Promise<PersonId[]> {
    const rows = await tx.query<{ id: PersonId }>(
      `select distinct p.id from identity.appointment a
       join identity.person p on p.area_id = a.area_id and p.id = a.person_id and p.state = 'active'
       where ${inArea(tx, 'a')} and a.role = 'body' and a.body = $1 and a.state = 'active' and a.from_on <= $2::date
         and (a.to_on is null or a.to_on > $2::date) order by p.id`,
      [body, today],
    );
    return rows.map(({ id }) => id);
  }

  /** Every head in post, with the school they lead; who leads two is there twice. */
  async headsOfArea(tx: Tx, today: LocalDate): Promise<{ id: PersonId; urn: SchoolUrn }[]> {
    return tx.query(
      `select p.id, a.urn from identity.appointment a
       join identity.person p on p.area_id = a.area_id and p.id = a.person_id and p.state = 'active'
       where ${inArea(tx, 'a')} and a.role = 'head' and a.state = 'active' and a.from_on <= $1::date
         and (a.to_on is null or a.to_on > $1::date) order by p.id, a.urn`,
      [today],
    );
  }

  /** Who has an interest in a school (I-4): asked with the person's id, answered from posts, trusts and their word. */
  async hasInterest(tx: Tx, person: string, urns: readonly SchoolUrn[], today: LocalDate): Promise<boolean> {
    const rows = await tx.query(
      `select 1 from identity.interests_of($1, $2::date) u where u = any ($3) limit 1`,
      [person, today, [...urns]],
    );
    return rows.length > 0;
  }
}
