import { RuleBroken, type LocalDate } from '@app/kernel';
import type { Objective } from './pairing.views.js';

/**
 * What is agreed is measured until the days of its objectives: one that passed while yeses were awaited could not be.
 *
 * @throws RuleBroken DAY_IS_OVER
 */
export function requireDaysAhead(
  objectives: readonly Pick<Objective, 'due'>[],
  today: LocalDate,
  remedy: string,
): void {
  if (objectives.some(({ due }) => due <= today))
    throw new RuleBroken('DAY_IS_OVER', `The day of an objective is over by now. ${remedy}`);
}
