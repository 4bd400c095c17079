import type { AreaId, SchoolUrn } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { systemActor } from '@app/identity';
import { inArea, updateIfVersion, type Tx, type UnitOfWork } from '@app/platform';
import type { DeadlineDue, Deadlines } from '../clocks/deadlines.js';
import type { PairingCases } from './pairing-cases.js';
import { VisitEntity } from './visit.entity.js';

const AT_ONCE = 200;

/** Ten working days for a reply (C-9): then the record stands as one that the school did not answer. */
export class MissedReplies {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly cases: PairingCases,
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

  /** Pairing first, then its visit and its clock, as a reply takes them: the two never wait for each other in a ring. */
  private async one(tx: Tx, due: DeadlineDue): Promise<boolean> {
    const [found] = await tx.query<{ pairing: string }>(
      `select pairing_id as pairing from brokerage.visit where ${inArea(tx)} and id = $1`,
      [due.subject],
    );
    if (!found) return false;
    const { pairing } = await this.cases.lock(tx, found.pairing);
    const visit = await tx.manager
      .createQueryBuilder(VisitEntity, 'v')
      .setLock('pessimistic_write')
      .where(`v.id = :id and v.state = 'with_school'`, { id: due.subject })
      .andWhere(inArea(tx, 'v'))
      .getOne();
    if (!visit || !(await this.deadlines.isStillOverdue(tx, due.id))) return false;
    await updateIfVersion(tx, VisitEntity, visit.id, visit.version, { state: 'no_reply' });
    await this.deadlines.end(tx, due.subject, 'missed', ['C-9']);
    await this.audit.record(tx, {
      act: 'visit.unanswered',
      entity: `brokerage.visit:${visit.id}:${String(visit.version + 1)}`,
      schools: [pairing.askerUrn as SchoolUrn, pairing.supporterUrn as SchoolUrn],
      reason: 'NO_ANSWER',
    });
    return true;
  }
}
