import type { Clock, LocalDate, PersonId, SchoolUrn } from '@app/kernel';
import { inArea, type Tx } from '../database/tx.js';
import type { IdSource } from '../ids.js';
import type { Outbox } from '../outbox/outbox.js';
import type { Handed } from './mailer.js';

/** The queue that mail leaves by. A job carries the mail's id and nothing else. */
export const MAIL_PUT = 'platform.mail-put';

export type MailKind =
  | 'request'
  | 'offer'
  | 'visit'
  | 'declaration'
  | 'digest'
  | 'urgent'
  | 'need_now'
  | 'word'
  | 'question'
  | 'reset'
  | 'checkpoint';
export type MailState = 'queued' | 'sent' | 'bounced' | 'failed' | 'dropped';

/** One thing that waits for its reader: named by its reference, never by what it says. */
export interface MailTask {
  readonly reference: string;
  readonly due: LocalDate | null;
  /** Of an urgent mail alone: which of the few things it is. */
  readonly why?: string;
  /** Of a checkpoint alone: the signed note and the key that checks it, which say nothing of what the log holds. */
  readonly note?: string;
}

export interface MailToPut {
  readonly person: PersonId;
  readonly kind: MailKind;
  /** One mail per cause and person: put twice, it is the same mail. */
  readonly key: string;
  /** References of the records that show it where it comes back. */
  readonly about: readonly string[];
  readonly tasks: readonly MailTask[];
  /** The page of this service that it leads to. */
  readonly path: string;
  readonly link: string | null;
  /** Whose quiet days it keeps; `never`: somebody waits for it at this moment. */
  readonly quiet: 'school' | 'broker' | 'office' | 'never';
  readonly urn: SchoolUrn | null;
  readonly notBefore: Date;
}

export interface MailInHand extends Omit<MailToPut, 'notBefore'> {
  readonly id: string;
  readonly attempts: number;
  readonly putAt: Date;
}

/** What a person, or who looks after a record, may know of a mail: its lines and its fate. */
export interface MailView {
  readonly id: string;
  readonly person: PersonId;
  readonly kind: MailKind;
  readonly tasks: readonly MailTask[];
  readonly state: MailState;
  readonly at: Date;
  readonly because: string | null;
}

/** A sender that was killed lets go of its mail after so long; a repeat then carries the same id. */
const CLAIM_MS = 2 * 60_000;
const AT_ONCE = 200;

const VIEW = `m.id, m.person_id as person, m.kind, m.tasks, m.state, coalesce(m.ended_at, m.not_before) as at, m.because`;

/** What is to be sent, written with what causes it and sent afterwards; its states: queued, then sent, bounced, failed or dropped. */
export class MailBox {
  constructor(
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly outbox: Outbox,
  ) {}

  /** Put, not sent. @returns false where this mail is there already. */
  async put(tx: Tx, mail: MailToPut): Promise<boolean> {
    const id = this.ids.next();
    const added = await tx.count(
      `insert into platform.mail (id, area_id, person_id, kind, key, about, tasks, path, link_id, quiet, urn, not_before, put_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict (area_id, key) do nothing returning 1`,
      [
        ...[id, tx.area, mail.person, mail.kind, mail.key, [...mail.about], JSON.stringify(mail.tasks)],
        ...[mail.path, mail.link, mail.quiet, mail.urn, mail.notBefore, this.clock.now()],
      ],
    );
    if (added === 0) return false;
    await tx.query(`insert into platform.job_subject (subject, area_id, kind) values ($1, $2, 'mail')`, [
      id,
      tx.area,
    ]);
    await this.outbox.put(tx, { kind: MAIL_PUT, key: `mail.${id}`, ids: { mail: id }, schemaVersion: 1 });
    return true;
  }

  /** Takes a mail whose time has come, for two minutes. @returns null where it has left, waits, or somebody else has it. */
  async claim(tx: Tx, id: string): Promise<MailInHand | null> {
    const now = this.clock.now();
    const [row] = await tx.query<MailInHand>(
      `update platform.mail m set attempts = attempts + 1, claimed_until = $3
       where ${inArea(tx, 'm')} and m.id = $1 and m.state = 'queued' and m.not_before <= $2
         and (m.claimed_until is null or m.claimed_until <= $2)
       returning m.id, m.person_id as person, m.kind, m.key, m.about, m.tasks, m.path, m.link_id as link, m.quiet, m.urn,
         m.attempts, m.put_at as "putAt"`,
      [id, now, new Date(now.getTime() + CLAIM_MS)],
    );
    return row ?? null;
  }

