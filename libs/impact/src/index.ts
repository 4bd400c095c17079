import { EvaluationEntity, LaterValueEntity } from './evaluation/evaluation.entity.js';
import { SignOffEntity } from './sign-off/sign-off.entity.js';
import { SustainCheckEntity } from './sustain/sustain-check.entity.js';
import { WhatChangedEntity } from './words/what-changed.entity.js';

/** For the data source alone; entities never leave their lib by name. */
export const IMPACT_ENTITIES = [
  ...[EvaluationEntity, LaterValueEntity, WhatChangedEntity, SustainCheckEntity],
  SignOffEntity,
];

export { RecordLaterValue, type ValueToRecord } from './evaluation/record-later-value.js';
export { RegisterEvaluation } from './evaluation/register-evaluation.js';
export { EstimateEvaluations } from './evaluation/estimate-evaluations.js';
export { Evaluations, type EvaluationsAsked, type ListedEvaluation } from './evaluation/evaluations.query.js';
export { EVALUATION_STATES, type EvaluationState } from './evaluation/evaluation.lifecycle.js';
export { EvaluationsOf, type EvaluationOf } from './evaluation/evaluations-of.query.js';
export { ImpactModule } from './impact.module.js';
export * from './impact.views.js';
export { Impacts } from './impacts.query.js';
export { SignOffEvaluation, type EvaluationToSignOff } from './sign-off/sign-off-evaluation.js';
export { SignOffs } from './sign-off/sign-offs.query.js';
export { RecordSustainCheck, type CheckToRecord } from './sustain/record-sustain-check.js';
export { SayWhatChanged, type WordsToSay } from './words/say-what-changed.js';
