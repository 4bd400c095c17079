import { RuleBroken, type Actor, type AreaId } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { askedOnce, updateIfVersion, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { schoolsOf, type PairingCases } from '../pairing/pairing-cases.js';
import { pairingResource } from '../pairing/pairing.policy.js';
import { requireSeen } from '../proposal/proposal-cases.js';
import { PlannedVisitEntity } from './planned-visit.entity.js';
import type { PlannedVisits } from './planned-visits.js';
import { readPlan, type AskedPlan } from './read-plan.js';

export interface VisitToMove extends AskedPlan {
  readonly pairing: string;
  readonly number: number;
  readonly version: number;
}

/** Another day, time or place for a visit that is still to be. Calendars that hold it show the change. */
export class MoveVisit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly rights: Rights,
    private readonly cases: PairingCases,
    private readonly plans: PlannedVisits,
  ) {}

  /** @throws NotFound, NotAllowed, StaleVersion, BadInput, NoCalendar; RuleBroken NOT_ACTIVE, VISIT_CANNOT_MOVE */
  async execute(actor: Actor, area: AreaId, asked: VisitToMove, repeat?: Repeatable): Promise<void> {
    await this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: VisitToMove): Promise<void> {
    const { pairing } = await this.cases.lock(tx, asked.pairing);
    await this.rights.require(tx, 'visit.log', pairingResource(pairing));
    const plan = await this.plans.lock(tx, pairing.id, asked.number);
    requireSeen(plan, asked.version);
    if (pairing.state !== 'active')
      throw new RuleBroken('NOT_ACTIVE', 'Visits are planned while a pairing is active.');
    if (plan.state !== 'planned')
      throw new RuleBroken('VISIT_CANNOT_MOVE', 'This visit was held, missed or called off already.');
    const read = readPlan(asked, await this.plans.world(tx, pairing));
    const version = await updateIfVersion(tx, PlannedVisitEntity, plan.id, plan.version, read);
    await this.plans.expectRecord(tx, plan.id, read.heldOn, pairing);
    await this.audit.record(tx, {
      act: 'visit.move',
      entity: `brokerage.planned_visit:${plan.id}:${String(version)}`,
      schools: schoolsOf(pairing),
      details: { pairing: pairing.reference, day: read.heldOn },
    });
  }
}
