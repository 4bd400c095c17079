import { BoardReportEntity } from './issued/report.entity.js';

/** For the data source alone; entities never leave their lib by name. */
export const BOARD_REPORT_ENTITIES = [BoardReportEntity];

export { BoardReportModule } from './board-report.module.js';
export type { Goal, GoalMeasure, Goals, Unknown } from './goals/goals.js';
export { readGoals } from './goals/read-goals.js';
export { ApproveBoardReport } from './issued/approve-board-report.js';
export {
  BoardReports,
  type ReportLine,
  type ReportStep,
  type ReportView,
} from './issued/board-reports.query.js';
export { CheckBoardReport } from './issued/check-board-report.js';
export { CorrectBoardReport } from './issued/correct-board-report.js';
export { DraftBoardReport } from './issued/draft-board-report.js';
export { IssueBoardReport } from './issued/issue-board-report.js';
export { RecountBoardReport } from './issued/recount-board-report.js';
export type { ReportState } from './issued/report.lifecycle.js';
export type { ReportInHand } from './issued/report-steps.js';
export type { BoardPage, MeasureLine, MeasureRecords } from './report/compose-page.js';
export { isHidden, type Figure, type FigureOrHidden, type RecordKind } from './report/figure.js';
export type { Sentence } from './report/say-figures.js';
export { BoardFigures, type FigureRecords } from './report/board-figures.query.js';
