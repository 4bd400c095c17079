import type { FreshStartTask } from '@app/identity';
import { localDateOf } from '@app/kernel';
import { waitingOf, type Clockwork, type TodayItem } from './today.view.js';

/** Somebody cannot sign in until a chair has answered. */
export function signInItems(tasks: readonly FreshStartTask[], at: Clockwork): TodayItem[] {
  return tasks.map(({ since, until }) => ({
    ...{ href: '/sign-in-help', text: 'Answer whether somebody starts again with signing in' },
    ...waitingOf({ reference: '', since, dueOn: localDateOf(until) }, at, 1),
  }));
}
