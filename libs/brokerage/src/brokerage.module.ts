import { Module, type DynamicModule } from '@nestjs/common';
import { AuditModule, AuditTrail } from '@app/audit';
import { EndAppointment, Actors, AskByMail, IdentityModule, People, Rights } from '@app/identity';
import { Blobs, CLOCK, IDS, MailBox, MATRIX, Outbox, provide, UnitOfWork } from '@app/platform';
import {
  BookedDays,
  Capacity,
  Concerns,
  DaysBook,
  DutyBroker,
  Declarations,
  MatchFacts,
  NeedCases,
  Needs,
  OwedWords,
  ProfilesModule,
} from '@app/profiles';
import {
  AreaSettings,
  PublishedContext,
  SchoolFacts,
  SchoolsModule,
  SchoolsOfArea,
  Signals,
} from '@app/schools';
import { Agreements } from './agreement/agreements.query.js';
import { AnswerOffer } from './agreement/answer-offer.js';
import { AnswerSounding } from './agreement/answer-sounding.js';
import { ApproveDecision } from './agreement/approve-decision.js';
import { DecideProposal } from './agreement/decide-proposal.js';
import { LapseProposals } from './agreement/lapse-proposals.js';
import { LinkQuestions } from './agreement/link-questions.query.js';
import { SoundOut } from './agreement/sound-out.js';
import { TakeEffect } from './agreement/take-effect.js';
import { Deadlines } from './clocks/deadlines.js';
import { Commitments } from './commitments/commitments.query.js';
import { CoachingCases } from './coaching/coaching-cases.js';
import { CoachingNotes } from './coaching/coaching-notes.query.js';
import { Coachings } from './coaching/coachings.js';
import { ForgetNotes } from './coaching/forget-notes.js';
import { LogSession } from './coaching/log-session.js';
import { NameParty } from './coaching/name-party.js';
import { PlannedSessions } from './coaching/planned-sessions.js';
import { PlanSession } from './coaching/plan-session.js';
import { WriteNote } from './coaching/write-note.js';
import { HandToAdviser } from './cover/hand-to-adviser.js';
import { HandToCover } from './cover/hand-to-cover.js';
import { TasksOfPerson } from './digest/tasks-of-person.query.js';
import { WarnOfConflicts } from './digest/warn-of-conflicts.js';
import { WarnOfHolds } from './digest/warn-of-holds.js';
import { WriteDigests } from './digest/write-digests.js';
import { BodyConsents } from './body-consent/answer-consent.js';
import { AskConsents } from './body-consent/ask-consents.js';
import { ConsentWork } from './body-consent/consent-work.js';
import { Consents } from './body-consent/consents.query.js';
import { LookAtNeed } from './candidates/look-at-need.js';
import { NeedCandidates } from './candidates/need-candidates.query.js';
import { SchoolsAndLinks } from './exceptions/schools-and-links.query.js';
import { Exceptions } from './exceptions/exceptions.query.js';
import { LightSteps } from './light/answer-light.js';
import { AcceptCommission } from './commission/accept-commission.js';
import { ApproveCommission } from './commission/approve-commission.js';
import { AwardCommission } from './commission/award-commission.js';
import { Certificates } from './commission/certificates.js';
import { CertifyNeeds } from './commission/certify-needs.js';
import { ChangeCommission } from './commission/change-commission.js';
import { CommissionCases } from './commission/commission-cases.js';
import { CommissionSteps } from './commission/commission-steps.js';
import { CommissionTasks } from './commission/commission-tasks.query.js';
import { CommissionTotalsOfTerms } from './commission/commission-totals.query.js';
import { Commissions } from './commission/commissions.query.js';
import { DraftCommission } from './commission/draft-commission.js';
import { ConflictsOf } from './conflict/conflicts-of.query.js';
import { GivenAndReceived } from './fairness/given-and-received.query.js';
import { AskLight } from './light/ask-light.js';
import { LightPairings } from './light/light-pairings.query.js';
import { CancelMatchRun } from './match-run/cancel-match-run.js';
import { ConcludeRun } from './match-run/conclude-run.js';
import { DecidedRuns } from './match-run/decided-runs.query.js';
import { FailRun } from './match-run/fail-run.js';
import { FinishedRuns } from './match-run/finished-runs.js';
import { FreezeSnapshot } from './match-run/freeze-snapshot.js';
import { MatchRuns } from './match-run/match-runs.query.js';
import { MatchingEngine } from './match-run/matching-engine.js';
import { ReplayRun } from './match-run/replay-run.js';
import { RequestMatchRun } from './match-run/request-match-run.js';
import { ScoreShard } from './match-run/score-shard.js';
import { StartMatchRun } from './match-run/start-match-run.js';
import { HoldMeeting } from './meeting/hold-meeting.js';
import { MeetingCases } from './meeting/meeting-cases.js';
import { Meetings } from './meeting/meetings.query.js';
import { Namers } from './namers.js';
import { AgreeAgenda } from './pairing/agree-agenda.js';
import { AgreeChange } from './pairing/agree-change.js';
import { ChangeInForce } from './pairing/change-in-force.js';
import { VaryAgenda } from './pairing/vary-agenda.js';
import { BeginWork } from './pairing/begin-work.js';
import { CheckGate } from './pairing/check-gate.js';
import { ClosePairing } from './pairing/close-pairing.js';
import { NoteContact } from './pairing/note-contact.js';
import { DraftAgenda } from './pairing/draft-agenda.js';
import { LogVisit, ReplyToVisit } from './pairing/log-visit.js';
import { LookBack } from './pairing/look-back.js';
import { MissedReplies } from './pairing/missed-replies.js';
import { PairingCases } from './pairing/pairing-cases.js';
import { PairingTasks } from './pairing/pairing-tasks.query.js';
import { PairingsOfYear } from './pairing/pairings-of-year.query.js';
import { Pairings } from './pairing/pairings.query.js';
import { PausePairing } from './pairing/pause-pairing.js';
import { AnswerProject } from './project/answer-project.js';
import { AskSchool } from './project/ask-school.js';
import { BeginProject } from './project/begin-project.js';
import { CloseProject } from './project/close-project.js';
import { LeaveProject } from './project/leave-project.js';
import { LogProjectSession } from './project/log-project-session.js';
import { MakeProject } from './project/make-project.js';
import { ProjectCases } from './project/project-cases.js';
import { ProjectGate } from './project/project-gate.js';
import { Projects } from './project/projects.query.js';
import { RedraftProject } from './project/redraft-project.js';
import { SayProject } from './project/say-project.js';
import { WatchProjects } from './project/watch-projects.js';
import { MarkPlan } from './plan/mark-plan.js';
import { OpenPlan } from './plan/open-plan.js';
import { BestPlans } from './plan/best-plans.js';
import { CapacityPrices } from './plan/capacity-prices.js';
import { ComparePlans } from './plan/compare-plans.query.js';
import { OverridePrices } from './plan/override-prices.js';
import { TermPlans } from './plan/term-plan.query.js';
import { SetGroup } from './plan/set-group.js';
import { UnmarkPlan } from './plan/unmark-plan.js';
import { CandidatesNow } from './proposal/candidate-now.js';
import { Choices } from './proposal/choices.js';
import { DeferNeed } from './proposal/defer-need.js';
import { MakeProposal } from './proposal/make-proposal.js';
import { ProposalCases } from './proposal/proposal-cases.js';
import { VetoCandidate } from './proposal/veto-candidate.js';
import { Caseloads } from './handover/caseloads.query.js';
import { FinishHandovers } from './handover/finish-handovers.js';
import { HandOver } from './handover/hand-over.js';
import { AskForAnotherBroker } from './reassign/ask-for-another-broker.js';
import { CasesInHand } from './reassign/cases-in-hand.js';
import { ChangeHands } from './reassign/change-hands.js';
import { ReassignCase } from './reassign/reassign-case.js';
import { Reassignments } from './reassign/reassignments.query.js';
import { HoldReview } from './review-point/hold-review.js';
import { ReviewPoints } from './review-point/review-points.js';
import { FindStalls } from './tending/find-stalls.js';
import { Stalls } from './tending/stalls.js';
import { TendPairing } from './tending/tend-pairing.js';
import { AskForReply } from './visit/ask-for-reply.js';
import { CallOffVisit } from './visit/call-off-visit.js';
import { CorrectVisit } from './visit/correct-visit.js';
import { MoveVisit } from './visit/move-visit.js';
import { PlanVisit } from './visit/plan-visit.js';
import { SidesWithoutHead } from './without-head/sides-without-head.query.js';
import { PlannedVisits } from './visit/planned-visits.js';
import { WorkWithDates } from './visit/planned-work.js';
import { VisitDates } from './visit/visit-dates.query.js';
import { Visits } from './visit/visits.query.js';

