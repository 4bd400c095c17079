import { BreakGlassEntity } from './break-glass/break-glass.entity.js';
import { FindingEntity } from './finding/finding.entity.js';
import { InformationRequestEntity } from './information-request/information-request.entity.js';
import { InterventionEntity } from './intervention/intervention.entity.js';

/** For the data source alone; entities never leave their lib by name. */
export const ASSURANCE_ENTITIES = [
  ...[FindingEntity, InterventionEntity, BreakGlassEntity, InformationRequestEntity],
];

export { AssuranceModule } from './assurance.module.js';
export { AnswerBreakGlass, type OpeningToAnswer } from './break-glass/answer-break-glass.js';
export { AskBreakGlass, type OpeningToAsk } from './break-glass/ask-break-glass.js';
export type { OpeningInHand } from './break-glass/break-glass-cases.js';
export * from './break-glass/break-glass-kinds.js';
export type * from './break-glass/break-glass.views.js';
export { BreakGlasses, type Unreviewed } from './break-glass/break-glasses.query.js';
export { EndBreakGlass } from './break-glass/end-break-glass.js';
export { EndWhatRanOut } from './break-glass/end-what-ran-out.js';
export { OpenedRecords } from './break-glass/opened-records.query.js';
export { ReviewBreakGlass, type OpeningToReview } from './break-glass/review-break-glass.js';
export type { CaseFile } from './case-file/case-file.js';
export { CaseFiles } from './case-file/case-files.query.js';
export { PostCheckpoints } from './checkpoint/post-checkpoints.js';
export { daysByGroup, type GroupDays } from './fairness/days-by-group.js';
export { Fairness, type FairnessView } from './fairness/fairness.query.js';
export { AnswerFinding } from './finding/answer-finding.js';
export { CloseFinding } from './finding/close-finding.js';
export type { SampleKind } from './finding/find-sample.js';
export type { FindingInHand } from './finding/finding-cases.js';
export { FINDING_STATES, type FindingState } from './finding/finding.lifecycle.js';
export type * from './finding/finding.views.js';
export { Findings } from './finding/findings.query.js';
export { GiveOpinion } from './finding/give-opinion.js';
export { OpenFinding, type FindingToOpen } from './finding/open-finding.js';
export { WithdrawFinding } from './finding/withdraw-finding.js';
export { AnswerKind, type KindToAnswer } from './information-request/answer-kind.js';
export { CommentInformation } from './information-request/comment-information.js';
export { Disclosures, type Disclosure } from './information-request/disclosures.query.js';
export { DraftAnswer, type AnswerToDraft } from './information-request/draft-answer.js';
export * from './information-request/record-kinds.js';
export { ReleaseInformation, type DisclosureOutcome } from './information-request/release-information.js';
export { TellHeads } from './information-request/tell-heads.js';
export type { InformationInHand } from './information-request/information-cases.js';
export {
  INFORMATION_STATES,
  OPEN_INFORMATION,
  type InformationState,
} from './information-request/information-request.lifecycle.js';
export type * from './information-request/information-request.views.js';
export { InformationRequests } from './information-request/information-requests.query.js';
export {
  RegisterInformationRequest,
  type InformationToRegister,
} from './information-request/register-information-request.js';
export { TouchSchool, type SchoolToTouch } from './information-request/touch-school.js';
export { BeginIntervention } from './intervention/begin-intervention.js';
export { ChangeIntervention } from './intervention/change-intervention.js';
export { EndIntervention } from './intervention/end-intervention.js';
export type { InterventionInHand } from './intervention/intervention-cases.js';
export type { InterventionSaid } from './intervention/intervention-fields.js';
export {
  BASES,
  INTERVENTION_KINDS,
  type Basis,
  type InterventionKind,
} from './intervention/intervention-kinds.js';
export {
  INTERVENTION_STATES,
  OPEN_INTERVENTIONS,
  type InterventionState,
} from './intervention/intervention.lifecycle.js';
export type * from './intervention/intervention.views.js';
export { Interventions } from './intervention/interventions.query.js';
export { RecordIntervention } from './intervention/record-intervention.js';
export { WithdrawIntervention } from './intervention/withdraw-intervention.js';
