import { mayArrive, nextArrival, type AreaId, type Clock } from '@app/kernel';
import {
  inArea,
  MailWaits,
  type Handed,
  type Lookup,
  type MailBox,
  type MailInHand,
  type Mailer,
  type Tx,
  type UnitOfWork,
} from '@app/platform';
import type { AreaSettings } from '@app/schools';
import type { ActionLinks } from '../action-link/action-links.js';
import { linkPath, type ActionLink } from '../action-link/signature.js';
import { systemActor } from '../actor/system-actor.js';
import { resetSecret } from '../password/reset-token.js';
import { letterOf } from './letter.js';
import { daysOf } from './quiet-days.js';

/** Of the process that sends: who carries it, and what its links are made of. */
export interface Post {
  readonly mailer: Mailer;
  readonly baseUrl: string;
  readonly linkKey: Buffer;
  /** Whether the question of a link still waits for its answer: asked in the sender's own transaction. */
  stillWaits(tx: Tx, link: ActionLink): Promise<boolean>;
}

export type Fate = 'sent' | 'bounced' | 'failed' | 'dropped' | 'waits' | 'nothing';

const MINUTE_MS = 60_000;
const LONGEST_WAIT_MIN = 60;
/** About sixteen open hours: longer than any carrier is away, and an answer is then late anyway. */
const MOST_ATTEMPTS = 21;

interface ToSend {
  readonly mail: MailInHand;
  readonly to: string;
  readonly link: ActionLink | null;
}

/**
 * One mail leaves, once. It is claimed, handed to its carrier, and its fate written: between the two a killed process may
 * leave it claimed, and the repeat carries the same id.
 */
export class SendMail {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: AreaSettings,
    private readonly links: ActionLinks,
    private readonly box: MailBox,
    private readonly lookup: Lookup,
  ) {}

  async execute(area: AreaId, id: string, post: Post): Promise<Fate> {
    const worker = systemActor('worker', area);
    const taken = await this.work.run(worker, area, (tx) => this.take(tx, id, post));
    if (typeof taken === 'string') return taken;
    const handed = await hand(taken, post);
    return this.work.run(worker, area, (tx) => this.settle(tx, taken.mail, handed));
  }

  /** What the queue may have lost, or a carrier was not there for. */
  async due(area: AreaId): Promise<{ id: string; attempts: number }[]> {
    return this.work.run(systemActor('worker', area), area, (tx) => this.box.due(tx));
  }

  private async take(tx: Tx, id: string, post: Post): Promise<ToSend | Fate> {
    const mail = await this.box.claim(tx, id);
    if (mail === null) return 'nothing';
    const now = this.clock.now();
    const works = await daysOf(tx, this.settings, mail);
    if (mail.quiet !== 'never' && !mayArrive(now, works)) {
      await this.box.wait(tx, id, nextArrival(now, works));
      return 'waits';
    }
    const to = await addressOf(tx, mail.person);
    if (to === null) return this.giveUp(tx, id, 'failed', 'They are no longer here.');
    if (mail.kind === 'reset')
      return (await this.isOpen(tx, mail))
        ? { mail, to, link: null }
        : this.giveUp(tx, id, 'dropped', 'It was no longer needed.');
    const link = mail.link === null ? null : await this.links.find(tx, mail.link);
    const asks = mail.link !== null;
    if (asks && (link === null || !(await post.stillWaits(tx, link))))
      return this.giveUp(tx, id, 'dropped', 'It was answered before the mail could leave.');
    return { mail, to, link };
  }

  private async settle(tx: Tx, mail: MailInHand, handed: Handed | null): Promise<Fate> {
    if (handed !== null) {
      await this.box.handed(tx, mail.id, handed);
      return handed.kind === 'accepted' ? 'sent' : 'bounced';
    }
    if (mail.attempts >= MOST_ATTEMPTS)
      return this.giveUp(tx, mail.id, 'failed', 'Nobody carried it in time.');
    const waitMs = Math.min(LONGEST_WAIT_MIN, 2 ** (mail.attempts - 1)) * MINUTE_MS;
    const then = new Date(this.clock.now().getTime() + waitMs);
    const works = await daysOf(tx, this.settings, mail);
    await this.box.wait(tx, mail.id, mail.quiet === 'never' ? then : nextArrival(then, works));
    return 'waits';
  }

  private async isOpen(tx: Tx, { link }: MailInHand): Promise<boolean> {
    const [row] = await this.lookup.inside<{ reset_waits: boolean }>(tx, 'reset_waits', [link]);
    return row?.reset_waits === true;
  }

  private async giveUp(tx: Tx, id: string, state: 'failed' | 'dropped', because: string): Promise<Fate> {
    await this.box.giveUp(tx, id, state, because);
    return state;
  }
}

/** @returns null where the carrier was not there: a later try may do. */
async function hand({ mail, to, link }: ToSend, post: Post): Promise<Handed | null> {
  const address = addressIn(mail, link, post);
  const letter = { id: mail.id, to, ...letterOf(mail, post.baseUrl, address) };
  try {
    return await post.mailer.send(letter, mail.attempts > 1);
  } catch (error) {
    if (error instanceof MailWaits) return null;
    throw error;
  }
}

/** What the mail is to be opened by, made at the moment it leaves; null in one that only tells. */
function addressIn(mail: MailInHand, link: ActionLink | null, { baseUrl, linkKey }: Post): string | null {
  if (mail.kind === 'reset') return `${baseUrl}/reset/${resetSecret(linkKey, mail.link ?? '')}`;
  return link === null ? null : baseUrl + linkPath(linkKey, link);
}

/** Of somebody who is here: where they are no longer, no mail of ours follows them. */
async function addressOf(tx: Tx, person: string): Promise<string | null> {
  const [row] = await tx.query<{ email: string }>(
    `select email from identity.person where ${inArea(tx)} and id = $1 and state = 'active'`,
    [person],
  );
  return row?.email ?? null;
}
