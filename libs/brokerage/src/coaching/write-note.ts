import { BadInput, RuleBroken, type Actor, type AreaId, type Clock } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { askedOnce, inArea, type IdSource, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { FieldReader } from '@app/profiles';
import { schoolsOf } from '../pairing/pairing-cases.js';
import { CoachingNoteEntity } from './coaching.entity.js';
import type { CoachingCases } from './coaching-cases.js';

export interface NoteToWrite {
  readonly pairing: string;
  /** Of which session, by its number in the pairing. */
  readonly session: number;
  readonly text: string;
}

/** One of the two adds a note to a session of theirs. */
export class WriteNote {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly cases: CoachingCases,
  ) {}

  /** @throws NotFound for all but the two, BadInput; RuleBroken NOT_ACTIVE, COACHING_ENDED */
  async execute(actor: Actor, area: AreaId, asked: NoteToWrite, repeat?: Repeatable): Promise<void> {
    await this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: NoteToWrite): Promise<void> {
    const { pairing, coaching } = await this.cases.lock(tx, asked.pairing, 'coaching.note.write');
    if (coaching.endedAt !== null)
      throw new RuleBroken(
        'COACHING_ENDED',
        'This has ended: it can be read and deleted, and nothing is added.',
      );
    if (pairing.state !== 'active')
      throw new RuleBroken('NOT_ACTIVE', 'Notes are added while a pairing is active.');
    const reader = new FieldReader();
    const text = reader.finish(reader.text('note', asked.text, 'your note', 2_000));
    const [session] = await tx.query<{ id: string }>(
      `select id from brokerage.coaching_session where ${inArea(tx)} and coaching_id = $1 and number = $2`,
      [coaching.id, asked.session],
    );
    if (!session) throw new BadInput([{ path: 'session', message: 'Choose the session that it is about' }]);
    await tx.manager.insert(CoachingNoteEntity, {
      ...{ id: this.ids.next(), areaId: tx.area, coachingId: coaching.id, sessionId: session.id },
      ...{ writtenBy: tx.actor.id, writtenAt: this.clock.now(), text },
    });
    await this.audit.record(tx, {
      act: 'coaching.note.write',
      entity: `brokerage.pairing:${pairing.id}`,
      schools: schoolsOf(pairing),
      details: { session: String(asked.session) },
    });
  }
}
