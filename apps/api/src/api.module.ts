import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AuditModule } from '@app/audit';
import { BoardReportModule, type Goals } from '@app/board-report';
import { BrokerageModule } from '@app/brokerage';
import { HealthController, RouteGuard } from '@app/http';
import { IdentityModule, type Allowances } from '@app/identity';
import { ImpactModule } from '@app/impact';
import { PlatformModule, provide, type PlatformOptions } from '@app/platform';
import { Needs, ProfilesModule } from '@app/profiles';
import { SchoolsModule } from '@app/schools';
import { AuditEntriesController } from './audit-entries/audit-entries.controller.js';
import { BoardGoalsController } from './board-goals/board-goals.controller.js';
import { ConsentsController } from './consents/consents.controller.js';
import { DaysController } from './declarations/days.controller.js';
import { DeclarationsController } from './declarations/declarations.controller.js';
import { ProfilesController } from './declarations/profiles.controller.js';
import { Pages } from './door/pages.js';
import { AllEvaluationsController } from './evaluations/all-evaluations.controller.js';
import { EvaluationsController } from './evaluations/evaluations.controller.js';
import { SignOffsController } from './evaluations/sign-offs.controller.js';
import { WhatChangedController } from './evaluations/what-changed.controller.js';
import { RECEIPT_TOKEN, ReceiptsController } from './mail/receipts.controller.js';
import { MatchRunsController } from './match-runs/match-runs.controller.js';
import { API_DOCUMENT, OpenapiController } from './openapi/openapi.controller.js';
import { NamedNeed } from './needs/named-need.js';
import { NeedsController } from './needs/needs.controller.js';
import { LightPairingsController } from './light-pairings/light-pairings.controller.js';
import { PlannedSessionsController } from './projects/planned-sessions.controller.js';
import { ProjectSchoolsController } from './projects/project-schools.controller.js';
import { ProjectsController } from './projects/projects.controller.js';
import { AgendaChangeController } from './pairings/agenda-change.controller.js';
import { AgendaController } from './pairings/agenda.controller.js';
import { PairingStepsController } from './pairings/pairing-steps.controller.js';
import { PairingsController } from './pairings/pairings.controller.js';
import { ReviewPointsController } from './pairings/review-points.controller.js';
import { DecisionsController } from './proposals/decisions.controller.js';
import { PlanChoicesController } from './plan/plan-choices.controller.js';
import { PlanController } from './plan/plan.controller.js';
import { ProposalsController } from './proposals/proposals.controller.js';
import { RepliesController } from './proposals/replies.controller.js';
import { SchoolsController } from './schools/schools.controller.js';
import { PlannedVisitsController } from './visits/planned-visits.controller.js';
import { VisitsController } from './visits/visits.controller.js';

export interface ApiOptions {
  readonly platform: PlatformOptions;
  /** Of the matching engine's own files, as this installation runs them. */
  readonly engineHash: string;
  /** The Board's goals, until a Board sets its own. */
  readonly goals: Goals;
  /** What is published at `/api/v1/openapi.json`. */
  readonly document: Readonly<Record<string, unknown>>;
  /** Signs the cursors of pages. */
  readonly cursorSecret: string;
  /** Of GOV.UK Notify’s delivery receipts; left out: none are taken. */
  readonly receiptToken?: string | null;
  /** How much one caller may ask; TRUST's figures in service. */
  readonly allowances?: Allowances;
  /** What it is called from outside; by https, browsers are told to stay with it. */
  readonly baseUrl?: string;
  /** How long a caller may take to send a body; ten seconds in service. */
  readonly readWithinMs?: number;
}

/** One line a resource; its module of verbs among the imports. */
@Module({})
export class ApiModule {
  static forRoot(options: ApiOptions): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        PlatformModule.forRoot(options.platform),
        IdentityModule,
        SchoolsModule,
        ProfilesModule,
        AuditModule,
        BrokerageModule.forRoot(options.engineHash),
        ImpactModule.forRoot(options.engineHash),
        BoardReportModule.forRoot(options.engineHash, options.goals),
      ],
      controllers: [
        HealthController,
        SchoolsController,
        DeclarationsController,
        DaysController,
        ProfilesController,
        NeedsController,
        MatchRunsController,
        PlanController,
        PlanChoicesController,
        ProposalsController,
        RepliesController,
        DecisionsController,
        PairingsController,
        PairingStepsController,
        AgendaChangeController,
        AgendaController,
        ReviewPointsController,
        ConsentsController,
        LightPairingsController,
        ProjectsController,
        ProjectSchoolsController,
        PlannedSessionsController,
        VisitsController,
        PlannedVisitsController,
        EvaluationsController,
        AllEvaluationsController,
        SignOffsController,
        WhatChangedController,
        BoardGoalsController,
        AuditEntriesController,
        OpenapiController,
        ReceiptsController,
      ],
      providers: [
        { provide: APP_GUARD, useClass: RouteGuard },
        { provide: Pages, useValue: new Pages(options.cursorSecret) },
        { provide: API_DOCUMENT, useValue: options.document },
        { provide: RECEIPT_TOKEN, useValue: options.receiptToken ?? null },
        provide(NamedNeed, [Needs]),
      ],
    };
  }
}
