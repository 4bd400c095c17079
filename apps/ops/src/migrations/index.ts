import { Ground1764000000001 } from './0001-ground.js';
import { AreasAndPeople1764000000002 } from './0002-areas-and-people.js';
import { Schools1764000000003 } from './0003-schools.js';
import { Profiles1764000000004 } from './0004-profiles.js';
import { Brokerage1764000000005 } from './0005-brokerage.js';
import { Agreement1764000000006 } from './0006-agreement.js';
import { Pairing1764000000008 } from './0008-pairing.js';
import { Measures1764000000010 } from './0010-measures.js';
import { Impact1764000000012 } from './0012-impact.js';
import { Mail1764000000018 } from './0018-mail.js';
import { NothingHasChanged1764000000019 } from './0019-nothing-has-changed.js';
import { LightPairing1764000000022 } from './0022-light-pairing.js';
import { BodyConsent1764000000023 } from './0023-body-consent.js';
import { Gardening1764000000026 } from './0026-gardening.js';
import { Meeting1764000000029 } from './0029-meeting.js';
import { Findings1764000000030 } from './0030-findings.js';
import { Signals1764000000032 } from './0032-signals.js';
import { PlannedVisits1764000000034 } from './0034-planned-visits.js';
import { Money1764000000037 } from './0037-money.js';
import { DraftsEnd1764000000048 } from './0048-drafts-end.js';
import { Cover1764000000049 } from './0049-cover.js';
import { ChangeOfPeople1764000000050 } from './0050-change-of-people.js';
import { BoardReport1764000000053 } from './0053-board-report.js';
import { KindOfPairing1764000000055 } from './0055-kind-of-pairing.js';
import { PlanMarks1764000000056 } from './0056-plan-marks.js';
import { Coaching1764000000057 } from './0057-coaching.js';
import { RunsAskedAgain1764000000058 } from './0058-runs-asked-again.js';
import { Interventions1764000000061 } from './0061-interventions.js';
import { SignOff1764000000062 } from './0062-sign-off.js';
import { BoardGoal1764000000064 } from './0064-board-goal.js';
import { MachineClients1764000000066 } from './0066-machine-clients.js';
import { Concerns1764000000067 } from './0067-concerns.js';
import { Practice1764000000068 } from './0068-practice.js';
import { SignInAgain1764000000069 } from './0069-sign-in-again.js';
import { BreakGlass1764000000070 } from './0070-break-glass.js';
import { Sealing1764000000071 } from './0071-sealing.js';
import { Erasing1764000000072 } from './0072-erasing.js';
import { Project1764000000073 } from './0073-project.js';
import { PlannedSession1764000000074 } from './0074-planned-session.js';
import { Commissions1764000000075 } from './0075-commissions.js';
import { PlanGroups1764000000077 } from './0077-plan-groups.js';
import { Certificates1764000000078 } from './0078-certificates.js';
import { ProjectConsents1764000000079 } from './0079-project-consents.js';
import { ProjectChangesHands1764000000080 } from './0080-project-changes-hands.js';
import { AnotherBroker1764000000081 } from './0081-another-broker.js';
import { CountedRequests1764000000082 } from './0082-counted-requests.js';
import { StricterDoors1764000000083 } from './0083-stricter-doors.js';
import { SecondFactors1764000000084 } from './0084-second-factors.js';
import { Passkeys1764000000085 } from './0085-passkeys.js';
import { FreshStarts1764000000086 } from './0086-fresh-starts.js';
import { OwnSessions1764000000087 } from './0087-own-sessions.js';
import { PasswordResets1764000000088 } from './0088-password-resets.js';
import { OutsideProviders1764000000090 } from './0090-outside-providers.js';
import { PlannedProjectSessions1764000000094 } from './0094-planned-project-sessions.js';
import { Retention1764000000096 } from './0096-retention.js';
import { SubjectAccess1764000000097 } from './0097-subject-access.js';
import { Erasure1764000000098 } from './0098-erasure.js';
import { DeclarationCheck1764000000099 } from './0099-declaration-check.js';
import { ErasedOnTheirFirstDay1764000000102 } from './0102-erased-on-their-first-day.js';
import { PostedCheckpoints1764000000105 } from './0105-posted-checkpoints.js';
import { InformationRequests1764000000106 } from './0106-information-requests.js';
import { Disclosures1764000000107 } from './0107-disclosures.js';
import { VariedAgendas1764000000112 } from './0112-varied-agendas.js';

/** One global order. What has run on a database must be exactly a beginning of this list, else nothing starts. */
export const MIGRATIONS = [
  Ground1764000000001,
  AreasAndPeople1764000000002,
  Schools1764000000003,
  Profiles1764000000004,
  Brokerage1764000000005,
  Agreement1764000000006,
  Pairing1764000000008,
  Measures1764000000010,
  Impact1764000000012,
  Mail1764000000018,
  NothingHasChanged1764000000019,
  LightPairing1764000000022,
  BodyConsent1764000000023,
  Gardening1764000000026,
  Meeting1764000000029,
  Findings1764000000030,
  Signals1764000000032,
  PlannedVisits1764000000034,
  Money1764000000037,
  DraftsEnd1764000000048,
  Cover1764000000049,
  ChangeOfPeople1764000000050,
  BoardReport1764000000053,
  KindOfPairing1764000000055,
  PlanMarks1764000000056,
  Coaching1764000000057,
  RunsAskedAgain1764000000058,
  Interventions1764000000061,
  SignOff1764000000062,
  BoardGoal1764000000064,
  MachineClients1764000000066,
  Concerns1764000000067,
  Practice1764000000068,
  SignInAgain1764000000069,
  BreakGlass1764000000070,
  Sealing1764000000071,
  Erasing1764000000072,
  Project1764000000073,
  PlannedSession1764000000074,
  Commissions1764000000075,
  PlanGroups1764000000077,
  Certificates1764000000078,
  ProjectConsents1764000000079,
  ProjectChangesHands1764000000080,
  AnotherBroker1764000000081,
  CountedRequests1764000000082,
  StricterDoors1764000000083,
  SecondFactors1764000000084,
  Passkeys1764000000085,
  FreshStarts1764000000086,
  OwnSessions1764000000087,
  PasswordResets1764000000088,
  OutsideProviders1764000000090,
  PlannedProjectSessions1764000000094,
  Retention1764000000096,
  SubjectAccess1764000000097,
  Erasure1764000000098,
  DeclarationCheck1764000000099,
  ErasedOnTheirFirstDay1764000000102,
  PostedCheckpoints1764000000105,
  InformationRequests1764000000106,
  Disclosures1764000000107,
  VariedAgendas1764000000112,
] as const;
