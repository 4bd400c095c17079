export { AssuranceModule } from './assurance.module.js';
export type { CaseFile } from './case-file/case-file.js';
export { CaseFiles } from './case-file/case-files.query.js';
export { daysByGroup, type GroupDays } from './fairness/days-by-group.js';
export { Fairness, type FairnessView } from './fairness/fairness.query.js';
