import type { Actor, AreaId, Clock } from '@app/kernel';
import type { Repeatable } from '@app/platform';
import { FieldReader } from '@app/profiles';
import type { ReportInHand, ReportSteps } from './report-steps.js';

const MOST_ERRATUM = 2_000;

/** Says what is wrong in an issued report. It stays readable as it was issued: a new one is counted for new numbers. */
export class CorrectBoardReport {
  constructor(
    private readonly steps: ReportSteps,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound, NotAllowed, StaleVersion, BadInput; RuleBroken BOARD_REPORT_CANNOT_MOVE */
  async execute(
    actor: Actor,
    area: AreaId,
    asked: ReportInHand & { readonly erratum: string },
    repeat?: Repeatable,
  ): Promise<void> {
    await this.steps.move(
      ...([actor, area, asked, 'board.report.issue', 'corrected'] as const),
      (tx) => {
        const reader = new FieldReader();
        const erratum = reader.finish(
          reader.text('erratum', asked.erratum, 'what is wrong in the report', MOST_ERRATUM),
        );
        return { erratum, correctedBy: tx.actor.id, correctedAt: this.clock.now() };
      },
      repeat,
    );
  }
}
