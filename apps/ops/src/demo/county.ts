import {
  academicYearOf,
  addDays,
  halfTermAfter,
  halfTermOf,
  instantOf,
  readCalendar,
  spanOfYear,
  type Actor,
  type AreaId,
  type Calendar,
  type FixedClock,
  type HalfTermId,
  type LocalDate,
  type PersonId,
} from '@app/kernel';
import { Actors } from '@app/identity';
import type { RoomsInHand } from '../commands/console.js';

/** The county while it is being seeded: whose turn it is, and which day it is. Every date moves with `today`. */
export class County {
  readonly people = new Map<string, PersonId>();
  private readonly calendar: Calendar;

  constructor(
    readonly rooms: Pick<RoomsInHand, 'get'>,
    private readonly clock: FixedClock,
    readonly today: LocalDate,
    readonly area: AreaId,
    calendar: unknown,
  ) {
    this.calendar = readCalendar(calendar);
  }

  /** The last thing seeded happened yesterday afternoon: nothing is ever later than the moment it is seen. */
  get yesterday(): LocalDate {
    return addDays(this.today, -1);
  }

  /** Sets the clock to a working hour of that day. @returns the day. */
  goTo(daysAgo: number, hour = 10): LocalDate {
    const day = addDays(this.today, -daysAgo);
    this.clock.set(instantOf(day, { hour }));
    return day;
  }

  /** By how many half-terms after the one that today belongs to. */
  halfTerm(ahead: number): HalfTermId {
    return halfTermAfter(halfTermOf(this.today, this.calendar), ahead);
  }

  get schoolYear(): string {
    return academicYearOf(this.today);
  }

  /** A day of the school year before: in June, when reviews are done. */
  get lastJune(): LocalDate {
    return addDays(spanOfYear(academicYearOf(this.yesterday)).from, -80);
  }

  /** The person as a door would read them now. */
  async as(key: string): Promise<Actor> {
    const person = this.people.get(key);
    const actor =
      person &&
      (await this.rooms.get(Actors).of({
        ...{ person, area: this.area, door: 'ops', requestId: 'seed-demo', signedInAt: this.clock.now() },
      }));
    if (!actor) throw new Error(`Downland has no ${key}.`);
    return actor;
  }

  keyOf(person: PersonId): string {
    for (const [key, id] of this.people) if (id === person) return key;
    throw new Error(`Downland does not know ${person}.`);
  }

  /** The head of a school. */
  headOf(urn: string): Promise<Actor> {
    return this.as(`head ${urn}`);
  }
}
