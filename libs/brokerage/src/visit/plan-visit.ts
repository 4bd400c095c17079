import { RuleBroken, type Actor, type AreaId, type Clock } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { askedOnce, inArea, type IdSource, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { requireVisits } from '../pairing/log-visit.js';
import { schoolsOf, type PairingCases } from '../pairing/pairing-cases.js';
import { pairingResource } from '../pairing/pairing.policy.js';
import { PlannedVisitEntity } from './planned-visit.entity.js';
import type { PlannedVisits } from './planned-visits.js';
import { readPlan, type AskedPlan } from './read-plan.js';

export interface VisitToPlan extends AskedPlan {
  readonly pairing: string;
}

/** A day is set for the next visit: by either school, or by whoever looks after the pairing. */
export class PlanVisit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly rights: Rights,
    private readonly cases: PairingCases,
    private readonly plans: PlannedVisits,
  ) {}

  /** @returns the plan's number in its pairing. @throws NotFound, NotAllowed, BadInput, NoCalendar; RuleBroken NOT_ACTIVE, HAS_SESSIONS */
  async execute(actor: Actor, area: AreaId, asked: VisitToPlan, repeat?: Repeatable): Promise<number> {
    return this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: VisitToPlan): Promise<number> {
    const { pairing } = await this.cases.lock(tx, asked.pairing);
    await this.rights.require(tx, 'visit.log', pairingResource(pairing));
    if (pairing.state !== 'active')
      throw new RuleBroken('NOT_ACTIVE', 'Visits are planned while a pairing is active.');
    requireVisits(pairing);
    const read = readPlan(asked, await this.plans.world(tx, pairing));
    const [last] = await tx.query<{ n: number }>(
      `select coalesce(max(number), 0)::int as n from brokerage.planned_visit where ${inArea(tx)} and pairing_id = $1`,
      [pairing.id],
    );
    const [id, number] = [this.ids.next(), (last?.n ?? 0) + 1];
    await tx.manager.insert(PlannedVisitEntity, {
      ...{ id, areaId: tx.area, pairingId: pairing.id, number, ...read },
      ...{ plannedBy: tx.actor.id, plannedAt: this.clock.now(), state: 'planned', version: 1 },
    });
    await this.plans.expectRecord(tx, id, read.heldOn, pairing);
    await this.audit.record(tx, {
      act: 'visit.plan',
      entity: `brokerage.planned_visit:${id}:1`,
      schools: schoolsOf(pairing),
      details: { pairing: pairing.reference, day: read.heldOn },
    });
    return number;
  }
}
