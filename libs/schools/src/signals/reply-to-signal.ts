import {
  BadInput,
  decide,
  NotFound,
  parseUuid,
  requireAllowed,
  StaleVersion,
  type Actor,
  type AreaId,
  type Clock,
  type Matrix,
  type SchoolUrn,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { askedOnce, updateIfVersion, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { lockSignal } from './locked-signal.js';
import { SignalEntity } from './signal.entity.js';
import { moveSignal } from './signal.lifecycle.js';
import { ofTheHead } from './signal.policy.js';

export interface SignalReply {
  readonly signal: string;
  /** The version that the head saw. */
  readonly version: number;
  readonly reply: string;
}

const MOST = 2_000;
/** Control characters but the line break, and what turns the direction of a text round. */
const UNPRINTABLE = /[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u;

/** The head says what the school knows about a figure. That is all that is asked: no plan, no promise, no mark. */
export class ReplyToSignal {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly matrix: Matrix,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound, StaleVersion, BadInput; RuleBroken SIGNAL_CANNOT_MOVE where it was answered. */
  async execute(actor: Actor, area: AreaId, asked: SignalReply, repeat?: Repeatable): Promise<void> {
    await this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: SignalReply): Promise<null> {
    const id = parseUuid(asked.signal);
    const signal = id === null ? null : await lockSignal(tx, id);
    if (!signal) throw new NotFound();
    const now = this.clock.now();
    const about = ofTheHead(tx.area, signal.urn as SchoolUrn);
    requireAllowed(decide(this.matrix, tx.actor, 'signal.reply', about, { now }));
    if (signal.version !== asked.version) throw new StaleVersion();
    const version = await updateIfVersion(tx, SignalEntity, signal.id, signal.version, {
      state: moveSignal(signal.state, 'answered'),
      ...{ reply: readReply(asked.reply), repliedBy: tx.actor.id, repliedAt: now },
    });
    // The reply is no part of the log, and no school is named in it: only that this head answered.
    await this.audit.record(tx, {
      act: 'signal.reply',
      entity: `schools.signal:${signal.id}:${String(version)}`,
    });
    return null;
  }
}

function readReply(typed: string): string {
  const reply = typed.replaceAll('\r\n', '\n').trim();
  const length = [...reply].length;
  const message =
    length === 0
      ? 'Enter what your school knows about this figure'
      : length > MOST
        ? 'Keep your reply to 2,000 characters or fewer'
        : UNPRINTABLE.test(reply) || !reply.isWellFormed()
          ? 'Enter your reply as plain text'
          : null;
  if (message !== null) throw new BadInput([{ path: 'reply', message }]);
  return reply;
}
