import { localDateOf, type AreaId, type Clock } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { systemActor } from '@app/identity';
import type { Tx, UnitOfWork } from '@app/platform';
import type { DeadlineDue, Deadlines } from '../clocks/deadlines.js';
import { schoolsOf, type PairingCases } from '../pairing/pairing-cases.js';
import type { ReviewPoints } from '../review-point/review-points.js';
import type { Stalls } from './stalls.js';
import { STALL_CLOCKS, type StallRule } from './tending.views.js';

const AT_ONCE = 200;

/** No first contact, no first visit, no review, no contact for too long: the gardener is asked to do something. */
export class FindStalls {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly cases: PairingCases,
    private readonly points: ReviewPoints,
    private readonly stalls: Stalls,
    private readonly deadlines: Deadlines,
  ) {}

  /** @returns how many pairings went quiet. */
  async overdue(area: AreaId): Promise<number> {
    const actor = systemActor('worker', area);
    const due = await this.work.run(actor, area, (tx) => this.deadlines.overdue(tx, STALL_CLOCKS, AT_ONCE));
    let found = 0;
    for (const each of due) if (await this.work.run(actor, area, (tx) => this.one(tx, each))) found += 1;
    return found;
  }

  private async one(tx: Tx, due: DeadlineDue): Promise<boolean> {
    const { pairing } = await this.cases.lock(tx, due.subject);
    if (!(await this.deadlines.isStillOverdue(tx, due.id))) return false;
    const today = localDateOf(this.clock.now());
    await this.deadlines.end(tx, pairing.id, 'missed', [due.clock]);
    if (due.clock === 'C-10') await this.points.miss(tx, pairing.id);
    const raised = await this.stalls.raise(tx, pairing, due.clock as StallRule, due.dueOn);
    // Somebody looks at it from today on: what is alive has a next date.
    if (raised) await this.cases.move(tx, pairing, [], { nextDate: today });
    await this.audit.record(tx, {
      act: 'pairing.stalled',
      entity: `brokerage.pairing:${pairing.id}:${String(pairing.version)}`,
      schools: schoolsOf(pairing),
      details: { clock: due.clock, pairing: pairing.reference },
    });
    return raised;
  }
}
