import { Module, type DynamicModule } from '@nestjs/common';
import { AuditModule, AuditTrail } from '@app/audit';
import { BrokerageModule, Pairings, PairingsOfYear, SchoolsAndLinks } from '@app/brokerage';
import { IdentityModule, Rights } from '@app/identity';
import { EvaluationsOf, ImpactModule } from '@app/impact';
import { CLOCK, IDS, MATRIX, provide, UnitOfWork } from '@app/platform';
import { NeedCases, Needs, NeedsOfYear, ProfilesModule } from '@app/profiles';
import { AreaSettings, MiddleOfMeasure, SchoolsModule } from '@app/schools';
import { AdoptBoardGoal } from './goals/adopt-board-goal.js';
import { BoardGoals } from './goals/board-goals.query.js';
import { CloseBoardGoal } from './goals/close-board-goal.js';
import { DraftBoardGoal } from './goals/draft-board-goal.js';
import { GoalSteps } from './goals/goal-steps.js';
import { GoalsInForce } from './goals/goals-in-force.js';
import type { Goals } from './goals/goals.js';
import { ReviewBoardGoal } from './goals/review-board-goal.js';
import { RewriteBoardGoal } from './goals/rewrite-board-goal.js';
import { ApproveBoardReport } from './issued/approve-board-report.js';
import { BoardReports } from './issued/board-reports.query.js';
import { CheckBoardReport } from './issued/check-board-report.js';
import { CorrectBoardReport } from './issued/correct-board-report.js';
import { DraftBoardReport } from './issued/draft-board-report.js';
import { IssueBoardReport } from './issued/issue-board-report.js';
import { RecountBoardReport } from './issued/recount-board-report.js';
import { ReportSteps } from './issued/report-steps.js';
import { BoardFigures } from './report/board-figures.query.js';
import { ComposePage } from './report/compose-page.js';
import { ReadYear } from './report/read-year.js';

const GOALS = Symbol('goals');

const steps = [
  provide(GoalsInForce, [GOALS]),
  provide(GoalSteps, [UnitOfWork, AuditTrail, Rights]),
  provide(ReadYear, [AreaSettings, NeedsOfYear, NeedCases, PairingsOfYear, EvaluationsOf, SchoolsAndLinks]),
  provide(ComposePage, [AreaSettings, ReadYear, MiddleOfMeasure, GoalsInForce]),
  provide(ReportSteps, [UnitOfWork, AuditTrail, Rights, ComposePage]),
];
const rooms = [
  provide(BoardGoals, [MATRIX, CLOCK, GoalsInForce]),
  provide(DraftBoardGoal, [UnitOfWork, CLOCK, IDS, Rights, GoalSteps, GOALS]),
  provide(RewriteBoardGoal, [GoalSteps, CLOCK]),
  provide(AdoptBoardGoal, [GoalSteps, CLOCK]),
  provide(ReviewBoardGoal, [GoalSteps, CLOCK]),
  provide(CloseBoardGoal, [GoalSteps, CLOCK]),
  provide(BoardFigures, [MATRIX, CLOCK, ComposePage, Needs, Pairings]),
  provide(BoardReports, [MATRIX, CLOCK, Rights, BoardFigures]),
  provide(DraftBoardReport, [UnitOfWork, CLOCK, IDS, Rights, ReportSteps]),
  provide(CheckBoardReport, [ReportSteps, ComposePage]),
  provide(RecountBoardReport, [ReportSteps, CLOCK]),
  provide(ApproveBoardReport, [ReportSteps]),
  provide(IssueBoardReport, [ReportSteps, CLOCK]),
  provide(CorrectBoardReport, [ReportSteps, CLOCK]),
];

@Module({})
export class BoardReportModule {
  /** @param engineHash of the matching engine, which the pairings below are made by. @param goals the installation's template. */
  static forRoot(engineHash: string, goals: Goals): DynamicModule {
    return {
      module: BoardReportModule,
      imports: [
        ...[AuditModule, IdentityModule, SchoolsModule, ProfilesModule],
        ...[BrokerageModule.forRoot(engineHash), ImpactModule.forRoot(engineHash)],
      ],
      providers: [...steps, ...rooms, { provide: GOALS, useValue: goals }],
      exports: rooms.map((room) => room.provide),
    };
  }
}
