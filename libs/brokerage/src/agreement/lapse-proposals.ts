import type { AreaId, ClockId, NeedId, PersonId, SchoolUrn } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { systemActor, type AskByMail } from '@app/identity';
import type { Tx, UnitOfWork } from '@app/platform';
import type { NeedCases } from '@app/profiles';
import type { DeadlineDue, Deadlines } from '../clocks/deadlines.js';
import type { CommissionCases } from '../commission/commission-cases.js';
import type { ProposalCases, ProposalInHand } from '../proposal/proposal-cases.js';
import type { ProposalEntity } from '../proposal/proposal.entity.js';

/** An answer that did not come (C-4), days held too long without a decision (C-5). */
const LAPSES: readonly ClockId[] = ['C-4', 'C-5'];
const AT_ONCE = 200;

/** What nobody does, a clock does: the proposal lapses, held days go back, the need looks for support again. */
export class LapseProposals {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly cases: ProposalCases,
    private readonly needs: NeedCases,
    private readonly deadlines: Deadlines,
    private readonly mail: AskByMail,
    private readonly commissions: CommissionCases,
  ) {}

  /** Each in a transaction of its own: one that cannot does not keep the others. @returns how many lapsed. */
  async overdue(area: AreaId): Promise<number> {
    const actor = systemActor('worker', area);
    const due = await this.work.run(actor, area, (tx) => this.deadlines.overdue(tx, LAPSES, AT_ONCE));
    let lapsed = 0;
    for (const each of due) if (await this.work.run(actor, area, (tx) => this.one(tx, each))) lapsed += 1;
    return lapsed;
  }

  /** The head withdrew the need, or it was closed: nothing goes on being asked for it. */
  async ofNeed(area: AreaId, need: NeedId): Promise<void> {
    await this.work.run(systemActor('worker', area), area, async (tx) => {
      const held = await this.needs.lock(tx, need);
      await this.commissions.lapse(tx, held);
      await this.deadlines.end(tx, need, 'stopped', ['C-12.approved']);
      for (const proposal of await this.cases.live(tx, need)) {
        if (proposal.supporterYesAt !== null && held.state === 'withdrawn')
          await this.tellBroker(tx, proposal, held.owner ?? (proposal.madeBy as PersonId));
        await this.cases.end(tx, { proposal, need: held }, 'lapsed');
        await this.note(tx, { proposal, need: held }, 'NEED_ENDED');
      }
    });
  }

  private async one(tx: Tx, due: DeadlineDue): Promise<boolean> {
    const held = await this.cases.lock(tx, due.subject);
    if (!(await this.deadlines.isStillOverdue(tx, due.id))) return false;
    await this.deadlines.end(tx, due.subject, 'missed', [due.clock]);
    await this.cases.end(tx, held, 'lapsed', 'expired');
    await this.note(tx, held, due.clock === 'C-4' ? 'NO_ANSWER' : 'NOT_DECIDED');
    return true;
  }

  private async note(tx: Tx, { proposal, need }: ProposalInHand, reason: string): Promise<void> {
    await this.audit.record(tx, {
      act: 'proposal.lapse',
      entity: `brokerage.proposal:${proposal.id}:${String(proposal.version)}`,
      schools: [need.urn, proposal.supporterUrn as SchoolUrn],
      reason,
    });
  }
  /** A head takes back what a supporter has said yes to: who has it in hand hears of it on another day than their own, too. */
  private async tellBroker(tx: Tx, { id, reference }: ProposalEntity, person: PersonId): Promise<void> {
    await this.mail.tell(tx, {
      ...{ person, kind: 'urgent', key: `withdrawn.${id}.${person}` },
      task: { reference, due: null, why: 'consent_withdrawn' },
      ...{ path: `/proposals/${reference}`, about: [reference], quiet: 'broker', urn: null },
    });
  }
}
