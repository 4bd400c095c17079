import {
  localDateOf,
  nextArrival,
  type Clock,
  type LocalDate,
  type PersonId,
  type SchoolUrn,
} from '@app/kernel';
import type { MailBox, MailTask, Tx } from '@app/platform';
import type { AreaSettings } from '@app/schools';
import type { ActionLinks } from '../action-link/action-links.js';
import type { LinkAct } from '../action-link/signature.js';
import type { People } from '../person/people.query.js';
import { brokerDaysOf, daysOf, type Quiet } from './quiet-days.js';

/** A question to the heads of a school that one press may answer. */
export interface Question {
  readonly kind: 'request' | 'offer' | 'visit' | 'declaration';
  /** What the link in it does. */
  readonly does: LinkAct;
  /** What the link is about, and the version of it that the question was asked on. */
  readonly subject: string;
  readonly version: number;
  /** Named in the mail; it must say nothing that its reader may not know. */
  readonly reference: string;
  readonly due: LocalDate | null;
  /** Which of two questions of one kind it is. */
  readonly why?: string;
  readonly path: string;
  /** References of the records on which those who look after them see that a mail came back. */
  readonly about: readonly string[];
  /** Somebody who may not answer: the writer of what is asked about. */
  readonly except?: string;
}

/** Something for one person that does not wait for their digest. */
export interface Notice extends Quiet {
  readonly person: PersonId;
  readonly kind: 'urgent' | 'need_now' | 'word' | 'question';
  readonly key: string;
  readonly task: MailTask;
  readonly path: string;
  readonly about: readonly string[];
  /** It does not wait for their digest, and still for the day on which they broker, unless it is due before. */
  readonly onTheirDay?: boolean;
}

/** A step of verbs: the mail that follows from what they do is written with it, and leaves when its reader's day has begun. */
export class AskByMail {
  constructor(
    private readonly clock: Clock,
    private readonly people: People,
    private readonly settings: AreaSettings,
    private readonly links: ActionLinks,
    private readonly box: MailBox,
  ) {}

  async headsOf(tx: Tx, urn: SchoolUrn, question: Question): Promise<void> {
    const now = this.clock.now();
    const quiet: Quiet = { quiet: 'school', urn };
    const atOnce = nextArrival(now, await daysOf(tx, this.settings, quiet));
    for (const { id: person } of await this.people.headsOf(tx, urn, localDateOf(now))) {
      if (person === question.except) continue;
      const { does: act, subject, version, reference, due, why } = question;
      const link = await this.links.make(tx, { person, act, subject, version });
      const key = `${act}.${subject}.${String(version)}.${person}`;
      const about = [...question.about, reference];
      const notBefore = await this.onTheirDay(tx, person, due, atOnce);
      await this.box.put(tx, {
        ...{
          person,
          kind: question.kind,
          key,
          about,
          tasks: [{ reference, due, ...(why === undefined ? {} : { why }) }],
          path: question.path,
          link,
        },
        ...{ ...quiet, notBefore },
      });
    }
  }

  /**
   * A head who also brokers reads mail on their broker day alone. Where the answer is due before it, the question cannot
   * wait for it.
   */
  private async onTheirDay(tx: Tx, person: PersonId, due: LocalDate | null, atOnce: Date): Promise<Date> {
    const now = this.clock.now();
    const day = await this.people.brokerWeekday(tx, person, localDateOf(now));
    if (day === null) return atOnce;
    const then = nextArrival(now, await brokerDaysOf(tx, this.settings, [day]));
    return due !== null && localDateOf(then) > due ? atOnce : then;
  }

  /** @returns false where they have this notice already. */
  async tell(
    tx: Tx,
    { person, kind, key, task, path, about, quiet, urn, ...rest }: Notice,
  ): Promise<boolean> {
    const atOnce = nextArrival(this.clock.now(), await daysOf(tx, this.settings, { quiet, urn }));
    const notBefore = rest.onTheirDay === true ? await this.onTheirDay(tx, person, task.due, atOnce) : atOnce;
    const mail = { person, kind, key, about, tasks: [task], path, link: null, quiet, urn, notBefore };
    return this.box.put(tx, mail);
  }
}
