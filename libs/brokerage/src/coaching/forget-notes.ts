import type { Actor, AreaId, Clock } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { systemActor } from '@app/identity';
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

/** A clock: a year after two people's coaching ended nothing is left of what they wrote. Nobody reads it on the way. */
export class ForgetOldNotes {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @returns how many notes are gone. */
  async execute(area: AreaId): Promise<number> {
    return this.work.run(systemActor('worker', area), area, (tx) => this.inside(tx));
  }

  private async inside(tx: Tx): Promise<number> {
    const over = await tx.query<{ id: string; pairing: string; schools: string[] }>(
      `select c.id, c.pairing_id as pairing, array[g.asker_urn, g.supporter_urn] as schools
       from brokerage.coaching c join brokerage.pairing g on g.area_id = c.area_id and g.id = c.pairing_id
       where ${inArea(tx, 'c')} and c.ended_at + interval '1 year' <= $1
         and exists (select 1 from brokerage.coaching_note n where n.area_id = c.area_id and n.coaching_id = c.id)
       order by c.id`,
      [this.clock.now()],
    );
    let gone = 0;
    for (const { id, pairing, schools } of over) {
      const notes = await tx.count(
        `delete from brokerage.coaching_note n where ${inArea(tx, 'n')} and n.coaching_id = $1 returning 1`,
        [id],
      );
      await this.audit.record(tx, {
        act: 'coaching.note.expire',
        entity: `brokerage.pairing:${pairing}`,
        schools: schools as never,
        details: { notes: String(notes) },
      });
      gone += notes;
    }
    return gone;
  }
}
