import type { Actor, AreaId } from '@app/kernel';
import type { Repeatable } from '@app/platform';
import { requireStillChecked, type ReportInHand, type ReportSteps } from './report-steps.js';

/** Somebody who neither counted nor checked it finds it fit to be issued. */
export class ApproveBoardReport {
  constructor(private readonly steps: ReportSteps) {}

  /** @throws NotFound, NotAllowed, StaleVersion; RuleBroken BOARD_REPORT_CANNOT_MOVE, BOARD_REPORT_CHECK_AGAIN */
  async execute(actor: Actor, area: AreaId, asked: ReportInHand, repeat?: Repeatable): Promise<void> {
    await this.steps.move(
      ...([actor, area, asked, 'board.report.issue', 'approved'] as const),
      async (tx, report) => {
        await requireStillChecked(tx, report);
        return { approvedBy: tx.actor.id };
      },
      repeat,
    );
  }
}
