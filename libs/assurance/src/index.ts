import { FindingEntity } from './finding/finding.entity.js';

/** For the data source alone; entities never leave their lib by name. */
export const ASSURANCE_ENTITIES = [FindingEntity];

export { AssuranceModule } from './assurance.module.js';
export type { CaseFile } from './case-file/case-file.js';
export { CaseFiles } from './case-file/case-files.query.js';
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