/** What verbs and queries share; nobody outside asks for them. */
const steps = [
  provide(FreezeSnapshot, [MatchFacts, SchoolFacts, PublishedContext, AreaSettings, CLOCK, GivenAndReceived]),
  provide(FinishedRuns, [Blobs]),
  provide(Namers, [AreaSettings, SchoolsOfArea]),
  provide(LookAtNeed, [AuditTrail, Rights, FinishedRuns, NeedCases]),
  provide(OpenPlan, [FinishedRuns, NeedCases, Namers, Rights, AuditTrail]),
  provide(Choices, [CLOCK, IDS]),
  provide(CandidatesNow, [FinishedRuns, FreezeSnapshot, Namers]),
  provide(Deadlines, [CLOCK, IDS, AreaSettings]),
  provide(ProposalCases, [NeedCases, DaysBook, Deadlines]),
  provide(PairingCases, [NeedCases]),
  provide(CasesInHand, [NeedCases]),
  provide(ChangeHands, [AuditTrail, NeedCases, PairingCases, ProjectCases, AskByMail]),
  provide(AskConsents, [CLOCK, IDS, AreaSettings, People, AskByMail]),
  provide(ReviewPoints, [CLOCK, IDS, Deadlines]),
  provide(Stalls, [CLOCK, IDS]),
  provide(PlannedVisits, [CLOCK, AreaSettings, Namers, Deadlines]),
  provide(MeetingCases, [CLOCK, People, FinishedRuns]),
  provide(BeginWork, [CLOCK, PairingCases, DaysBook, Deadlines, AskConsents, ReviewPoints, Stalls]),
  provide(NoteContact, [PairingCases, DaysBook, Deadlines, AreaSettings, Stalls]),
  provide(ProjectCases, [CLOCK, Rights, AreaSettings]),
  provide(WorkWithDates, [Rights, PairingCases, ProjectCases]),
  provide(ProjectGate, [AskConsents]),
  provide(PlannedSessions, [CLOCK]),
  provide(Coachings, [CLOCK, IDS, People, PlannedSessions]),
  provide(CoachingCases, [PairingCases, Rights]),
  provide(Certificates, [FinishedRuns, Namers]),
  provide(CertifyNeeds, [Deadlines]),
  provide(CommissionCases, [UnitOfWork, AuditTrail, CLOCK, IDS, Rights, NeedCases, Deadlines]),
  provide(TakeEffect, [CLOCK, IDS, ProposalCases, NeedCases, DaysBook, Deadlines, Coachings, PairingCases]),
];

