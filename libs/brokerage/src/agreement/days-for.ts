import type { HalfDays, WindowView } from '@app/profiles';
import type { DaysInHalfTerm } from './agreement.views.js';

/** What is asked in each half-term beside what the supporter has free there now. */
export function daysFor(asked: HalfDays, windows: readonly WindowView[]): DaysInHalfTerm[] {
  return Object.entries(asked)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([halfTerm, halfDays]) => {
      const window = windows.find((each) => each.halfTerm === halfTerm);
      const askMe = window?.band === 'ask_me';
      return { halfTerm, asked: halfDays ?? 0, free: window?.free ?? null, askMe };
    });
}
