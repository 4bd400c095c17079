import { Module, type DynamicModule } from '@nestjs/common';
import { AuditModule, AuditTrail } from '@app/audit';
import { BrokerageModule, LookBack } from '@app/brokerage';
import { IdentityModule, Rights } from '@app/identity';
import { CLOCK, IDS, MATRIX, provide, UnitOfWork } from '@app/platform';
import { AreaSettings, PublishedMeasures, SchoolsModule, SchoolsOfArea, SimilarSchools } from '@app/schools';
import { EstimateEvaluations } from './evaluation/estimate-evaluations.js';
import { EvaluationSteps } from './evaluation/evaluation-steps.js';
import { Evaluations } from './evaluation/evaluations.query.js';
import { EvaluationsOf } from './evaluation/evaluations-of.query.js';
import { RecordLaterValue } from './evaluation/record-later-value.js';
import { RegisterEvaluation } from './evaluation/register-evaluation.js';
import { Impacts } from './impacts.query.js';
import { SignOffEvaluation } from './sign-off/sign-off-evaluation.js';
import { SignOffs } from './sign-off/sign-offs.query.js';
import { RecordSustainCheck } from './sustain/record-sustain-check.js';
import { SayWhatChanged } from './words/say-what-changed.js';

const verb = [UnitOfWork, AuditTrail, CLOCK, IDS];

const rooms = [
  provide(RegisterEvaluation, [...verb, LookBack, AreaSettings, SimilarSchools, PublishedMeasures]),
  provide(EvaluationSteps, [CLOCK, PublishedMeasures]),
  provide(RecordLaterValue, [...verb, Rights, LookBack, EvaluationSteps]),
  provide(SayWhatChanged, [...verb, Rights, LookBack, EvaluationSteps]),
  provide(EstimateEvaluations, [UnitOfWork, AuditTrail, CLOCK, LookBack, EvaluationSteps]),
  provide(SignOffEvaluation, [...verb, Rights, LookBack, EvaluationSteps]),
  provide(RecordSustainCheck, [...verb, Rights, LookBack]),
  provide(EvaluationsOf, []),
  provide(Impacts, [MATRIX, CLOCK, Rights, LookBack, SchoolsOfArea, PublishedMeasures]),
  provide(Evaluations, [MATRIX, LookBack, Impacts]),
  provide(SignOffs, [MATRIX, CLOCK, AuditTrail, Rights, LookBack, SchoolsOfArea, Impacts]),
];

@Module({})
export class ImpactModule {
  /** @param engineHash of the matching engine, which the pairings below are made by. */
  static forRoot(engineHash: string): DynamicModule {
    return {
      module: ImpactModule,
      imports: [AuditModule, IdentityModule, SchoolsModule, BrokerageModule.forRoot(engineHash)],
      providers: rooms,
      exports: rooms.map((room) => room.provide),
    };
  }
}
