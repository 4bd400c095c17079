import { percent } from '../fraction.js';
import type { ModeFact } from '../pair-score.js';
import type { Problem } from '../problem.js';
import type { Need, Offer } from '../snapshot/snapshot.js';
import type { Measured } from './part.js';

/** A wanted mode is offered; or hybrid stands on one side and can meet the other half way; or neither. */
export function mode({ policy }: Problem, need: Need, offer: Offer): Measured<ModeFact> {
  const answer = answerTo(need, offer);
  return {
    share: percent(policy.mode[answer]),
    fact: { part: 'mode', answer, asked: need.modes, offered: offer.modes },
  };
}

function answerTo(need: Need, offer: Offer): ModeFact['answer'] {
  if (need.modes.some((wanted) => offer.modes.includes(wanted))) return 'wanted';
  return need.modes.includes('hybrid') || offer.modes.includes('hybrid') ? 'hybrid' : 'other';
}