  /** It has left, or come back at once. */
  async handed(tx: Tx, id: string, handed: Handed): Promise<void> {
    if (handed.kind === 'accepted') await this.end(tx, id, 'sent', null, handed.reference);
    else await this.end(tx, id, 'bounced', handed.because);
  }

  /** Nobody tries again: it could not be sent (`failed`), or nobody waits for it any more (`dropped`). */
  async giveUp(tx: Tx, id: string, state: 'failed' | 'dropped', because: string): Promise<void> {
    await this.end(tx, id, state, because);
  }

  /** Tried again not before then. */
  async wait(tx: Tx, id: string, until: Date): Promise<void> {
    await tx.query(
      `update platform.mail set not_before = $2, claimed_until = null
       where ${inArea(tx)} and id = $1 and state = 'queued' returning 1`,
      [id, until],
    );
  }

  /** What a carrier says afterwards of a mail that it had accepted. @returns false where there is no such mail. */
  async cameBack(tx: Tx, id: string, because: string): Promise<boolean> {
    const changed = await tx.count(
      `update platform.mail set state = 'bounced', because = $2, ended_at = $3
       where ${inArea(tx)} and id = $1 and state in ('sent', 'queued') returning 1`,
      [id, because.slice(0, 200), this.clock.now()],
    );
    return changed > 0;
  }

  /** Unsent mail whose time has come, the oldest first: what the queue may have lost. */
  async due(tx: Tx): Promise<{ id: string; attempts: number }[]> {
    return tx.query(
      `select id, attempts from platform.mail where ${inArea(tx)} and state = 'queued' and not_before <= $1
         and (claimed_until is null or claimed_until <= $1) order by not_before, id limit ${String(AT_ONCE)}`,
      [this.clock.now()],
    );
  }

  /** The last mails to one person. */
  async toPerson(tx: Tx, person: PersonId, most: number): Promise<MailView[]> {
    return tx.query<MailView>(
      `select ${VIEW} from platform.mail m where ${inArea(tx, 'm')} and m.person_id = $1 and m.state <> 'dropped'
       order by m.put_at desc, m.id limit $2`,
      [person, most],
    );
  }

  /** Mail about this record that did not arrive. */
  async lostAbout(tx: Tx, reference: string): Promise<MailView[]> {
    return tx.query<MailView>(
      `select ${VIEW} from platform.mail m where ${inArea(tx, 'm')} and m.about @> array[$1] and m.state in ('bounced', 'failed')
       order by m.ended_at desc, m.id limit 20`,
      [reference],
    );
  }

  /** Marks a round as begun, with what it writes. @returns false for whoever comes second. */
  async firstTime(tx: Tx, consumer: string, key: string): Promise<boolean> {
    const sql = `insert into platform.processed (consumer, key) values ($1, $2) on conflict do nothing returning 1`;
    return (await tx.count(sql, [consumer, key])) > 0;
  }

  /** Which of these rounds have begun: asked in one look, since a sweep asks it for everybody. */
  async begun(tx: Tx, consumer: string, keys: readonly string[]): Promise<ReadonlySet<string>> {
    const sql = `select key from platform.processed where consumer = $1 and key = any ($2)`;
    return new Set((await tx.query<{ key: string }>(sql, [consumer, [...keys]])).map(({ key }) => key));
  }

  private async end(
    tx: Tx,
    id: string,
    state: MailState,
    because: string | null,
    reference: string | null = null,
  ): Promise<void> {
    await tx.query(
      `update platform.mail set state = $2, because = $3, handed_to = $4, ended_at = $5, claimed_until = null
       where ${inArea(tx)} and id = $1 and state = 'queued' returning 1`,
      [id, state, because?.slice(0, 200) ?? null, reference?.slice(0, 200) ?? null, this.clock.now()],
    );
  }
}
