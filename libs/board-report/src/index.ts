import { BoardGoalEntity } from './goals/board-goal.entity.js';
import { BoardReportEntity } from './issued/report.entity.js';

/** For the data source alone; entities never leave their lib by name. */
export const BOARD_REPORT_ENTITIES = [BoardReportEntity, BoardGoalEntity];

export { BoardReportModule } from './board-report.module.js';
export { AdoptBoardGoal } from './goals/adopt-board-goal.js';
export type { GoalState } from './goals/board-goal.lifecycle.js';
export {
  BoardGoals,
  type GoalLine,
  type GoalsOfBoard,
  type GoalStep,
  type GoalView,
} from './goals/board-goals.query.js';
export { CloseBoardGoal } from './goals/close-board-goal.js';
export { DraftBoardGoal } from './goals/draft-board-goal.js';
export { MOST_MEASURES, type GoalWords } from './goals/goal-words.js';
export type { GoalInHand } from './goals/goal-steps.js';
export type { Adoption, Goal, GoalMeasure, Goals, Unknown } from './goals/goals.js';
export { ReviewBoardGoal } from './goals/review-board-goal.js';
export { RewriteBoardGoal } from './goals/rewrite-board-goal.js';
export { readGoals } from './goals/read-goals.js';
export { ApproveBoardReport } from './issued/approve-board-report.js';
export {
  BoardReports,
  type CountyOfReport,
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
export type { CountyPicture, DistrictKind } from './report/county-picture.js';
export { isHidden, type Figure, type FigureOrHidden, type RecordKind } from './report/figure.js';
export type { Sentence } from './report/say-figures.js';
export { BoardFigures, type FigureRecords } from './report/board-figures.query.js';
