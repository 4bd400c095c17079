import type { KeyStage } from '../register/key-stages.js';
import type { MeasureId } from '../measures/definitions.js';

/** Names of measures in a policy, and what is published of them. A measure that nobody imports is missing. */
const SECONDARY: Readonly<Record<string, MeasureId>> = {
  ks2_prior: 'context.ks2_prior',
  disadvantaged: 'context.disadvantaged',
  stability: 'context.not_mobile',
  sen_support: 'context.sen_support',
  eal: 'context.eal',
  ehcp: 'context.ehcp',
  roll: 'context.roll',
};
const PRIMARY: Readonly<Record<string, MeasureId>> = {
  disadvantaged: 'context.primary_disadvantaged',
  polar4: 'context.primary_polar4',
  stability: 'context.primary_stability',
  sen_support: 'context.primary_sen_support',
  eal: 'context.primary_eal',
  idaci: 'context.primary_idaci',
  ehcp: 'context.primary_ehcp',
  roll: 'context.primary_roll',
  ks1_prior: 'context.primary_ks1_prior',
};

/** The national service compares secondaries by key stage 2 results, primaries by key stage 1: key stages tell which. */
export const isSecondary = (keyStages: readonly KeyStage[]): boolean =>
  keyStages.some((stage) => stage === 'KS3' || stage === 'KS4');

export const contextNames = (ofSecondary: boolean): Readonly<Record<string, MeasureId>> =>
  ofSecondary ? SECONDARY : PRIMARY;
