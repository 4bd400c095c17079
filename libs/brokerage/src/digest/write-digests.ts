import {
  brokerDigestOf,
  headDigestOf,
  localDateOf,
  officeDigestOf,
  type AreaId,
  type Calendar,
  type Clock,
  type LocalDate,
  type PersonId,
  type Weekday,
} from '@app/kernel';
import { systemActor, type Actors, type People } from '@app/identity';
import type { MailBox, Tx, UnitOfWork } from '@app/platform';
import type { AreaSettings } from '@app/schools';
import type { AsksAbove, TasksOfPerson } from './tasks-of-person.query.js';

/** More than anybody reads; the page has all of them. */
const MOST_LINES = 40;

const TODAY = '/today';
/** Who speaks for a trust, advisers and chairs: who is several of them gets one, with the page that has most of it. */
const OF_THE_OFFICE = [
  ['body', '/consents'],
  ['chair', TODAY],
  ['adviser', TODAY],
] as const;

interface Due {
  readonly person: PersonId;
  /** The day of a broker, the week of a head: one digest each. */
  readonly round: string;
  readonly quiet: 'broker' | 'school' | 'office';
  readonly path: string;
  readonly urn: Parameters<typeof headDigestOf>[2] | null;
}

/**
 * What waits for a person, in one mail: for a seconded head on their own broker day alone, whatever it is about; for other
 * heads once a week, as for advisers and chairs. Each person in a transaction of their own: a round that was interrupted goes on where it was.
 */
export class WriteDigests {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly people: People,
    private readonly actors: Actors,
    private readonly settings: AreaSettings,
    private readonly tasks: TasksOfPerson,
    private readonly box: MailBox,
  ) {}

  /** @param above rooms that ask something of people and that this one cannot call. @returns how many were written. */
  async execute(area: AreaId, above: readonly AsksAbove[] = []): Promise<number> {
    const due = await this.work.run(systemActor('worker', area), area, (tx) => this.due(tx));
    let written = 0;
    for (const each of due) if (await this.one(area, each, above)) written += 1;
    return written;
  }

  private async due(tx: Tx): Promise<Due[]> {
    const now = this.clock.now();
    const calendar = (await this.settings.find(tx, 'calendar'))?.body;
    if (calendar === undefined) return [];
    const today = localDateOf(now);
    const brokers = await this.people.inPost(tx, 'broker', today, true);
    const seconded = new Set(brokers.map(({ id }) => id));
    const heads = await this.people.headsOfArea(tx, today);
    const known = new Set([...brokers, ...heads].map(({ id }) => id));
    const all = [
      ...brokers.map(({ id, weekday }) => brokerDue(id, weekday, calendar, now)),
      ...heads
        .filter(({ id }) => !seconded.has(id))
        .map(({ id, urn }) => {
          const week = headDigestOf(now, calendar, urn);
          return week && { person: id, round: `week.${week}`, quiet: 'school' as const, urn, path: TODAY };
        }),
      ...(await this.ofTheOffice(tx, today, officeDigestOf(now, calendar))).filter(
        ({ person }) => !known.has(person),
      ),
    ].filter((each) => each !== null);
    const begun = await this.box.begun(tx, 'digest', all.map(keyOf));
    return all.filter((each) => !begun.has(keyOf(each)));
  }

  private async ofTheOffice(tx: Tx, today: LocalDate, week: LocalDate | null): Promise<Due[]> {
    if (week === null) return [];
    const paths = new Map<PersonId, string>();
    for (const [role, path] of OF_THE_OFFICE)
      for (const { id } of await this.people.inPost(tx, role, today, true)) paths.set(id, path);
    return [...paths].map(([person, path]) => ({
      ...{ person, round: `week.${week}`, quiet: 'office' as const, urn: null, path },
    }));
  }

  private async one(area: AreaId, due: Due, above: readonly AsksAbove[]): Promise<boolean> {
    const came = {
      person: due.person,
      area,
      door: 'worker',
      requestId: keyOf(due),
      signedInAt: null,
    } as const;
    const actor = await this.actors.of(came);
    if (actor === null) return false;
    return this.work.run(actor, area, async (tx) => {
      if (!(await this.box.firstTime(tx, 'digest', keyOf(due)))) return false;
      const tasks = (await this.tasks.find(tx, above)).slice(0, MOST_LINES);
      if (tasks.length === 0) return false;
      return this.box.put(tx, {
        ...{ person: due.person, kind: 'digest', key: `digest.${keyOf(due)}`, about: [], tasks },
        ...{ path: due.path, link: null, quiet: due.quiet, urn: due.urn, notBefore: this.clock.now() },
      });
    });
  }
}

const keyOf = ({ person, round }: Due): string => `${person}.${round}`;

function brokerDue(person: PersonId, weekday: number | null, calendar: Calendar, now: Date): Due | null {
  const day = weekday === null ? null : brokerDigestOf(now, calendar, [weekday as Weekday]);
  return day && { person, round: `day.${day}`, quiet: 'broker', urn: null, path: TODAY };
}
