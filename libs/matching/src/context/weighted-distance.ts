import { unitWeight, type UnitWeight as WeightOf } from '@app/kernel';
import { MEASURES, type MeasureName, type MeasureWeights } from '../policy.js';

export { squaredDistance } from '@app/kernel';
export type UnitWeight = WeightOf<MeasureName>;

/** Weights for one unit² from a policy's. Measures of weight 0 are left out. In the order of `MEASURES`. */
export function unitWeights(weights: MeasureWeights): readonly UnitWeight[] {
  return MEASURES.flatMap((measure) => {
    const given = weights[measure];
    return !given || given.weight === 0 ? [] : [{ measure, weight: unitWeight(given) }];
  });
}
