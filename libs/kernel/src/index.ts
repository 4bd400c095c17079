export * from './ids.js';
export * from './domain-error.js';
export * from './actor.js';
export * from './clock.js';
export * from './local-date.js';
export * from './london-time.js';
export * from './school-year.js';
export {
  parseMatrix,
  MatrixRefused,
  type Matrix,
  type MatrixRow,
  type Grant,
  type Kind,
  type Modifier,
  type View,
} from './access/matrix.js';
export type { Resource, FactColumns, FactName } from './access/facts.js';
export {
  decide,
  saysWhy,
  mightEver,
  type Allow,
  type Decision,
  type DecisionContext,
  type Deny,
  type DenyCode,
  type Owed,
} from './access/decide.js';
export { checkMatrix } from './access/check-matrix.js';
export { requireAllowed, type Served } from './access/require-allowed.js';
export { listFilter, type ListAsked } from './access/list-filter.js';
export type { SqlFragment } from './access/print-condition.js';
export * from './terms.js';
export * from './working-days.js';
export * from './quiet-hours.js';
export { validateCalendar } from './validate-calendar.js';
export { readCalendar } from './read-calendar.js';
export * from './clocks.js';
export * from './due-on.js';
export { readClocks } from './read-clocks.js';
export * from './cost-of-delay.js';
export { listed } from './listed.js';
export { squaredDistance, unitWeight, type UnitWeight } from './weighted-distance.js';
