import type { Actor, AreaId } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { askedOnce, inArea, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { schoolsOf } from '../pairing/pairing-cases.js';
import type { CoachingCases } from './coaching-cases.js';

/** One of the two asks, and it is gone at once: all of it for the person coached, for the coach what the coach wrote. */
export class ForgetNotes {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly cases: CoachingCases,
  ) {}

  /** @returns how many are gone. @throws NotFound for all but the two. */
  async execute(actor: Actor, area: AreaId, pairing: string, repeat?: Repeatable): Promise<number> {
    return this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, pairing)));
  }

  private async inside(tx: Tx, named: string): Promise<number> {
    const { pairing } = await this.cases.lock(tx, named, 'coaching.note.delete');
    const gone = await tx.count(
      `delete from brokerage.coaching_note n using brokerage.coaching c
       where ${inArea(tx, 'n')} and c.area_id = n.area_id and c.id = n.coaching_id and c.pairing_id = $1
         and (c.coached_person_id = $2::uuid or c.coach_person_id = $2::uuid and n.written_by = $2::uuid) returning 1`,
      [pairing.id, tx.actor.id],
    );
    await this.audit.record(tx, {
      act: 'coaching.note.delete',
      entity: `brokerage.pairing:${pairing.id}`,
      schools: schoolsOf(pairing),
      details: { notes: String(gone) },
    });
    return gone;
  }
}
