import { RuleBroken, type Actor, type AreaId } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { askedOnce, updateIfVersion, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { requireSeen } from '../proposal/proposal-cases.js';
import { PlannedVisitEntity } from './planned-visit.entity.js';
import type { PlannedVisits } from './planned-visits.js';
import { requireActive, type NamedWork, type WorkWithDates } from './planned-work.js';
import { readPlan, type AskedPlan } from './read-plan.js';

export type VisitToMove = AskedPlan & NamedWork & { readonly number: number; readonly version: number };

/** Another day, time or place for a visit that is still to be. Calendars that hold it show the change. */
export class MoveVisit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly dated: WorkWithDates,
    private readonly plans: PlannedVisits,
  ) {}

  /** @throws NotFound, NotAllowed, StaleVersion, BadInput, NoCalendar; RuleBroken NOT_ACTIVE, VISIT_CANNOT_MOVE */
  async execute(actor: Actor, area: AreaId, asked: VisitToMove, repeat?: Repeatable): Promise<void> {
    await this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: VisitToMove): Promise<void> {
    const work = await this.dated.lock(tx, asked);
    const plan = await this.plans.lock(tx, work, asked.number);
    requireSeen(plan, asked.version);
    requireActive(work);
    if (plan.state !== 'planned')
      throw new RuleBroken('VISIT_CANNOT_MOVE', 'This visit was held, missed or called off already.');
    const read = readPlan(asked, await this.plans.world(tx, work));
    const version = await updateIfVersion(tx, PlannedVisitEntity, plan.id, plan.version, read);
    await this.plans.expectRecord(tx, plan.id, read.heldOn, work);
    await this.audit.record(tx, {
      act: 'visit.move',
      entity: `brokerage.planned_visit:${plan.id}:${String(version)}`,
      schools: work.schools,
      details: { [work.is]: work.reference, day: read.heldOn },
    });
  }
}
