import type { AcademicYearId, Actor, AreaId } from '@app/kernel';
import type { Repeatable, Tx } from '@app/platform';
import type { ComposePage } from '../report/compose-page.js';
import { hideBetweenReports } from '../report/hide-between-reports.js';
import { basisOf, countedOf, type FrozenReport } from './frozen-report.js';
import type { BoardReportEntity } from './report.entity.js';
import {
  hashOf,
  issuedReports,
  type ReportChange,
  type ReportInHand,
  type ReportSteps,
} from './report-steps.js';

/** Hides what would name a school, in it or in what it differs by from any that was issued; what is left is what it says. */
export class CheckBoardReport {
  constructor(
    private readonly steps: ReportSteps,
    private readonly compose: ComposePage,
  ) {}

  /** @throws NotFound, NotAllowed, StaleVersion; RuleBroken BOARD_REPORT_CANNOT_MOVE */
  async execute(actor: Actor, area: AreaId, asked: ReportInHand, repeat?: Repeatable): Promise<void> {
    await this.steps.move(
      ...([actor, area, asked, 'board.report.draft', 'disclosure_checked'] as const),
      (tx, report) => this.checked(tx, report),
      repeat,
    );
  }

  private async checked(tx: Tx, report: BoardReportEntity): Promise<ReportChange> {
    const year = report.year as AcademicYearId;
    const issued = await issuedReports(tx);
    const figures = hideBetweenReports(
      ...([year, countedOf(report), this.compose.goals, await this.compose.smallest(tx)] as const),
      issued.map(basisOf),
    );
    const page = await this.compose.page(tx, year, figures, report.countedAt);
    const frozen: FrozenReport = { page, figures: [...figures.values()] };
    const content = JSON.stringify(frozen);
    return {
      ...{ content, contentHash: hashOf(content), checkedBy: tx.actor.id },
      checkedBeside: issued.map(({ id }) => id),
    };
  }
}
