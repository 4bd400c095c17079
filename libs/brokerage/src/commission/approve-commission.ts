import { RuleBroken, type Actor, type AreaId } from '@app/kernel';
import type { Repeatable } from '@app/platform';
import type { NeedCases } from '@app/profiles';
import type { Deadlines } from '../clocks/deadlines.js';
import type { CommissionCases, CommissionInHand } from './commission-cases.js';
import { MOST } from './commission-fields.js';

export interface CommissionToApprove extends CommissionInHand {
  readonly approved: boolean;
  /** Needed where it is not approved. */
  readonly reason?: string | null;
}

/** A second person says yes or no, always: nobody spends the area's money alone, and nobody approves what they wrote (I-5). */
export class ApproveCommission {
  constructor(
    private readonly cases: CommissionCases,
    private readonly needs: NeedCases,
    private readonly deadlines: Deadlines,
  ) {}

  /** @throws NotFound, NotAllowed, StaleVersion, BadInput; RuleBroken COMMISSION_CANNOT_MOVE, NEED_NOT_OPEN; NoCalendar */
  async execute(actor: Actor, area: AreaId, asked: CommissionToApprove, repeat?: Repeatable): Promise<void> {
    const { approved, reason } = asked;
    await this.cases.take(
      ...([actor, area, asked] as const),
      {
        ...{ action: 'commission.approve', act: 'commission.approve' },
        to: approved ? 'approved' : 'cancelled',
        change: ({ by, at }) => ({ decidedBy: by, decidedAt: at }),
        note: ({ reader }) =>
          approved
            ? reader.textOrNull('reason', reason, 'the reason', MOST.said)
            : reader.text('reason', reason, 'why you do not approve it', MOST.said),
        then: async (tx, { found, need }) => {
          if (!approved) return;
          if (need.state !== 'open')
            throw new RuleBroken(
              'NEED_NOT_OPEN',
              'The request is not open any more: a school was proposed for it, or it ended.',
            );
          await this.needs.move(tx, need.id, 'commissioned');
          await this.deadlines.meet(tx, need.id, 'C-12.approved');
          const due = await this.deadlines.start(tx, 'C-12.awarded', found.id, {});
          await this.needs.postpone(tx, need.id, due);
        },
      },
      repeat,
    );
  }
}
