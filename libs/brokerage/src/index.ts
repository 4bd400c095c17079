import { ApprovalEntity, DecisionEntity } from './agreement/decision.entity.js';
import { SoundingEntity } from './agreement/sounding.entity.js';
import { SupportOfferEntity } from './agreement/support-offer.entity.js';
import {
  CoachingEntity,
  CoachingNoteEntity,
  CoachingSessionEntity,
  PlannedSessionEntity,
} from './coaching/coaching.entity.js';
import { DeadlineEntity } from './clocks/deadline.entity.js';
import { CommissionEntity, CommissionStepEntity } from './commission/commission.entity.js';
import { ConflictEntity } from './conflict/conflict.entity.js';
import { MatchRunEntity } from './match-run/match-run.entity.js';
import { BodyConsentEntity } from './body-consent/body-consent.entity.js';
import { BrokerChangeEntity } from './reassign/broker-change.entity.js';
import { LightPairingEntity } from './light/light.entity.js';
import { MeetingAwayEntity, MeetingEntity, MeetingTurnEntity } from './meeting/meeting.entity.js';
import { AgendaEntity } from './pairing/agenda.entity.js';
import { PairingEntity } from './pairing/pairing.entity.js';
import { VisitEntity } from './pairing/visit.entity.js';
import { PlanMarkEntity } from './plan/plan-mark.entity.js';
import { ProjectEntity, ProjectSchoolEntity, ProjectSessionEntity } from './project/project.entity.js';
import { BrokerChoiceEntity } from './proposal/broker-choice.entity.js';
import { ProposalEntity } from './proposal/proposal.entity.js';
import { ReviewPointEntity } from './review-point/review-point.entity.js';
import { StallEntity, TendingEntity } from './tending/stall.entity.js';
import { PlannedVisitEntity } from './visit/planned-visit.entity.js';

/** For the data source alone; entities never leave their lib by name. */
export const BROKERAGE_ENTITIES = [
  ...[MatchRunEntity, ProposalEntity, BrokerChoiceEntity, ConflictEntity],
  ...[SoundingEntity, SupportOfferEntity, DecisionEntity, ApprovalEntity, PairingEntity, DeadlineEntity],
  ...[AgendaEntity, VisitEntity, LightPairingEntity, BodyConsentEntity, BrokerChangeEntity],
  ...[ReviewPointEntity, StallEntity, TendingEntity, PlannedVisitEntity],
  ...[MeetingEntity, MeetingAwayEntity, MeetingTurnEntity, PlanMarkEntity],
  ...[CommissionEntity, CommissionStepEntity],
  ...[CoachingEntity, CoachingSessionEntity, CoachingNoteEntity, PlannedSessionEntity],
  ...[ProjectEntity, ProjectSchoolEntity, ProjectSessionEntity],
];

