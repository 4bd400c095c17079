import { Module, type DynamicModule } from '@nestjs/common';
import { AuditModule, AuditTrail } from '@app/audit';
import {
  Agreements,
  BrokerageModule,
  Commissions,
  ConflictsOf,
  Deadlines,
  GivenAndReceived,
  NeedCandidates,
  Pairings,
  Projects,
} from '@app/brokerage';
import { AskByMail, IdentityModule, People, Rights } from '@app/identity';
import { ImpactModule, Impacts } from '@app/impact';
import { CLOCK, IDS, MailBox, MATRIX, provide, UnitOfWork } from '@app/platform';
import { DaysOfYear, LedgerLines, NeedCases, Needs, ProfilesModule } from '@app/profiles';
import { AreaSettings, SchoolsModule, SchoolsOfArea } from '@app/schools';
import { AnswerBreakGlass } from './break-glass/answer-break-glass.js';
import { AskBreakGlass } from './break-glass/ask-break-glass.js';
import { BreakGlassCases } from './break-glass/break-glass-cases.js';
import { BreakGlasses } from './break-glass/break-glasses.query.js';
import { EndBreakGlass } from './break-glass/end-break-glass.js';
import { EndWhatRanOut } from './break-glass/end-what-ran-out.js';
import { OpenedRecords } from './break-glass/opened-records.query.js';
import { ReviewBreakGlass } from './break-glass/review-break-glass.js';
import { CaseFiles } from './case-file/case-files.query.js';
import { Fairness } from './fairness/fairness.query.js';
import { PostCheckpoints } from './checkpoint/post-checkpoints.js';
import { AnswerFinding } from './finding/answer-finding.js';
import { CloseFinding } from './finding/close-finding.js';
import { FindingCases } from './finding/finding-cases.js';
import { Findings } from './finding/findings.query.js';
import { GiveOpinion } from './finding/give-opinion.js';
import { OpenFinding } from './finding/open-finding.js';
import { WithdrawFinding } from './finding/withdraw-finding.js';
import { AnswerKind } from './information-request/answer-kind.js';
import { CommentInformation } from './information-request/comment-information.js';
import { Disclosures } from './information-request/disclosures.query.js';
import { DraftAnswer } from './information-request/draft-answer.js';
import { ReleaseInformation } from './information-request/release-information.js';
import { TellHeads } from './information-request/tell-heads.js';
import { InformationCases } from './information-request/information-cases.js';
import { InformationRequests } from './information-request/information-requests.query.js';
import { RegisterInformationRequest } from './information-request/register-information-request.js';
import { TouchSchool } from './information-request/touch-school.js';
import { BeginIntervention } from './intervention/begin-intervention.js';
import { ChangeIntervention } from './intervention/change-intervention.js';
import { EndIntervention } from './intervention/end-intervention.js';
import { InterventionCases } from './intervention/intervention-cases.js';
import { Interventions } from './intervention/interventions.query.js';
import { RecordIntervention } from './intervention/record-intervention.js';
import { WithdrawIntervention } from './intervention/withdraw-intervention.js';

const inside = [
  provide(FindingCases, [UnitOfWork, AuditTrail, CLOCK, Rights]),
  provide(InterventionCases, [UnitOfWork, AuditTrail, CLOCK, Rights]),
  provide(BreakGlassCases, [UnitOfWork, AuditTrail, Rights]),
  provide(InformationCases, [UnitOfWork, AuditTrail, CLOCK, Rights]),
];

const rooms = [
  provide(CaseFiles, [
    ...[Rights, AuditTrail, Needs, NeedCases, NeedCandidates, Agreements, Pairings],
    ...[Impacts, LedgerLines, ConflictsOf, SchoolsOfArea, Interventions, Commissions, Projects],
  ]),
  provide(PostCheckpoints, [UnitOfWork, AuditTrail, CLOCK, People, AreaSettings, MailBox]),
  provide(Fairness, [MATRIX, CLOCK, AreaSettings, SchoolsOfArea, DaysOfYear, GivenAndReceived]),
  provide(OpenFinding, [UnitOfWork, AuditTrail, CLOCK, IDS, Rights, AreaSettings]),
  provide(AnswerFinding, [FindingCases]),
  provide(GiveOpinion, [FindingCases]),
  provide(CloseFinding, [FindingCases]),
  provide(WithdrawFinding, [FindingCases]),
  provide(Findings, [MATRIX, CLOCK, AuditTrail, Rights, SchoolsOfArea]),
  provide(RecordIntervention, [UnitOfWork, AuditTrail, CLOCK, IDS, Rights, InterventionCases]),
  provide(ChangeIntervention, [InterventionCases]),
  provide(BeginIntervention, [InterventionCases]),
  provide(EndIntervention, [InterventionCases]),
  provide(WithdrawIntervention, [InterventionCases]),
  provide(AskBreakGlass, [
    ...[UnitOfWork, AuditTrail, CLOCK, IDS, Rights],
    ...[SchoolsOfArea, People, AskByMail],
  ]),
  provide(AnswerBreakGlass, [BreakGlassCases, CLOCK, Deadlines, People, AskByMail]),
  provide(EndBreakGlass, [BreakGlassCases]),
  provide(ReviewBreakGlass, [BreakGlassCases, Deadlines]),
  provide(EndWhatRanOut, [UnitOfWork, CLOCK, BreakGlassCases, Deadlines, People, AskByMail]),
  provide(BreakGlasses, [MATRIX, CLOCK, Rights, SchoolsOfArea]),
  provide(OpenedRecords, [Rights, AuditTrail, SchoolsOfArea]),
  provide(RegisterInformationRequest, [UnitOfWork, AuditTrail, CLOCK, IDS, Rights, Deadlines]),
  provide(TouchSchool, [InformationCases, IDS, SchoolsOfArea]),
  provide(AnswerKind, [InformationCases, IDS]),
  provide(DraftAnswer, [InformationCases]),
  provide(TellHeads, [InformationCases, CLOCK, AreaSettings, People, AskByMail]),
  provide(CommentInformation, [InformationCases]),
  provide(ReleaseInformation, [InformationCases, IDS, Deadlines]),
  provide(Disclosures, [MATRIX, CLOCK]),
  provide(InformationRequests, [MATRIX, CLOCK, AuditTrail, Rights, SchoolsOfArea]),
  provide(Interventions, [MATRIX, CLOCK, Rights, SchoolsOfArea, Pairings]),
];

@Module({})
export class AssuranceModule {
  /** @param engineHash of the matching engine, which the pairings below are made by. */
  static forRoot(engineHash: string): DynamicModule {
    return {
      module: AssuranceModule,
      imports: [
        ...[AuditModule, IdentityModule, SchoolsModule, ProfilesModule],
        ...[BrokerageModule.forRoot(engineHash), ImpactModule.forRoot(engineHash)],
      ],
      providers: [...inside, ...rooms],
      exports: rooms.map((room) => room.provide),
    };
  }
}
