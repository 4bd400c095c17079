import { canMoveNeed, NEED_STATES, type NeedFilter, type NeedState } from '@app/profiles';
import type { NeedsFilterForm } from './needs.form.js';

/** Those that somebody still has something to do with. */
const GOING_ON: readonly NeedState[] = NEED_STATES.filter((state) =>
  NEED_STATES.some((next) => canMoveNeed(state, next)),
);

/** What the page and the file of needs show. */
export function needFilterOf({ state, theme, soon, mine }: NeedsFilterForm): NeedFilter {
  const states = state === undefined ? GOING_ON : state === 'all' ? undefined : [state as NeedState];
  return { states, theme, priority: soon, mine: mine === 'yes' };
}
