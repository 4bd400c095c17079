import { RuleBroken, type Actor, type AreaId, type Clock, type SchoolUrn } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { askedOnce, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { FieldReader, type DaysBook, type NeedCases } from '@app/profiles';
import type { AskConsents } from '../body-consent/ask-consents.js';
import type { Deadlines } from '../clocks/deadlines.js';
import { requireSeen } from '../proposal/proposal-cases.js';
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
    if (started)
      for (const clock of ['C-14', 'C-15.first', 'C-15.second'] as const)
        await this.deadlines.start(tx, clock, pairing.id, { supporter, supported });
    const met = started && (outcome === 'met' || outcome === 'part_met');
    if (need.state === 'matched') await this.needs.move(tx, need.id, met ? 'met' : 'open', summary);
    await this.audit.record(tx, {
      act: 'pairing.close',
      entity: `brokerage.pairing:${pairing.id}:${String(pairing.version)}`,
      schools: [supported, supporter],
      details: { outcome, returned: String(returned) },
    });
  }
}

export interface PairingToPause {
  readonly pairing: string;
  readonly version: number;
  /** Needed to pause; not to go on. */
  readonly reason?: string | null;
}

/** Work rests, with a reason, or goes on. The clocks of contact and first visit stop meanwhile. */
export class PausePairing {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly rights: Rights,
    private readonly cases: PairingCases,
    private readonly deadlines: Deadlines,
    private readonly consents: AskConsents,
  ) {}

  async pause(actor: Actor, area: AreaId, asked: PairingToPause, repeat?: Repeatable): Promise<void> {
    await this.run(actor, area, asked, repeat, async (tx, { pairing }) => {
      const reader = new FieldReader();
      const pauseReason = reader.finish(reader.text('reason', asked.reason, 'why it rests', 2_000));
      if (pairing.state !== 'active') throw new RuleBroken('NOT_ACTIVE', 'Only active work can rest.');
      await this.deadlines.end(tx, pairing.id, 'stopped', ['C-7', 'C-10', 'C-11']);
      await this.cases.move(tx, pairing, ['paused'], { pauseReason });
    });
  }

  async resume(actor: Actor, area: AreaId, asked: PairingToPause, repeat?: Repeatable): Promise<void> {
    await this.run(actor, area, asked, repeat, async (tx, { pairing }) => {
      if (pairing.state !== 'paused') throw new RuleBroken('NOT_PAUSED', 'This work does not rest.');
      await this.consents.require(tx, pairing);
      const parties = {
        supporter: pairing.supporterUrn as SchoolUrn,
        supported: pairing.askerUrn as SchoolUrn,
      };
      const agenda = await this.cases.agenda(tx, pairing.id);
      const nextDate = await this.deadlines.start(tx, 'C-11', pairing.id, parties, agenda?.cadenceDays ?? 10);
      await this.cases.move(tx, pairing, ['active'], { pauseReason: null, nextDate });
    });
  }

  private async run(
    actor: Actor,
    area: AreaId,
    asked: PairingToPause,
    repeat: Repeatable | undefined,
    effect: (tx: Tx, held: Awaited<ReturnType<PairingCases['lock']>>) => Promise<void>,
  ): Promise<void> {
    await this.work.run(actor, area, (tx) =>
      askedOnce(tx, repeat, async () => {
        const held = await this.cases.lock(tx, asked.pairing);
        const { pairing } = held;
        await this.rights.require(tx, 'pairing.pause', pairingResource(pairing));
        requireSeen(pairing, asked.version);
        await effect(tx, held);
        await this.audit.record(tx, {
          act: 'pairing.pause',
          entity: `brokerage.pairing:${pairing.id}:${String(pairing.version)}`,
          schools: [pairing.askerUrn as SchoolUrn, pairing.supporterUrn as SchoolUrn],
          details: { state: pairing.state },
        });
      }),
    );
  }
}
