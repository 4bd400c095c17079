import { Module, type DynamicModule } from '@nestjs/common';
import { BrokerageModule, Pairings, PairingsOfYear, SchoolsAndLinks } from '@app/brokerage';
import { EvaluationsOf, ImpactModule } from '@app/impact';
import { CLOCK, MATRIX, provide } from '@app/platform';
import { NeedCases, Needs, NeedsOfYear, ProfilesModule } from '@app/profiles';
import { AreaSettings, MiddleOfMeasure, SchoolsModule } from '@app/schools';
import type { Goals } from './goals/goals.js';
import { BoardFigures } from './report/board-figures.query.js';
import { ReadYear } from './report/read-year.js';

const GOALS = Symbol('goals');

const steps = [
  provide(ReadYear, [AreaSettings, NeedsOfYear, NeedCases, PairingsOfYear, EvaluationsOf, SchoolsAndLinks]),
];
const rooms = [
  provide(BoardFigures, [
    ...[MATRIX, CLOCK, AreaSettings, ReadYear],
    ...[MiddleOfMeasure, Needs, Pairings, GOALS],
  ]),
];

@Module({})
export class BoardReportModule {
  /** @param engineHash of the matching engine, which the pairings below are made by. @param goals the installation's template. */
  static forRoot(engineHash: string, goals: Goals): DynamicModule {
    return {
      module: BoardReportModule,
      imports: [
        ...[SchoolsModule, ProfilesModule],
        ...[BrokerageModule.forRoot(engineHash), ImpactModule.forRoot(engineHash)],
      ],
      providers: [...steps, ...rooms, { provide: GOALS, useValue: goals }],
      exports: rooms.map((room) => room.provide),
    };
  }
}
