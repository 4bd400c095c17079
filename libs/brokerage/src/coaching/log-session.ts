import { localDateOf, RuleBroken, type Actor, type AreaId, type Clock } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { askedOnce, inArea, type IdSource, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { FieldReader, MODES, type Mode } from '@app/profiles';
import type { NoteContact } from '../pairing/note-contact.js';
import { schoolsOf } from '../pairing/pairing-cases.js';
import { CoachingNoteEntity, CoachingSessionEntity } from './coaching.entity.js';
import { requireBoth, type CoachingCases, type CoachingInHand } from './coaching-cases.js';
import type { PlannedSessions } from './planned-sessions.js';

export interface SessionToLog {
  readonly pairing: string;
  readonly heldOn: string;
  readonly mode: string;
  readonly minutes: number;
  /** Half-days that it took of those promised; 0 for what took less. */
  readonly halfDays: number;
  /** For the two alone. */
  readonly note?: string | null;
}

type Read = Pick<CoachingSessionEntity, 'heldOn' | 'minutes' | 'halfDays'> & {
  readonly mode: Mode;
  readonly note: string | null;
};

/** One of the two writes down that they met: everybody of the pairing reads when and how long, nobody else what was said. */
export class LogSession {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly cases: CoachingCases,
    private readonly contact: NoteContact,
    private readonly plans: PlannedSessions,
  ) {}

  /** @returns its number in the pairing. @throws NotFound for all but the two, BadInput; RuleBroken NOT_ACTIVE, COACHING_ENDED, NOT_BOTH_NAMED, MORE_THAN_COMMITTED */
  async execute(actor: Actor, area: AreaId, asked: SessionToLog, repeat?: Repeatable): Promise<number> {
    return this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: SessionToLog): Promise<number> {
    const inHand = await this.cases.lock(tx, asked.pairing, 'coaching.note.write');
    const { pairing } = inHand;
    if (pairing.state !== 'active')
      throw new RuleBroken('NOT_ACTIVE', 'Sessions are recorded while a pairing is active.');
    requireBoth(inHand);
    const read = readSession(asked, localDateOf(pairing.madeAt), localDateOf(this.clock.now()));
    await this.contact.of(tx, pairing, read);
    const number = await this.keep(tx, inHand, read);
    await this.audit.record(tx, {
      act: 'coaching.note.write',
      entity: `brokerage.pairing:${pairing.id}`,
      schools: schoolsOf(pairing),
      details: { session: String(number), days: String(read.halfDays) },
    });
    return number;
  }

  private async keep(tx: Tx, { pairing, coaching }: CoachingInHand, read: Read): Promise<number> {
    const { note, ...session } = read;
    const [last] = await tx.query<{ n: number }>(
      `select coalesce(max(number), 0)::int as n from brokerage.coaching_session where ${inArea(tx)} and pairing_id = $1`,
      [pairing.id],
    );
    const [id, number, now] = [this.ids.next(), (last?.n ?? 0) + 1, this.clock.now()];
    await tx.manager.insert(CoachingSessionEntity, {
      ...{ id, areaId: tx.area, pairingId: pairing.id, coachingId: coaching.id, number, ...session },
      ...{ loggedBy: tx.actor.id, loggedAt: now },
    });
    await this.plans.held(tx, pairing.id, id, session.heldOn);
    if (note !== null)
      await tx.manager.insert(CoachingNoteEntity, {
        ...{ id: this.ids.next(), areaId: tx.area, coachingId: coaching.id, sessionId: id },
        ...{ writtenBy: tx.actor.id, writtenAt: now, text: note },
      });
    return number;
  }
}

/** @throws BadInput */
function readSession(asked: SessionToLog, from: string, today: string): Read {
  const reader = new FieldReader();
  const heldOn = reader.date('heldOn', asked.heldOn, 'the day on which you met');
  if (heldOn < from || heldOn > today)
    reader.say('heldOn', 'Enter a day since the pairing was agreed, today at the latest');
  return reader.finish({
    ...{ heldOn, mode: reader.oneOf('mode', asked.mode, MODES) },
    minutes: reader.whole('minutes', asked.minutes, 'the minutes', 5, 600),
    halfDays: reader.whole('halfDays', asked.halfDays, 'the half-days', 0, 20),
    note: reader.textOrNull('note', asked.note, 'the note', 2_000),
  });
}
