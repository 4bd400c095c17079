import type { Actor, AreaId, Clock, SchoolUrn } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { askedOnce, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { FieldReader, type DaysBook, type NeedCases } from '@app/profiles';
import type { Deadlines } from '../clocks/deadlines.js';
import { requireSeen } from '../proposal/proposal-cases.js';
import type { Coachings } from '../coaching/coachings.js';
import type { Stalls } from '../tending/stalls.js';
import type { PlannedVisits } from '../visit/planned-visits.js';
import { endChangeWithTheWork } from './agenda-rows.js';
import { daysOfPairing, type PairingCases } from './pairing-cases.js';
import { pairingResource } from './pairing.policy.js';
import { CLOSING_OUTCOMES } from './pairing.views.js';

export interface PairingToClose {
  readonly pairing: string;
  readonly version: number;
  readonly outcome: string;
  readonly summary: string;
  readonly thanks?: string | null;
}

/** Closing well is a success: what changed is said, thanks are given, days that were not used go back. */
export class ClosePairing {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly cases: PairingCases,
    private readonly needs: NeedCases,
    private readonly days: DaysBook,
    private readonly deadlines: Deadlines,
    private readonly stalls: Stalls,
    private readonly plans: PlannedVisits,
    private readonly coachings: Coachings,
  ) {}

  /** @throws NotFound, NotAllowed, StaleVersion, BadInput; RuleBroken PAIRING_CANNOT_MOVE */
  async execute(actor: Actor, area: AreaId, asked: PairingToClose, repeat?: Repeatable): Promise<void> {
    await this.work.run(actor, area, (tx) => askedOnce(tx, repeat, () => this.inside(tx, asked)));
  }

  private async inside(tx: Tx, asked: PairingToClose): Promise<void> {
    const { pairing, need } = await this.cases.lock(tx, asked.pairing);
    await this.rights.require(tx, 'pairing.close', pairingResource(pairing));
    requireSeen(pairing, asked.version);
    const reader = new FieldReader();
    const outcome = reader.oneOf('outcome', asked.outcome, CLOSING_OUTCOMES);
    const summary = reader.text('summary', asked.summary, 'what changed', 2_000);
    const thanks = reader.finish(reader.textOrNull('thanks', asked.thanks, 'the thanks', 2_000));
    const started = pairing.state === 'active' || pairing.state === 'paused';
    const [supporter, supported] = [pairing.supporterUrn as SchoolUrn, pairing.askerUrn as SchoolUrn];
    await this.cases.move(tx, pairing, started ? ['closing', 'closed'] : ['not_started'], {
      ...{ outcome: started ? outcome : 'ended_early', closedSummary: summary, thanks },
      ...{ closedBy: tx.actor.id, closedAt: this.clock.now(), nextDate: null },
    });
    const returned = await this.days.giveBack(tx, supporter, daysOfPairing(pairing), 'released');
    await this.deadlines.end(tx, pairing.id, 'stopped');
    await this.stalls.close(tx, pairing.id, summary);
    await this.plans.endAll(tx, { is: 'pairing', id: pairing.id }, 'The pairing came to its end.');
    await this.coachings.end(tx, pairing.id);
    await endChangeWithTheWork(tx, pairing.id, this.clock.now());
    // What coaching changed is between the two people: nobody is asked, and no clock waits for it.
    if (started && pairing.kind !== 'coaching')
      for (const clock of ['C-14', 'C-15.first', 'C-15.second'] as const)
        await this.deadlines.start(tx, clock, pairing.id, { supporter, supported });
    const met = started && (outcome === 'met' || outcome === 'part_met');
    if (need.state === 'matched' && met) await this.needs.move(tx, need.id, 'met', summary);
    else if (need.state === 'matched') await this.needs.reopen(tx, need.id, summary);
    await this.audit.record(tx, {
      act: 'pairing.close',
      entity: `brokerage.pairing:${pairing.id}:${String(pairing.version)}`,
      schools: [supported, supporter],
      details: { outcome, returned: String(returned) },
    });
  }
}
