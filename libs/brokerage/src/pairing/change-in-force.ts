import { localDateOf, StaleVersion, type Clock } from '@app/kernel';
import { inArea, updateIfVersion, type Outbox, type Tx } from '@app/platform';
import type { AskConsents } from '../body-consent/ask-consents.js';
import type { Deadlines } from '../clocks/deadlines.js';
import { agendaAgreed } from '../events.js';
import type { ReviewPoints } from '../review-point/review-points.js';
import type { Stalls } from '../tending/stalls.js';
import { AgendaEntity } from './agenda.entity.js';
import type { Agreed } from './agree-agenda.js';
import { requireNoBar } from './begin-work.js';
import type { PairingCases } from './pairing-cases.js';
import type { PairingEntity } from './pairing.entity.js';
import { requireDaysAhead } from './days-ahead.js';
import { inAFortnight } from './look-again.js';
import { lastDue } from './same-agenda.js';

/** Both heads and the broker read it as the reason why it rests. */
const LASTS_LONGER =
  'The work is to last longer than its trusts consented to, so they are asked once more. Go on when they have answered.';

/**
 * A step: all three agreed a change. What stood before is kept with the days on which it held, and what is measured is fixed
 * anew from the event that follows (I-11). The gate of I-1 is asked once more.
 */
export class ChangeInForce {
  constructor(
    private readonly clock: Clock,
    private readonly cases: PairingCases,
    private readonly consents: AskConsents,
    private readonly points: ReviewPoints,
    private readonly deadlines: Deadlines,
    private readonly stalls: Stalls,
    private readonly outbox: Outbox,
  ) {}

  /** @throws StaleVersion; RuleBroken BARRED_CONFLICT, DAY_IS_OVER */
  async take(tx: Tx, pairing: PairingEntity, change: AgendaEntity, agreed: Agreed): Promise<void> {
    await requireNoBar(tx, pairing);
    const today = localDateOf(this.clock.now());
    requireDaysAhead(change.objectives, today, 'Decline this change, and propose it with a later day.');
    const stood = await this.cases.agenda(tx, pairing.id);
    if (!stood) throw new StaleVersion();
    await replace(tx, stood, this.clock.now());
    const version = await updateIfVersion(tx, AgendaEntity, change.id, change.version, {
      ...{ ...agreed, state: 'agreed' },
    });
    await this.points.aimsChanged(tx, pairing.id);
    if (lastDue(change) > lastDue(stood)) await this.longer(tx, pairing);
    await this.outbox.put(tx, agendaAgreed(pairing.id, version));
  }

  private async longer(tx: Tx, pairing: PairingEntity): Promise<void> {
    await this.consents.askAgain(tx, pairing);
    if (pairing.state !== 'active' || (await this.consents.complete(tx, pairing))) return;
    await this.deadlines.end(tx, pairing.id, 'stopped', ['C-7', 'C-10', 'C-11']);
    await this.stalls.resolve(tx, pairing.id);
    await this.cases.move(tx, pairing, ['paused'], {
      ...{ pauseReason: LASTS_LONGER, nextDate: inAFortnight(localDateOf(this.clock.now())) },
    });
  }
}

/** Its version stays: what was measured by it is kept by that. */
async function replace(tx: Tx, { id, version }: AgendaEntity, at: Date): Promise<void> {
  await tx.query(
    `update brokerage.agenda set state = 'varied', ended_how = 'replaced', ended_at = $3
     where ${inArea(tx)} and id = $1 and version = $2 and state = 'agreed'`,
    [id, version, at],
  );
}
