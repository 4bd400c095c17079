import type { Actor, AreaId, Clock } from '@app/kernel';
import type { Repeatable } from '@app/platform';
import { requireStillChecked, type ReportInHand, type ReportSteps } from './report-steps.js';

/** From here on it is read outside the Board and frozen: the database refuses every change to what it says. */
export class IssueBoardReport {
  constructor(
    private readonly steps: ReportSteps,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound, NotAllowed, StaleVersion; RuleBroken BOARD_REPORT_CANNOT_MOVE, BOARD_REPORT_CHECK_AGAIN */
  async execute(actor: Actor, area: AreaId, asked: ReportInHand, repeat?: Repeatable): Promise<void> {
    await this.steps.move(
      ...([actor, area, asked, 'board.report.issue', 'issued'] as const),
      async (tx, report) => {
        await requireStillChecked(tx, report);
        return { issuedBy: tx.actor.id, issuedAt: this.clock.now() };
      },
      repeat,
    );
  }
}
