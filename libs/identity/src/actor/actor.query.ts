import {
  daysBetween,
  localDateOf,
  type Actor,
  type AreaId,
  type Clock,
  type Door,
  type LocalDate,
  type PersonId,
  type Post,
  type Role,
  type SchoolUrn,
} from '@app/kernel';
import { inArea, type Tx, type UnitOfWork } from '@app/platform';
import { systemActor } from './system-actor.js';

export interface WhoCame {
  readonly person: PersonId;
  readonly area: AreaId;
  readonly door: Door;
  readonly requestId: string;
  readonly signedInAt: Date | null;
}

const YEAR_DAYS = 366;

/** Who somebody is today: posts in force, interests, freshness of their confirmation. Read on every request. */
export class Actors {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @returns null where the person is gone or no longer active. */
  async of(came: WhoCame): Promise<Actor | null> {
    return this.work.run(systemActor('sign-in', came.area, came.requestId), came.area, (tx) =>
      this.read(tx, came),
    );
  }

  /** The same on a transaction already open: for a verb that asks again after taking its row lock. */
  async read(tx: Tx, came: WhoCame): Promise<Actor | null> {
    const today = localDateOf(this.clock.now());
    const [person] = await tx.query<{ name: string; confirmed: LocalDate | null }>(
      `select name, to_char(interests_confirmed_on, 'YYYY-MM-DD') as confirmed from identity.person
       where id = $1 and state = 'active' and ${inArea(tx)}`,
      [came.person],
    );
    if (!person) return null;
    const posts = await tx.query<{
      role: Role;
      school: SchoolUrn | null;
      body: string | null;
      flags: Post['flags'];
    }>(
      `select role, urn as school, body, flags from identity.appointment
       where person_id = $1 and ${inArea(tx)} and state in ('active', 'ending') and from_on <= $2::date
         and (to_on is null or to_on > $2::date) order by role, urn`,
      [came.person, today],
    );
    const interests = await tx.query<{ urn: SchoolUrn }>(
      `select u as urn from identity.interests_of($1, $2::date) u order by u collate "C"`,
      [came.person, today],
    );
    return {
      kind: 'person',
      id: came.person,
      name: person.name,
      area: came.area,
      posts,
      interests: interests.map((row) => row.urn),
      interestsConfirmed: person.confirmed !== null && daysBetween(person.confirmed, today) <= YEAR_DAYS,
      scopes: [],
      door: came.door,
      requestId: came.requestId,
      signedInAt: came.signedInAt,
    };
  }
}
