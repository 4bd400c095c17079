import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AssuranceModule } from '@app/assurance';
import { AuditModule } from '@app/audit';
import { BoardReportModule, type Goals } from '@app/board-report';
import { BrokerageModule } from '@app/brokerage';
import { HealthController, RouteGuard } from '@app/http';
import { Actors, IdentityModule, linkKey, Sessions } from '@app/identity';
import { ImpactModule } from '@app/impact';
import { NetworkModule } from '@app/network';
import { PlatformModule, provide, type PlatformOptions } from '@app/platform';
import { ProfilesModule } from '@app/profiles';
import { RecordsModule } from '@app/records';
import { SchoolsModule } from '@app/schools';
import { BoardDecisionsController } from './journeys/agreement/board-decisions.controller.js';
import { ProposalsController } from './journeys/agreement/proposals.controller.js';
import { RepliesController } from './journeys/agreement/replies.controller.js';
import { AskForSupportController } from './journeys/ask-for-support/ask-for-support.controller.js';
import { AuditController } from './journeys/audit/audit.controller.js';
import { CheckLogController } from './journeys/audit/check-log.controller.js';
import { DeclareController } from './journeys/declare/declare.controller.js';
import { DeclareJourney } from './journeys/declare/declare-journey.js';
import { DeclarePages } from './journeys/declare/declare-pages.js';
import { ByLinkController } from './journeys/by-link/by-link.controller.js';
import { DeclareByLink } from './journeys/by-link/declare-by-link.js';
import { LinkAnswers } from './journeys/by-link/link-answers.js';
import { LinkDoor } from './journeys/by-link/link-door.js';
import { BoardController } from './journeys/board/board.controller.js';
import { BoardReportsController } from './journeys/board/board-reports.controller.js';
import { CountyController } from './journeys/board/county.controller.js';
import { GoalsController } from './journeys/board/goals.controller.js';
import { BreakGlassController } from './journeys/break-glass/break-glass.controller.js';
import { CalendarController } from './journeys/calendar/calendar.controller.js';
import { CandidatesController } from './journeys/candidates/candidates.controller.js';
import { WhyNotController } from './journeys/candidates/why-not.controller.js';
import { DraftsController } from './journeys/drafts/drafts.controller.js';
import { ExceptionsController } from './journeys/exceptions/exceptions.controller.js';
import { CasesController } from './journeys/cases/cases.controller.js';
import { CoverController } from './journeys/cover/cover.controller.js';
import { ReassignController } from './journeys/reassign/reassign.controller.js';
import { HandoverController } from './journeys/handover/handover.controller.js';
import { InterestsController } from './journeys/interests/interests.controller.js';
import { CommissionsController } from './journeys/commissions/commissions.controller.js';
import { DraftCommissionController } from './journeys/commissions/draft-commission.controller.js';
import { InterventionsController } from './journeys/interventions/interventions.controller.js';
import { ConcernsController } from './journeys/concerns/concerns.controller.js';
import { ConsentsController } from './journeys/consents/consents.controller.js';
import { EnterByPasskeyController } from './journeys/factors/enter-by-passkey.controller.js';
import { OwnPasskeysController } from './journeys/factors/own-passkeys.controller.js';
import { ForgottenController } from './journeys/sign-in/forgotten.controller.js';
import { OwnPasswordController } from './journeys/factors/own-password.controller.js';
import { OwnSessionsController } from './journeys/factors/own-sessions.controller.js';
import { OwnFactorsController } from './journeys/factors/own-factors.controller.js';
import { SecondStepController } from './journeys/factors/second-step.controller.js';
import { FairnessController } from './journeys/fairness/fairness.controller.js';
import { FiguresController } from './journeys/figures/figures.controller.js';
import { DeclarationFilesController } from './journeys/files/declaration-files.controller.js';
import { FilesController } from './journeys/files/files.controller.js';
import { DisclosuresController } from './journeys/foi/disclosures.controller.js';
import { FoiAnswerController } from './journeys/foi/foi-answer.controller.js';
import { FoiPages } from './journeys/foi/foi-pages.js';
import { FoiController } from './journeys/foi/foi.controller.js';
import { FindingsController } from './journeys/findings/findings.controller.js';
import { ImpactController } from './journeys/impact/impact.controller.js';
import { SignOffController } from './journeys/impact/sign-off.controller.js';
import { InformationController } from './journeys/information/information.controller.js';
import { PUBLISHED_POLICY, type PublishedPolicy } from './journeys/information/published-policy.js';
import { EnterByProviderController } from './journeys/providers/enter-by-provider.controller.js';
import { OwnProvidersController } from './journeys/providers/own-providers.controller.js';
import { LightPairingsController } from './journeys/light-pairings/light-pairings.controller.js';
import { ListsController } from './journeys/lists/lists.controller.js';
import { CheckDeclarationController } from './journeys/check-declaration/check-declaration.controller.js';
import { CommitmentsController } from './journeys/commitments/commitments.controller.js';
import { ReadingsController } from './journeys/my-school/readings.controller.js';
import { MySchoolController } from './journeys/my-school/my-school.controller.js';
import { RenewDeclarationController } from './journeys/my-school/renew-declaration.controller.js';
import { MeController } from './journeys/me/me.controller.js';
import { AnotherBrokerController } from './journeys/needs/another-broker.controller.js';
import { NeedMovesController } from './journeys/needs/need-moves.controller.js';
import { MeetingsController } from './journeys/meetings/meetings.controller.js';
import { NeedPages } from './journeys/needs/need-pages.js';
import { NeedsController } from './journeys/needs/needs.controller.js';
import { CoachingController } from './journeys/coaching/coaching.controller.js';
import { NextSessionController } from './journeys/coaching/next-session.controller.js';
import { HistoryController } from './journeys/pairings/history.controller.js';
import { MakeProjectController } from './journeys/projects/make-project.controller.js';
import { ProjectPages } from './journeys/projects/project-pages.js';
import { SessionPlanController } from './journeys/projects/session-plan.controller.js';
import { ProjectsController } from './journeys/projects/projects.controller.js';
import { PairingPages } from './journeys/pairings/pairing-pages.js';
import { CorrectVisitController } from './journeys/pairings/correct-visit.controller.js';
import { AgendaChangeController } from './journeys/pairings/agenda-change.controller.js';
import { PairingsController } from './journeys/pairings/pairings.controller.js';
import { TendingController } from './journeys/pairings/tending.controller.js';
import { VisitPlanController } from './journeys/pairings/visit-plan.controller.js';
import { PracticeController } from './journeys/practice/practice.controller.js';
import { RecordBodyController } from './journeys/record-body/record-body.controller.js';
import { ProgramsController } from './journeys/programs/programs.controller.js';
import { RegisterImportController } from './journeys/register-import/register-import.controller.js';
import { PlanController } from './journeys/plan/plan.controller.js';
import { PlanFileController } from './journeys/plan/plan-file.controller.js';
import { WhatIfController } from './journeys/plan/what-if.controller.js';
import { RunsController } from './journeys/runs/runs.controller.js';
import { SchoolsController } from './journeys/schools/schools.controller.js';
import { SignalsController } from './journeys/signals/signals.controller.js';
import { RetentionController } from './journeys/retention/retention.controller.js';
import { SubjectAccessController } from './journeys/subject-access/subject-access.controller.js';
import { ErasuresController } from './journeys/erasures/erasures.controller.js';
import { SignInHelpController } from './journeys/sign-in-help/sign-in-help.controller.js';
import { SignInAgainController } from './journeys/sign-in/sign-in-again.controller.js';
import { SignInController } from './journeys/sign-in/sign-in.controller.js';
import { TodayController } from './journeys/today/today.controller.js';
import { LayoutModule, type LayoutOptions } from './layout/layout.module.js';
import { Streams } from './layout/streams.js';
import { BASE_URL, DEMO, LINK_KEY } from './layout/tokens.js';

