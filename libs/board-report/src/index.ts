export { BoardReportModule } from './board-report.module.js';
export type { Goal, GoalMeasure, Goals, Unknown } from './goals/goals.js';
export { readGoals } from './goals/read-goals.js';
export { isHidden, type Figure, type FigureOrHidden, type RecordKind } from './report/figure.js';
export type { Sentence } from './report/say-figures.js';
export {
  BoardFigures,
  type BoardPage,
  type FigureRecords,
  type MeasureLine,
} from './report/board-figures.query.js';
