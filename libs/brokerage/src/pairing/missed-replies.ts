import type { AreaId, SchoolUrn } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { systemActor } from '@app/identity';
import { inArea, updateIfVersion, type Tx, type UnitOfWork } from '@app/platform';
import type { DeadlineDue, Deadlines } from '../clocks/deadlines.js';
import { VisitEntity } from './visit.entity.js';

const AT_ONCE = 200;

/** Ten working days for a reply (C-9): then the record stands as one that the school did not answer. */
export class MissedReplies {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly deadlines: Deadlines,
  ) {}

  /** @returns how many records stand unanswered now. */
  async overdue(area: AreaId): Promise<number> {
    const actor = systemActor('worker', area);
    const due = await this.work.run(actor, area, (tx) => this.deadlines.overdue(tx, ['C-9'], AT_ONCE));
    let missed = 0;
    for (const each of due) if (await this.work.run(actor, area, (tx) => this.one(tx, each))) missed += 1;
    return missed;
  }

  private async one(tx: Tx, due: DeadlineDue): Promise<boolean> {
    if (!(await this.deadlines.isStillOverdue(tx, due.id))) return false;
    await this.deadlines.end(tx, due.subject, 'missed', ['C-9']);
    const visit = await tx.manager
      .createQueryBuilder(VisitEntity, 'v')
      .setLock('pessimistic_write')
      .where(`v.id = :id and v.state = 'with_school'`, { id: due.subject })
      .andWhere(inArea(tx, 'v'))
      .getOne();
    if (!visit) return false;
    await updateIfVersion(tx, VisitEntity, visit.id, visit.version, { state: 'no_reply' });
    const schools = await tx.query<{ asker: SchoolUrn; supporter: SchoolUrn }>(
      `select asker_urn as asker, supporter_urn as supporter from brokerage.pairing where ${inArea(tx)} and id = $1`,
      [visit.pairingId],
    );
    await this.audit.record(tx, {
      act: 'visit.unanswered',
      entity: `brokerage.visit:${visit.id}:${String(visit.version + 1)}`,
      schools: schools.flatMap(({ asker, supporter }) => [asker, supporter]),
      reason: 'NO_ANSWER',
    });
    return true;
  }
}