export interface WebOptions {
  readonly layout: LayoutOptions;
  readonly platform: PlatformOptions;
  /** Of the matching engine's own files, as this installation runs them. */
  readonly engineHash: string;
  /** What /how-matching-works tells: the policy template of this installation. */
  readonly policy: PublishedPolicy;
  /** The Board's four goals, until a year's Board sets its own. */
  readonly goals: Goals;
  /** Where a line is kept of everybody who was erased. */
  readonly erasureLedger?: string;
  /** The whole installation is a demonstration: the sign-in page offers personas. */
  readonly demo: boolean;
}

/** One line a journey; its module of verbs among the imports. */
@Module({})
export class WebModule {
  static forRoot(options: WebOptions): DynamicModule {
    return {
      module: WebModule,
      imports: [
        PlatformModule.forRoot(options.platform),
        LayoutModule.forRoot(options.layout),
        AuditModule,
        IdentityModule,
        ProfilesModule,
        NetworkModule,
        SchoolsModule,
        BrokerageModule.forRoot(options.engineHash),
        ImpactModule.forRoot(options.engineHash),
        AssuranceModule.forRoot(options.engineHash),
        RecordsModule.forRoot(options.erasureLedger ?? null),
        BoardReportModule.forRoot(options.engineHash, options.goals),
      ],
      controllers: [
        HealthController,
        SignInController,
        SignInAgainController,
        SecondStepController,
        EnterByPasskeyController,
        EnterByProviderController,
        RetentionController,
        ErasuresController,
        SubjectAccessController,
        SignInHelpController,
        InformationController,
        AskForSupportController,
        FilesController,
        DeclarationFilesController,
        FiguresController,
        ListsController,
        NeedsController,
        NeedMovesController,
        AnotherBrokerController,
        RunsController,
        // Before the plan: `compare` is no reference.
        WhatIfController,
        PlanController,
        PlanFileController,
        CandidatesController,
        WhyNotController,
        ProposalsController,
        RepliesController,
        ByLinkController,
        BoardDecisionsController,
        // Before the pairings: `new` is no reference.
        LightPairingsController,
        // Before the pairings: their addresses begin like those of a pairing.
        MakeProjectController,
        ProjectsController,
        PairingsController,
        AgendaChangeController,
        CorrectVisitController,
        HistoryController,
        ConcernsController,
        ConsentsController,
        ImpactController,
        SignOffController,
        TendingController,
        VisitPlanController,
        SessionPlanController,
        CoachingController,
        NextSessionController,
        CalendarController,
        DraftsController,
        MeetingsController,
        DeclareController,
        SignalsController,
        MySchoolController,
        RenewDeclarationController,
        ReadingsController,
        CommitmentsController,
        CheckDeclarationController,
        TodayController,
        PracticeController,
        ExceptionsController,
        BreakGlassController,
        CasesController,
        DisclosuresController,
        FoiController,
        FoiAnswerController,
        FindingsController,
        InterventionsController,
        // Before one by its reference: `new` is none.
        DraftCommissionController,
        CommissionsController,
        FairnessController,
        BoardController,
        BoardReportsController,
        GoalsController,
        ProgramsController,
        CountyController,
        CheckLogController, // its address is no entry's
        AuditController,
        SchoolsController,
        RecordBodyController,
        RegisterImportController,
        CoverController,
        ReassignController,
        HandoverController,
        InterestsController,
        OwnFactorsController,
        OwnPasskeysController,
        OwnPasswordController,
        ForgottenController,
        OwnSessionsController,
        OwnProvidersController,
        MeController,
      ],
      providers: [
        provide(Streams, [Sessions, Actors]),
        NeedPages,
        FoiPages,
        PairingPages,
        ProjectPages,
        DeclarePages,
        DeclareJourney,
        LinkDoor,
        LinkAnswers,
        DeclareByLink,
        { provide: APP_GUARD, useClass: RouteGuard },
        { provide: PUBLISHED_POLICY, useValue: options.policy },
        { provide: DEMO, useValue: options.demo },
        { provide: BASE_URL, useValue: options.layout.baseUrl },
        { provide: LINK_KEY, useValue: linkKey(options.layout.sessionSecret) },
      ],
    };
  }
}