export { Agreements, type ProposalUnderWay, type Waits } from './agreement/agreements.query.js';
export { AnswerOffer, type OfferReply } from './agreement/answer-offer.js';
export { AnswerSounding, type SoundingReply } from './agreement/answer-sounding.js';
export { ApproveDecision, type DecisionToApprove } from './agreement/approve-decision.js';
export { DecideProposal, type MadeDecision, type ProposalToDecide } from './agreement/decide-proposal.js';
export { LapseProposals } from './agreement/lapse-proposals.js';
export { SoundOut, type ToSoundOut } from './agreement/sound-out.js';
export * from './agreement/agreement.views.js';
export { CoachingNotes } from './coaching/coaching-notes.query.js';
export { ForgetNotes } from './coaching/forget-notes.js';
export { LogSession, type SessionToLog } from './coaching/log-session.js';
export { NameParty, type PartyToName } from './coaching/name-party.js';
export { PlanSession, type SessionToPlan } from './coaching/plan-session.js';
export { WriteNote, type NoteToWrite } from './coaching/write-note.js';
export * from './coaching/coaching.views.js';
export { AcceptCommission, type CommissionToAccept } from './commission/accept-commission.js';
export { ApproveCommission, type CommissionToApprove } from './commission/approve-commission.js';
export { AwardCommission, type CommissionToAward } from './commission/award-commission.js';
export { ChangeCommission } from './commission/change-commission.js';
export type { CommissionInHand } from './commission/commission-cases.js';
export type { CommissionSaid } from './commission/commission-fields.js';
export { CommissionSteps } from './commission/commission-steps.js';
export {
  COMMISSION_STATES,
  LIVE_COMMISSIONS,
  type CommissionState,
} from './commission/commission.lifecycle.js';
export type * from './commission/commission.views.js';
export {
  CommissionTasks,
  type CommissionTask,
  type CommissionTaskKind,
} from './commission/commission-tasks.query.js';
export { CommissionTotalsOfTerms } from './commission/commission-totals.query.js';
export { Commissions } from './commission/commissions.query.js';
export { DraftCommission, type CommissionToDraft } from './commission/draft-commission.js';
export { ConflictsOf, type ConflictBetween } from './conflict/conflicts-of.query.js';
export { GivenAndReceived, type Spending } from './fairness/given-and-received.query.js';
export type { PromisedHelp } from './fairness/share-out.js';
export { BrokerageModule } from './brokerage.module.js';
export {
  Exceptions,
  EXCEPTION_KINDS,
  type ExceptionKind,
  type ExceptionLine,
} from './exceptions/exceptions.query.js';
export { HandToAdviser } from './cover/hand-to-adviser.js';
export { HandToCover } from './cover/hand-to-cover.js';
export { BodyConsents, type ConsentAnswer, type ConsentInHand } from './body-consent/answer-consent.js';
export { Consents } from './body-consent/consents.query.js';
export type * from './body-consent/consent.views.js';
export { NeedCandidates } from './candidates/need-candidates.query.js';
export { AskLight, type LightToAsk } from './light/ask-light.js';
export { LightSteps, type LightInHand } from './light/answer-light.js';
export { Commitments } from './commitments/commitments.query.js';
export type { BookedFor, Booking, CommittedHalfTerm } from './commitments/commitments.views.js';
export { LightPairings, type LightTask } from './light/light-pairings.query.js';
export * from './light/light.views.js';
export { CancelMatchRun } from './match-run/cancel-match-run.js';
export { ConcludeRun } from './match-run/conclude-run.js';
export { DecidedRuns, type DecidedRun } from './match-run/decided-runs.query.js';
export { explainDecisions, type ExplainedDecision, type SealedAct } from './match-run/explain-decisions.js';
export { ReplayRun, type ReplayedRun, type RunProof } from './match-run/replay-run.js';
export type { PlanWork, SolvedPlan, SolvePlan } from './match-run/solve-plan.js';
export type { Engine, ScoredRow } from './match-run/engine.js';
export { FailRun } from './match-run/fail-run.js';
export { MatchRuns } from './match-run/match-runs.query.js';
export { RequestMatchRun, type RequestedRun, type RunToRequest } from './match-run/request-match-run.js';
export type { Supposed } from './match-run/freeze-snapshot.js';
export { moveRun, isUnderWay, RUN_STATES, type RunState } from './match-run/match-run.lifecycle.js';
export { ScoreShard } from './match-run/score-shard.js';
export { StartMatchRun, flowOf, type RunFlow } from './match-run/start-match-run.js';
export { AgreeAgenda, type AgendaToAgree, type AgreeingSide } from './pairing/agree-agenda.js';
export { AgreeChange, type ChangeToAnswer } from './pairing/agree-change.js';
export { CheckGate } from './pairing/check-gate.js';
export { ClosePairing, type PairingToClose } from './pairing/close-pairing.js';
export { PausePairing, type PairingToPause } from './pairing/pause-pairing.js';
export { DraftAgenda, type AgendaToDraft } from './pairing/draft-agenda.js';
export { sameObjective } from './pairing/same-agenda.js';
export { VaryAgenda, type AgendaToVary } from './pairing/vary-agenda.js';
export { readMeasured, type AskedObjective } from './pairing/read-objectives.js';
export { LogVisit, ReplyToVisit, type VisitReply, type VisitToLog } from './pairing/log-visit.js';
export { LookBack, type PairingFacts, type SustainClock } from './pairing/look-back.js';
export { MissedReplies } from './pairing/missed-replies.js';
export { PAIRING_COLUMNS, pairingResource } from './pairing/pairing.policy.js';
export { sideOf } from './pairing/agree-agenda.js';
export { PAIRING_STATES, type PairingState } from './pairing/pairing.lifecycle.js';
export * from './pairing/pairing.views.js';
export { PairingTasks, type PairingTask, type PairingTaskKind } from './pairing/pairing-tasks.query.js';
export { PairingsOfYear, type PairingOfYear } from './pairing/pairings-of-year.query.js';
export { SchoolsAndLinks, type SchoolAndLink } from './exceptions/schools-and-links.query.js';
export { Pairings } from './pairing/pairings.query.js';
export { MarkPlan, type MarkToMake } from './plan/mark-plan.js';
export { BestPlans } from './plan/best-plans.js';
export { CapacityPrices } from './plan/capacity-prices.js';
export { ComparePlans } from './plan/compare-plans.query.js';
export type { Supposition } from './plan/read-supposition.js';
export { OverridePrices, type PlanAtNeed } from './plan/override-prices.js';
export { TermPlans } from './plan/term-plan.query.js';
export type * from './plan/plan.views.js';
export { GROUP_KINDS, MARK_KINDS, type GroupKind, type MarkKind } from './plan/plan-mark.entity.js';
export { SetGroup, type GroupToSet } from './plan/set-group.js';
export { UnmarkPlan } from './plan/unmark-plan.js';
export { AnswerProject, type ProjectAnswer } from './project/answer-project.js';
export { AskSchool, type SchoolToAsk } from './project/ask-school.js';
export { BeginProject, type ProjectInMind } from './project/begin-project.js';
export { CloseProject, type ProjectToClose } from './project/close-project.js';
export { LeaveProject, type ProjectToLeave } from './project/leave-project.js';
export { LogProjectSession, type ProjectSessionToLog } from './project/log-project-session.js';
export { MakeProject, type ProjectToMake } from './project/make-project.js';
export { Projects, type ProjectTask } from './project/projects.query.js';
export { RedraftProject, type ProjectToRedraft } from './project/redraft-project.js';
export { SayProject, type ProjectWords } from './project/say-project.js';
export { WatchProjects } from './project/watch-projects.js';
export * from './project/project-state.js';
export * from './project/project.views.js';
export { DeferNeed, type NeedToDefer } from './proposal/defer-need.js';
export { MakeProposal, type MadeProposal, type ProposalToMake } from './proposal/make-proposal.js';
export { VetoCandidate, type CandidateToVeto } from './proposal/veto-candidate.js';
export {
  LIVE_PROPOSALS,
  moveProposal,
  PROPOSAL_STATES,
  type ProposalState,
} from './proposal/proposal.lifecycle.js';
export { HoldMeeting, type TurnToNote } from './meeting/hold-meeting.js';
export * from './meeting/meeting.views.js';
export { Meetings } from './meeting/meetings.query.js';
export { Caseloads, type Caseload, type PostAndCases } from './handover/caseloads.query.js';
export { FinishHandovers } from './handover/finish-handovers.js';
export { HandOver, type CasesToHandOver } from './handover/hand-over.js';
export { AskForAnotherBroker, type AnotherBroker } from './reassign/ask-for-another-broker.js';
export { ReassignCase, type CaseToReassign } from './reassign/reassign-case.js';
export {
  Reassignments,
  type BrokerAskedFor,
  type CaseToGive,
  type CaseToMove,
} from './reassign/reassignments.query.js';
export { HoldReview, type ReviewToHold } from './review-point/hold-review.js';
export * from './review-point/review-point.views.js';
export { FindStalls } from './tending/find-stalls.js';
export { SidesWithoutHead } from './without-head/sides-without-head.query.js';
export type * from './without-head/without-head.views.js';
export { TendPairing, type PairingToTend } from './tending/tend-pairing.js';
export * from './tending/tending.views.js';
export { CallOffVisit, type VisitToCallOff } from './visit/call-off-visit.js';
export { CorrectVisit, type VisitCorrection } from './visit/correct-visit.js';
export { MoveVisit, type VisitToMove } from './visit/move-visit.js';
export { PlanVisit, type VisitToPlan } from './visit/plan-visit.js';
export type { NamedWork } from './visit/planned-work.js';
export { VisitDates, type VisitDate } from './visit/visit-dates.query.js';
export type { AskedPlan } from './visit/read-plan.js';
export * from './visit/planned-visit.views.js';
export { Visits, type PlannedVisitOfPairing, type VisitOfPairing } from './visit/visits.query.js';
export { AGENDA_AGREED, CONCLUDE_RUN, RUN_REQUESTED, SCORE_SHARD, runRequested } from './events.js';
export type * from './views.js';
export { Deadlines } from './clocks/deadlines.js';
export { LinkQuestions, type AskedOf, type QuestionWaiting } from './agreement/link-questions.query.js';
export { TasksOfPerson, type AsksAbove } from './digest/tasks-of-person.query.js';
export { WarnOfConflicts } from './digest/warn-of-conflicts.js';
export { WarnOfHolds } from './digest/warn-of-holds.js';
export { WriteDigests } from './digest/write-digests.js';
