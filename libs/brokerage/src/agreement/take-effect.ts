import type { Clock, LocalDate, SchoolUrn } from '@app/kernel';
import { inArea, type IdSource, type Tx } from '@app/platform';
import type { DaysBook, HalfDays, NeedCases } from '@app/profiles';
import type { Coachings } from '../coaching/coachings.js';
import type { Deadlines } from '../clocks/deadlines.js';
import { nextOfYear } from '../next-reference.js';
import type { PairingCases } from '../pairing/pairing-cases.js';
import { PairingEntity } from '../pairing/pairing.entity.js';
import { LIVE_PAIRINGS } from '../pairing/pairing.lifecycle.js';
import { daysOf, type ProposalCases, type ProposalInHand } from '../proposal/proposal-cases.js';
import type { Decision } from './decision.entity.js';

/** A step: what a decision does once it stands. The days are promised, the pairing begins, the need has its support. */
export class TakeEffect {
  constructor(
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly cases: ProposalCases,
    private readonly needs: NeedCases,
    private readonly days: DaysBook,
    private readonly deadlines: Deadlines,
    private readonly coachings: Coachings,
    private readonly pairings: PairingCases,
  ) {}

  /** @returns the pairing's reference; null where the decision begins none. */
  async of(tx: Tx, held: ProposalInHand, decision: Decision, person: string | null): Promise<string | null> {
    switch (decision.outcome) {
      case 'deferred':
        await this.needs.postpone(tx, held.need.id, decision.until as LocalDate);
        return null;
      case 'declined':
      case 'withdrawn':
        await this.cases.end(tx, held, 'decided');
        return null;
      default:
        return this.begin(tx, held, decision, person);
    }
  }

  private async begin(
    tx: Tx,
    { proposal, need }: ProposalInHand,
    decision: Decision,
    person: string | null,
  ): Promise<string> {
    const now = this.clock.now();
    const supporter = proposal.supporterUrn as SchoolUrn;
    if (decision.outcome === 'partly_agreed') {
      await this.days.giveBack(tx, supporter, daysOf(proposal), 'released');
      await this.days.hold(tx, supporter, daysOf(proposal), decision.halfDays);
    }
    const halfDays: HalfDays = await this.days.commit(tx, supporter, daysOf(proposal));
    await this.deadlines.end(tx, proposal.id, 'met', ['C-5']);
    await this.cases.move(tx, proposal, 'decided');
    const id = this.ids.next();
    const parties = { supporter, supported: need.urn };
    const contactBy = await this.deadlines.start(tx, 'C-3', id, parties);
    await this.deadlines.start(tx, 'C-6', id, parties);
    const reference = await nextOfYear(tx, 'brokerage.pairing', 'SP', now);
    await tx.manager.insert(PairingEntity, {
      ...{ id, areaId: tx.area, reference, kind: decision.kind, proposalId: proposal.id, needId: need.id },
      ...{ askerUrn: need.urn, supporterUrn: supporter, offerId: proposal.offerId, halfDays, person },
      ...{ gardenerPersonId: decision.madeBy, conditions: decision.conditions, state: 'agreed_in_principle' },
      ...{ nextDate: contactBy, madeAt: now, version: 1 },
    });
    if (decision.kind === 'coaching')
      await this.coachings.begin(tx, { id, askerUrn: need.urn, supporterUrn: supporter });
    await this.settleNeed(tx, { proposal, need });
    return reference;
  }

  /** As many partners as were wanted: the need is matched, and what else was proposed for it ends. */
  private async settleNeed(tx: Tx, held: ProposalInHand): Promise<void> {
    const { need } = held;
    const [counted] = await tx.query<{ n: number }>(
      `select count(*)::int as n from brokerage.pairing where ${inArea(tx)} and need_id = $1 and state = any ($2)`,
      [need.id, [...LIVE_PAIRINGS]],
    );
    const others = await this.cases.live(tx, need.id);
    if ((counted?.n ?? 0) < need.partnersWanted) {
      if (others.length === 0 && need.state === 'proposed') await this.needs.move(tx, need.id, 'open');
      return;
    }
    await this.needs.move(tx, need.id, 'matched');
    await this.pairings.told(tx, need.id);
    for (const proposal of others)
      await this.cases.end(tx, { proposal, need: { ...need, state: 'matched' } }, 'lapsed');
  }
}
