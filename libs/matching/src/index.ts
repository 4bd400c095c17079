export * from './words.js';
export * from './snapshot/snapshot.js';
export { canonicalSnapshot, readSnapshot } from './snapshot/read-snapshot.js';
export { canonicalJson } from './snapshot/canonical-json.js';
export * from './policy.js';
export { parsePolicy } from './read-policy.js';
export * from './refusal.js';
export type * from './pair-score.js';
export type * from './candidate-row.js';
export type * from './plan/plan.js';
export type { Solving } from './plan/solve.js';
export type * from './plan/sharing/linear-program.js';
export { buildProblem, openSnapshot, type Problem } from './problem.js';
export { eligibility, type Eligibility } from './eligibility.js';
export { scorePair } from './score-pair.js';
export { rankCandidates, schoolsWithoutOffer } from './candidates.js';
export { packRow, RowDamaged, unpackRow } from './pack-row.js';
export { scoreBlock } from './score-block.js';
export { whyNot, whyNotNext, whyNotSchool, type WhyNot } from './counterfactual.js';
export { applyChange, type Change } from './counterfactual/change.js';
export { assign, assignCertified, type CertifiedPlan } from './assign.js';
export { lockContradictions } from './plan/contradictions.js';
export { daysOfPair, daysOnOffer, type DaysOfHalfTerm } from './plan/pair-days.js';
export type { Certificate } from './plan/certificate.js';
export { LivingPlan } from './living/living-plan.js';
export { optimise, reoptimise, type Optimised } from './reoptimise.js';
export {
  difference,
  overridePrice,
  withOverride,
  type Override,
  type OverridePrice,
  type PlanDifference,
} from './override-price.js';
export { byDayWorth, dayPrices, eachDayPrice, type DayPrice } from './day-prices.js';
export { byWorth, eachSlotPrice, slotPrices, type SlotPrice } from './slot-prices.js';
export { shortfalls, type Shortfall } from './shortfall.js';
export { verifyPlan } from './verify/verify-plan.js';
export { verifyCertificate } from './verify/verify-certificate.js';
export { provePlan } from './prove-plan.js';
export { concludePlan, PlanNotVerified, type ConcludedPlan } from './conclude-plan.js';
export { days as sayDays, type Between, type Names } from './explain/names.js';
export { PART_WORDS } from './explain/part-words.js';
export { sayPart } from './explain/say-part.js';
export { sayCondition, sayHold, sayRefusal } from './explain/say-refusal.js';
export { sayChange } from './explain/say-change.js';
export { sayContradiction, sayUnmet } from './explain/say-unmet.js';
