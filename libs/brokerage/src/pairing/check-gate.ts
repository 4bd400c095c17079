import { localDateOf, type AreaId, type Clock } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { systemActor } from '@app/identity';
import { inArea, type Tx, type UnitOfWork } from '@app/platform';
import type { Deadlines } from '../clocks/deadlines.js';
import type { Stalls } from '../tending/stalls.js';
import { isBarred } from './begin-work.js';
import { schoolsOf, type PairingCases } from './pairing-cases.js';

/** Both heads and the broker read it as the reason why it rests. */
const BARRED = 'A conflict between these schools was found since the work began, and bars it. Ask the chair.';

/**
 * A clock, the gate of I-1 once more: heads and brokers change while work goes on, and what bars two schools is often
 * known of the person who comes. Work that could not begin today rests until it could.
 */
export class CheckGate {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly cases: PairingCases,
    private readonly deadlines: Deadlines,
    private readonly stalls: Stalls,
  ) {}

  /** @returns how many pairings rest from now on. */
  async execute(area: AreaId): Promise<number> {
    const actor = systemActor('worker', area);
    const found = await this.work.run(actor, area, (tx) => barred(tx));
    let rests = 0;
    for (const id of found) if (await this.work.run(actor, area, (tx) => this.one(tx, id))) rests += 1;
    return rests;
  }

  private async one(tx: Tx, id: string): Promise<boolean> {
    const { pairing } = await this.cases.lock(tx, id);
    if (pairing.state !== 'active' || !(await isBarred(tx, pairing))) return false;
    await this.deadlines.end(tx, id, 'stopped', ['C-7', 'C-10', 'C-11']);
    await this.stalls.resolve(tx, id);
    await this.cases.move(tx, pairing, ['paused'], {
      ...{ pauseReason: BARRED, nextDate: localDateOf(this.clock.now()) },
    });
    await this.audit.record(tx, {
      act: 'pairing.pause',
      entity: `brokerage.pairing:${id}:${String(pairing.version)}`,
      schools: schoolsOf(pairing),
      details: { state: pairing.state, at: this.clock.now().toISOString() },
    });
    return true;
  }
}

async function barred(tx: Tx): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select g.id from brokerage.pairing g where ${inArea(tx, 'g')} and g.state = 'active' and exists (
       select 1 from brokerage.conflict c where c.area_id = g.area_id and c.state = 'barred'
         and (c.urn, c.other_urn) in ((g.asker_urn, g.supporter_urn), (g.supporter_urn, g.asker_urn)))
     order by g.reference`,
  );
  return rows.map(({ id }) => id);
}
