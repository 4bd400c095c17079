import type { AcademicYearId, Actor, AreaId, Clock } from '@app/kernel';
import type { Repeatable } from '@app/platform';
import type { ReportInHand, ReportSteps } from './report-steps.js';

/** Back to a draft, counted as things stand now. */
export class RecountBoardReport {
  constructor(
    private readonly steps: ReportSteps,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound, NotAllowed, StaleVersion; RuleBroken BOARD_REPORT_CANNOT_MOVE */
  async execute(actor: Actor, area: AreaId, asked: ReportInHand, repeat?: Repeatable): Promise<void> {
    await this.steps.move(
      ...([actor, area, asked, 'board.report.draft', 'draft'] as const),
      async (tx, report) => ({
        ...{ content: null, contentHash: null, checkedBeside: [], checkedBy: null, approvedBy: null },
        ...{ draftedBy: tx.actor.id, countedAt: this.clock.now() },
        basis: await this.steps.count(tx, report.year as AcademicYearId),
      }),
      repeat,
    );
  }
}
