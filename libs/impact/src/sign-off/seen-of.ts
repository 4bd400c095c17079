import type { EvaluationView } from '../impact.views.js';
import type { SignOffRow } from './sign-off-rows.js';

/** Grows with each word, each figure, published ones too, and each signature: who answers has read the newest. */
export const seenOf = ({ version }: SignOffRow, evaluations: readonly EvaluationView[]): number =>
  version + evaluations.reduce((all, { later }) => all + later.length, 0);
