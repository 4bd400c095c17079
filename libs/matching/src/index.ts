export * from './snapshot.js';
export * from './policy.js';
export * from './refusal.js';
export type * from './pair-score.js';
export type * from './candidate-row.js';
export type * from './plan.js';
