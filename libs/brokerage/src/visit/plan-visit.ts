import type { Actor, AreaId, Clock } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { askedOnce, type IdSource, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { PlannedVisitEntity } from './planned-visit.entity.js';
import { nextPlan, type PlannedVisits } from './planned-visits.js';
import { requireActive, type NamedWork, type WorkWithDates } from './planned-work.js';
import { readPlan, type AskedPlan } from './read-plan.js';

export type VisitToPlan = AskedPlan & NamedWork;

/** A day is set for the next visit, or session: by any of the schools, or by whoever looks after the work. */
export class PlanVisit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly dated: WorkWithDates,
    private readonly plans: PlannedVisits,
  ) {}

  /** @returns the plan's number in its pairing or project. @throws NotFound, NotAllowed, BadInput, NoCalendar; RuleBroken NOT_ACTIVE, HAS_SESSIONS */
  async execute(actor: Actor, area: AreaId, asked: VisitToPlan, repeat?: Repeatable): Promise<number> {
    return this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: VisitToPlan): Promise<number> {
    const work = await this.dated.lock(tx, asked);
    requireActive(work);
    const read = readPlan(asked, await this.plans.world(tx, work));
    const [id, number] = [this.ids.next(), await nextPlan(tx, work)];
    await tx.manager.insert(PlannedVisitEntity, {
      ...{ id, areaId: tx.area, number, ...read },
      ...(work.is === 'pairing' ? { pairingId: work.id } : { projectId: work.id }),
      ...{ plannedBy: tx.actor.id, plannedAt: this.clock.now(), state: 'planned', version: 1 },
    });
    await this.plans.expectRecord(tx, id, read.heldOn, work);
    await this.audit.record(tx, {
      act: 'visit.plan',
      entity: `brokerage.planned_visit:${id}:1`,
      schools: work.schools,
      details: { [work.is]: work.reference, day: read.heldOn },
    });
    return number;
  }
}
