import type { FreeCapacityFact } from '../pair-score.js';
import type { Problem } from '../problem.js';
import type { Measured } from './part.js';

/**
 * Half-days left after this pairing ÷ declared, saturating where enough is left. Not known where none are declared and
 * the school says to ask.
 *
 * The declared days stand below the line and what is booked stays booked, so that who declares less never gains (I-29).
 */
export function freeCapacity(problem: Problem, need: number, supporter: number): Measured<FreeCapacityFact> {
  const window = problem.windows[need] ?? { from: 0, to: 0 };
  const wanted = problem.needs[need]?.halfDaysWanted ?? 0;
  const days = problem.days.within(supporter, window, wanted);
  const { left, declared } = days;
  return {
    share:
      declared === 0
        ? null
        : { over: left * 100, under: declared * problem.policy.free_capacity.enough_left },
    fact: { part: 'free_capacity', ...days },
  };
}
