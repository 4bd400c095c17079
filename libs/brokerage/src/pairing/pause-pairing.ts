import { localDateOf, RuleBroken, type Actor, type AreaId, type Clock, type SchoolUrn } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { askedOnce, inArea, type Repeatable, type Tx, type UnitOfWork } from '@app/platform';
import { FieldReader } from '@app/profiles';
import type { AskConsents } from '../body-consent/ask-consents.js';
import type { Deadlines } from '../clocks/deadlines.js';
import { requireSeen } from '../proposal/proposal-cases.js';
import type { ReviewPoints } from '../review-point/review-points.js';
import type { Stalls } from '../tending/stalls.js';
import { requireNoBar } from './begin-work.js';
import { readLookAgain } from './look-again.js';
import { partiesOf, type PairingCases } from './pairing-cases.js';
import { pairingResource } from './pairing.policy.js';

export interface PairingToPause {
  readonly pairing: string;
  readonly version: number;
  /** Needed to pause; not to go on. */
  readonly reason?: string | null;
  /** When it is looked at again; left out: in a fortnight. */
  readonly nextDate?: string | null;
}

/** Work rests, with a reason, or goes on. The clocks of contact and first visit stop meanwhile. */
export class PausePairing {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly cases: PairingCases,
    private readonly deadlines: Deadlines,
    private readonly consents: AskConsents,
    private readonly points: ReviewPoints,
    private readonly stalls: Stalls,
  ) {}

  /** What rests already may rest longer: with another reason and day. */
  async pause(actor: Actor, area: AreaId, asked: PairingToPause, repeat?: Repeatable): Promise<void> {
    await this.run(actor, area, asked, repeat, async (tx, { pairing }) => {
      const reader = new FieldReader();
      const nextDate = readLookAgain(reader, asked.nextDate, localDateOf(this.clock.now()));
      const pauseReason = reader.finish(reader.text('reason', asked.reason, 'why it rests', 2_000));
      if (pairing.state === 'paused') {
        await this.cases.move(tx, pairing, [], { pauseReason, nextDate });
        return;
      }
      if (pairing.state !== 'active') throw new RuleBroken('NOT_ACTIVE', 'Only active work can rest.');
      await this.deadlines.end(tx, pairing.id, 'stopped', ['C-7', 'C-10', 'C-11']);
      await this.stalls.resolve(tx, pairing.id);
      await this.cases.move(tx, pairing, ['paused'], { pauseReason, nextDate });
    });
  }

  async resume(actor: Actor, area: AreaId, asked: PairingToPause, repeat?: Repeatable): Promise<void> {
    await this.run(actor, area, asked, repeat, async (tx, { pairing }) => {
      if (pairing.state !== 'paused') throw new RuleBroken('NOT_PAUSED', 'This work does not rest.');
      // The gate of I-1 once more: people may have changed while it rested.
      await this.consents.require(tx, pairing);
      await requireNoBar(tx, pairing);
      const parties = partiesOf(pairing);
      const agenda = await this.cases.agenda(tx, pairing.id);
      const nextDate = await this.deadlines.start(tx, 'C-11', pairing.id, parties, agenda?.cadenceDays ?? 10);
      // What rested goes on: a first visit that has not been yet, and the next look at how it goes.
      if (!(await visitedYet(tx, pairing.id))) await this.deadlines.start(tx, 'C-7', pairing.id, parties);
      await this.points.setNext(tx, pairing);
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
          // No record keeps the day on which work rested; the history asks the log, and dates it like the records.
          details: { state: pairing.state, at: this.clock.now().toISOString() },
        });
      }),
    );
  }
}

async function visitedYet(tx: Tx, pairing: string): Promise<boolean> {
  const rows = await tx.query(
    `select 1 from brokerage.visit where ${inArea(tx)} and pairing_id = $1
     union all select 1 from brokerage.coaching_session where ${inArea(tx)} and pairing_id = $1 limit 1`,
    [pairing],
  );
  return rows.length > 0;
}
