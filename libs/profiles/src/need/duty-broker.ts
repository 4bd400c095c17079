import {
  brokerDays,
  NoCalendar,
  RuleBroken,
  weekday,
  type Calendar,
  type LocalDate,
  type PersonId,
  type SchoolUrn,
  type Weekday,
} from '@app/kernel';
import { People, type BrokerView } from '@app/identity';
import type { Tx } from '@app/platform';

/**
 * Who takes a new need: the broker whose day comes next, today included, unless they have an interest in the school.
 * Where every broker has one, an adviser, then the chair: a need never lies without an owner (I-6).
 */
export class DutyBroker {
  constructor(private readonly people: People) {}

  /** @param also other schools of the same case. @param not whom it does not go to. @throws RuleBroken NOBODY_TO_ASK where everybody has an interest, or nobody is in post. */
  async find(
    tx: Tx,
    urn: SchoolUrn,
    today: LocalDate,
    also: readonly SchoolUrn[] = [],
    not: readonly PersonId[] = [],
  ): Promise<BrokerView> {
    for (const role of ['broker', 'adviser', 'chair'] as const) {
      const inPost = await this.people.inPost(tx, role, today);
      for (const person of soonestFirst(inPost, today)) {
        if (not.includes(person.id)) continue;
        if (!(await this.people.hasInterest(tx, person.id, [urn, ...also], today))) return person;
      }
    }
    throw new RuleBroken(
      'NOBODY_TO_ASK',
      'Nobody without an interest in your school is in post to read this.',
    );
  }

  /**
   * Who answers today (C-21): a broker on their own day, else an adviser, neither with an interest in the school.
   *
   * @returns null where nobody does: then it is its owner who is told.
   */
  async onDuty(tx: Tx, urn: SchoolUrn, today: LocalDate, calendar: Calendar): Promise<BrokerView | null> {
    const brokers = (await this.people.inPost(tx, 'broker', today)).filter(
      ({ weekday: day }) => day !== null && worksToday(calendar, day as Weekday, today),
    );
    for (const person of [...brokers, ...(await this.people.inPost(tx, 'adviser', today))])
      if (!(await this.people.hasInterest(tx, person.id, [urn], today))) return person;
    return null;
  }

  /**
   * Who acts where the owner did not in time (C-2): whom the owner named, else the broker whose day comes next, else an
   * adviser. Who has an interest in a school of the case is passed over.
   *
   * @returns null where nobody else is free.
   */
  async coverFor(
    tx: Tx,
    owner: PersonId,
    urns: readonly SchoolUrn[],
    today: LocalDate,
    not: readonly PersonId[] = [],
  ): Promise<BrokerView | null> {
    const named = await this.people.coverOf(tx, owner, today);
    const brokers = soonestFirst(await this.people.inPost(tx, 'broker', today), today);
    const first = brokers.filter(({ id }) => id === named);
    for (const person of [...first, ...brokers, ...(await this.people.inPost(tx, 'adviser', today))])
      if (
        person.id !== owner &&
        !not.includes(person.id) &&
        !(await this.people.hasInterest(tx, person.id, urns, today))
      )
        return person;
    return null;
  }

  /** Who hears of what nobody took up on its day (C-21). @returns null where no adviser is free. */
  async adviserFor(
    tx: Tx,
    urns: readonly SchoolUrn[],
    today: LocalDate,
    not: readonly PersonId[],
  ): Promise<BrokerView | null> {
    for (const person of await this.people.inPost(tx, 'adviser', today))
      if (!not.includes(person.id) && !(await this.people.hasInterest(tx, person.id, urns, today)))
        return person;
    return null;
  }

  /** @returns null for somebody no longer in post as a broker. */
  async brokerInPost(tx: Tx, person: string | null, today: LocalDate): Promise<BrokerView | null> {
    return (await this.people.inPost(tx, 'broker', today, true)).find(({ id }) => id === person) ?? null;
  }

  /** Somebody that a need may be given to by name. @throws RuleBroken OWNER_NOT_FREE */
  async requireFree(
    tx: Tx,
    person: PersonId,
    roles: readonly ('broker' | 'adviser')[],
    urns: readonly SchoolUrn[],
    today: LocalDate,
  ): Promise<BrokerView> {
    for (const role of roles) {
      const found = (await this.people.inPost(tx, role, today)).find(({ id }) => id === person);
      if (found && !(await this.people.hasInterest(tx, person, urns, today))) return found;
    }
    throw new RuleBroken(
      'OWNER_NOT_FREE',
      'This person is not in post today, or has an interest in a school of it: name somebody else.',
    );
  }
}

/** Days from today to their day of the week; those without one last. Equal days keep the order they came in. */
export function soonestFirst(people: readonly BrokerView[], today: LocalDate): BrokerView[] {
  const wait = ({ weekday: day }: BrokerView): number => (day === null ? 7 : (day - weekday(today) + 7) % 7);
  return [...people].sort((a, b) => wait(a) - wait(b));
}

function worksToday(calendar: Calendar, day: Weekday, today: LocalDate): boolean {
  try {
    return brokerDays(calendar, [day])(today);
  } catch (error) {
    if (error instanceof NoCalendar) return false;
    throw error;
  }
}
