import { dueOn, localDateOf, NoCalendar, type Clock, type LocalDate, type PersonId } from '@app/kernel';
import { readPosts, type BrokerPost, type EndAppointment, type People } from '@app/identity';
import { inArea, type Tx } from '@app/platform';
import type { AreaSettings } from '@app/schools';
import { LIVE_PAIRINGS } from '../pairing/pairing.lifecycle.js';
import { LIVE_PROJECTS } from '../project/project.lifecycle.js';
import type { CasesInHand } from '../reassign/cases-in-hand.js';

/** One case, by reference and day: its page is a link away for who may read it. */
export interface CaseloadLine {
  readonly reference: string;
  readonly version: number;
  readonly nextDate: LocalDate | null;
  /** Other references of the same case: they go with it. */
  readonly alongside: readonly string[];
}

export interface Caseload {
  readonly lines: readonly CaseloadLine[];
  /** The first day without the post, and by when everything is handed over (C-17); null where no end is set. */
  readonly endsOn: LocalDate | null;
  readonly handOverBy: LocalDate | null;
  readonly late: boolean;
  readonly successors: readonly { readonly id: PersonId; readonly name: string }[];
}

/** A broker's post with what is still theirs. */
export interface PostAndCases extends BrokerPost {
  readonly alive: number;
  readonly handOverBy: LocalDate | null;
  /** C-17 missed: the day by which everything should have been handed over has gone by. */
  readonly late: boolean;
}

/** What is alive and whose. A day or less between two heads is theirs: a broker knows of it and does nothing about it. */
export class Caseloads {
  constructor(
    private readonly clock: Clock,
    private readonly people: People,
    private readonly settings: AreaSettings,
    private readonly posts: EndAppointment,
    private readonly cases: CasesInHand,
  ) {}

  /** Of `tx`'s own person. */
  async own(tx: Tx): Promise<Caseload> {
    const me = tx.actor.id as PersonId;
    const lines: CaseloadLine[] = [];
    for (const named of await aliveOf(tx, me)) lines.push(await this.line(tx, named));
    const post = (await readPosts(tx, null)).find(({ person }) => person === me);
    const { handOverBy, late } = await this.dates(tx, post?.to ?? null, lines.length);
    const today = localDateOf(this.clock.now());
    const others = [
      ...(await this.people.inPost(tx, 'broker', today)),
      ...(await this.people.inPost(tx, 'adviser', today)),
    ].filter(({ id }, at, all) => id !== me && all.findIndex((each) => each.id === id) === at);
    const successors = others.map(({ id, name }) => ({ id, name }));
    return { lines, endsOn: post?.to ?? null, handOverBy, late, successors };
  }

  /** For who may end posts. @throws NotAllowed */
  async posted(tx: Tx): Promise<PostAndCases[]> {
    return this.withCases(tx, await this.posts.brokers(tx));
  }

  /** A step of sweeps: posts that end. */
  async ending(tx: Tx): Promise<PostAndCases[]> {
    return this.withCases(
      tx,
      (await readPosts(tx, null)).filter(({ to }) => to !== null),
    );
  }

  private async withCases(tx: Tx, posts: readonly BrokerPost[]): Promise<PostAndCases[]> {
    const found: PostAndCases[] = [];
    for (const post of posts) {
      const alive = (await aliveOf(tx, post.person)).length;
      found.push({ ...post, alive, ...(await this.dates(tx, post.to, alive)) });
    }
    return found;
  }

  private async line(tx: Tx, named: string): Promise<CaseloadLine> {
    const { reference, version, nextDate, ownsNeed, need, pairings } = await this.cases.find(
      tx,
      named,
      false,
    );
    const all = [...(ownsNeed && need ? [need.reference] : []), ...pairings.map((each) => each.reference)];
    return { reference, version, nextDate, alongside: all.filter((each) => each !== reference) };
  }

  /** No calendar, no guess: without one no day is named, and nothing is late before the post has ended. */
  private async dates(tx: Tx, endsOn: LocalDate | null, alive: number) {
    if (endsOn === null) return { handOverBy: null, late: false };
    const today = localDateOf(this.clock.now());
    try {
      const { calendar, settings } = await this.settings.clocks(tx);
      const { on } = dueOn('C-17', endsOn, calendar, { settings });
      return { handOverBy: on, late: alive > 0 && today > on };
    } catch (error) {
      if (!(error instanceof NoCalendar)) throw error;
      return { handOverBy: null, late: alive > 0 && today >= endsOn };
    }
  }
}

/** One reference a case: the need, the first pairing of a need that somebody else owns, or a project. */
async function aliveOf(tx: Tx, person: PersonId): Promise<string[]> {
  const rows = await tx.query<{ reference: string }>(
    `select c.reference from (
       select n.reference, n.next_date from profiles.need n
         where ${inArea(tx, 'n')} and n.owner_person_id = $1 and n.state not in ('met', 'not_pursued', 'withdrawn')
       union all
       select min(g.reference), min(g.next_date) from brokerage.pairing g
         join profiles.need n on n.area_id = g.area_id and n.id = g.need_id
         where ${inArea(tx, 'g')} and g.gardener_person_id = $1 and g.state = any ($2)
           and (n.owner_person_id is distinct from $1 or n.state in ('met', 'not_pursued', 'withdrawn'))
         group by g.need_id
       union all
       select g.reference, g.next_date from brokerage.project g
         where ${inArea(tx, 'g')} and g.gardener_person_id = $1 and g.state = any ($3)) c
     order by c.next_date nulls last, c.reference`,
    [person, [...LIVE_PAIRINGS], [...LIVE_PROJECTS]],
  );
  return rows.map(({ reference }) => reference);
}