const verb = [UnitOfWork, AuditTrail];

const rooms = [
  provide(RequestMatchRun, [
    ...[...verb, Outbox, Blobs, CLOCK, IDS],
    ...[Rights, FreezeSnapshot, MatchingEngine, FinishedRuns],
  ]),
  provide(StartMatchRun, verb),
  provide(ScoreShard, [...verb, Blobs, MatchingEngine, CLOCK]),
  provide(ConcludeRun, [...verb, Blobs, MatchingEngine, CLOCK, CertifyNeeds]),
  provide(CancelMatchRun, [...verb, MATRIX, CLOCK]),
  provide(ReplayRun, [...verb, Rights, Blobs, MatchingEngine]),
  provide(FailRun, [...verb, CLOCK]),
  provide(MatchRuns, [AuditTrail, Rights, FinishedRuns, NeedCases, Namers]),
  provide(NeedCandidates, [LookAtNeed, Rights, SchoolsOfArea, Namers, Declarations]),
  provide(MakeProposal, [...verb, CLOCK, IDS, Rights, NeedCases, CandidatesNow, Choices, Deadlines]),
  provide(VetoCandidate, [...verb, Rights, NeedCases, SchoolsOfArea, Choices, FinishedRuns, ProposalCases]),
  provide(TermPlans, [OpenPlan, Needs]),
  provide(ComparePlans, [OpenPlan]),
  provide(BestPlans, [MatchingEngine]),
  provide(OverridePrices, [OpenPlan, BestPlans]),
  provide(CapacityPrices, [OpenPlan, BestPlans]),
  provide(MarkPlan, [
    ...[...verb, CLOCK, IDS, Rights, NeedCases],
    ...[SchoolsOfArea, FinishedRuns, FreezeSnapshot],
  ]),
  provide(SetGroup, [...verb, CLOCK, IDS, Rights, NeedCases, FinishedRuns, FreezeSnapshot]),
  provide(UnmarkPlan, [...verb, CLOCK, Rights, NeedCases, FinishedRuns]),
  provide(DeferNeed, [...verb, CLOCK, Rights, NeedCases, Choices]),
  provide(SoundOut, [
    ...[...verb, CLOCK, IDS, Rights, ProposalCases, NeedCases, CandidatesNow],
    ...[FinishedRuns, Namers, AreaSettings, SchoolsOfArea, Deadlines, AskByMail],
  ]),
  provide(AnswerSounding, [
    ...[...verb, CLOCK, IDS, Rights, ProposalCases, NeedCases],
    ...[DaysBook, Deadlines, AskByMail],
  ]),
  provide(AnswerOffer, [...verb, CLOCK, Rights, ProposalCases, NeedCases, AreaSettings]),
  provide(DecideProposal, [
    ...[...verb, CLOCK, IDS, Rights, ProposalCases],
    ...[FinishedRuns, AreaSettings, TakeEffect],
  ]),
  provide(ApproveDecision, [...verb, CLOCK, IDS, Rights, ProposalCases, TakeEffect]),
  provide(HandToAdviser, [...verb, CLOCK, NeedCases, DutyBroker, AskByMail, AreaSettings]),
  provide(HandToCover, [...verb, CLOCK, NeedCases, DutyBroker, People, AreaSettings, AskByMail]),
  provide(ReassignCase, [UnitOfWork, CLOCK, Rights, CasesInHand, DutyBroker, ChangeHands]),
  provide(AskForAnotherBroker, [
    ...[UnitOfWork, CLOCK, IDS, Rights, CasesInHand, ChangeHands],
    ...[DutyBroker, People, AskByMail],
  ]),
  provide(Caseloads, [CLOCK, People, AreaSettings, EndAppointment, CasesInHand]),
  provide(HandOver, [UnitOfWork, ReassignCase, AskByMail]),
  provide(FinishHandovers, [UnitOfWork, CLOCK, People, EndAppointment, Caseloads, AskByMail]),
  provide(Reassignments, [MATRIX, CLOCK, Rights, People, CasesInHand]),
  provide(LapseProposals, [...verb, ProposalCases, NeedCases, Deadlines, AskByMail, CommissionCases]),
  provide(DraftAgenda, [...verb, CLOCK, IDS, Rights, PairingCases, Deadlines, AskConsents, Stalls]),
  provide(AgreeAgenda, [...verb, CLOCK, Rights, PairingCases, BeginWork, Outbox]),
  provide(VaryAgenda, [...verb, CLOCK, IDS, Rights, PairingCases]),
  provide(ChangeInForce, [CLOCK, PairingCases, AskConsents, ReviewPoints, Deadlines, Stalls, Outbox]),
  provide(AgreeChange, [...verb, CLOCK, Rights, PairingCases, ChangeInForce]),
  provide(AskForReply, [Deadlines, AskByMail]),
  provide(LogVisit, [...verb, CLOCK, IDS, Rights, PairingCases, NoteContact, AskForReply, PlannedVisits]),
  provide(CorrectVisit, [...verb, CLOCK, Rights, PairingCases, DaysBook, AreaSettings, AskForReply]),
  provide(PlanVisit, [...verb, CLOCK, IDS, WorkWithDates, PlannedVisits]),
  provide(MoveVisit, [...verb, WorkWithDates, PlannedVisits]),
  provide(CallOffVisit, [...verb, CLOCK, WorkWithDates, PlannedVisits, People, AskByMail]),
  provide(VisitDates, [MATRIX, CLOCK, Rights, Namers, Projects]),
  provide(ReplyToVisit, [...verb, CLOCK, Rights, PairingCases, Deadlines]),
  provide(Visits, [AuditTrail, Rights]),
  provide(MissedReplies, [...verb, PairingCases, Deadlines]),
  provide(CheckGate, [...verb, CLOCK, PairingCases, Deadlines, Stalls]),
  provide(LookBack, [PairingCases, Deadlines, DaysBook]),
  provide(PausePairing, [...verb, CLOCK, Rights, PairingCases, Deadlines, AskConsents, ReviewPoints, Stalls]),
  provide(ClosePairing, [
    ...[...verb, CLOCK, Rights, PairingCases, NeedCases],
    ...[DaysBook, Deadlines, Stalls, PlannedVisits, Coachings],
  ]),
  provide(NameParty, [...verb, CLOCK, Rights, PairingCases, People, Coachings]),
  provide(LogSession, [...verb, CLOCK, IDS, CoachingCases, NoteContact, PlannedSessions]),
  provide(PlanSession, [
    ...[...verb, CLOCK, IDS, CoachingCases, PairingCases],
    ...[PlannedSessions, Deadlines, Stalls],
  ]),
  provide(WriteNote, [...verb, CLOCK, IDS, CoachingCases]),
  provide(ForgetNotes, [...verb, CoachingCases]),
  provide(CoachingNotes, [MATRIX, CLOCK, AuditTrail, Rights, People, Namers]),
  provide(ConsentWork, [CLOCK, PairingCases, ProjectCases, BeginWork, Deadlines]),
  provide(BodyConsents, [...verb, CLOCK, Rights, ConsentWork, AskByMail]),
  provide(Consents, [MATRIX, CLOCK, DaysBook, Namers]),
  provide(HoldReview, [...verb, CLOCK, Rights, PairingCases, ReviewPoints, Stalls, Deadlines]),
  provide(TendPairing, [...verb, CLOCK, IDS, Rights, PairingCases, Stalls, Deadlines]),
  provide(HoldMeeting, [...verb, CLOCK, IDS, Rights, NeedCases, MeetingCases]),
  provide(Meetings, [Rights, NeedCases, Namers, MeetingCases]),
  provide(FindStalls, [...verb, CLOCK, PairingCases, ReviewPoints, Stalls, Deadlines]),
  provide(AskLight, [...verb, CLOCK, IDS, Rights, SchoolsOfArea, DutyBroker, People, AskByMail]),
  provide(LightSteps, [...verb, CLOCK, Rights, DaysBook, AreaSettings]),
  provide(LightPairings, [MATRIX, CLOCK, Rights, Namers]),
  provide(MakeProject, [...verb, CLOCK, IDS, Rights, AreaSettings]),
  provide(RedraftProject, [...verb, CLOCK, ProjectCases, DaysBook]),
  provide(AskSchool, [
    ...verb,
    CLOCK,
    IDS,
    Rights,
    ...[ProjectCases, SchoolsOfArea, People, AreaSettings, AskConsents, AskByMail],
  ]),
  provide(AnswerProject, [...verb, CLOCK, ProjectCases, DaysBook, AskConsents]),
  provide(BeginProject, [...verb, CLOCK, ProjectCases, DaysBook, ProjectGate]),
  provide(LogProjectSession, [...verb, CLOCK, IDS, ProjectCases, DaysBook, AreaSettings, PlannedVisits]),
  provide(LeaveProject, [...verb, CLOCK, ProjectCases, DaysBook]),
  provide(CloseProject, [...verb, CLOCK, ProjectCases, DaysBook, PlannedVisits]),
  provide(SayProject, [...verb, CLOCK, ProjectCases]),
  provide(WatchProjects, [...verb, CLOCK, ProjectCases, DaysBook, AskConsents]),
  provide(Projects, [MATRIX, CLOCK, AuditTrail, Rights, ProjectGate, Namers, SidesWithoutHead]),
  provide(SidesWithoutHead, [MATRIX, CLOCK, Namers]),
  provide(LinkQuestions, []),
  provide(PairingTasks, [MATRIX, CLOCK, Namers, LightPairings]),
  provide(Pairings, [MATRIX, CLOCK, AuditTrail, Rights, NeedCases, DaysBook, Namers, SidesWithoutHead]),
  provide(Commitments, [MATRIX, CLOCK, Capacity, BookedDays, NeedCases, Namers]),
  provide(Agreements, [MATRIX, CLOCK, AuditTrail, Rights, NeedCases, Namers, Capacity]),
  provide(GivenAndReceived, []),
  provide(DraftCommission, [...verb, CLOCK, IDS, Rights, NeedCases, Certificates, CommissionCases]),
  provide(ChangeCommission, [CommissionCases]),
  provide(ApproveCommission, [CommissionCases, NeedCases, Deadlines]),
  provide(AwardCommission, [CommissionCases, NeedCases, Deadlines]),
  provide(CommissionSteps, [CommissionCases]),
  provide(AcceptCommission, [CommissionCases, NeedCases]),
  provide(Commissions, [MATRIX, CLOCK, AuditTrail, Rights, NeedCases, Namers, Certificates]),
  provide(ConflictsOf, []),
  provide(PairingsOfYear, []),
  provide(SchoolsAndLinks, [SchoolsOfArea]),
  provide(Exceptions, [
    ...[MATRIX, CLOCK, Needs, NeedCases, SchoolsOfArea],
    ...[SchoolsAndLinks, Caseloads, SidesWithoutHead],
  ]),
  provide(CommissionTotalsOfTerms, [MATRIX, CLOCK, AreaSettings]),
  provide(CommissionTasks, [CLOCK, Namers, Commissions]),
  provide(TasksOfPerson, [
    ...[CLOCK, Needs, Agreements, PairingTasks],
    ...[Projects, SidesWithoutHead, Signals, Concerns, CommissionTasks, OwedWords, Consents],
  ]),
  provide(DecidedRuns, [UnitOfWork, MATRIX, CLOCK, Blobs]),
  provide(WriteDigests, [UnitOfWork, CLOCK, People, Actors, AreaSettings, TasksOfPerson, MailBox]),
  provide(WarnOfConflicts, [UnitOfWork, CLOCK, People, AskByMail]),
  provide(WarnOfHolds, [UnitOfWork, CLOCK, People, AreaSettings, AskByMail]),
];

@Module({})
export class BrokerageModule {
  /** @param engineHash of the matching engine's own files, as this installation runs them. */
  static forRoot(engineHash: string): DynamicModule {
    return {
      module: BrokerageModule,
      imports: [AuditModule, IdentityModule, ProfilesModule, SchoolsModule],
      providers: [
        { provide: MatchingEngine, useFactory: () => new MatchingEngine(engineHash) },
        ...steps,
        ...rooms,
      ],
      // Rooms above start and end clocks of their own.
      exports: [Deadlines, ...rooms.map((room) => room.provide)],
    };
  }
}
