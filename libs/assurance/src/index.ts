export { AssuranceModule } from './assurance.module.js';
export { daysByGroup, type GroupDays } from './fairness/days-by-group.js';
export { Fairness, type FairnessView } from './fairness/fairness.query.js';
