import { NoCalendar, type AreaId } from '@app/kernel';
import type { RouteQuestions } from '@app/network';
import type { Log, Lookup } from '@app/platform';
import type { StrongIn } from '@app/profiles';

/** Questions that nobody answered in their time, put to one person by name: in every area, by its office's days. */
export function questions(route: RouteQuestions, strong: StrongIn, lookup: Lookup, log: Log) {
  return async (): Promise<number> => {
    let routed = 0;
    for (const { id } of await lookup.call<{ id: AreaId }>('areas'))
      try {
        routed += await route.execute(id, (tx, theme) => strong.schools(tx, theme));
      } catch (error) {
        // An area whose calendar has ended is looked at later; the others now.
        if (!(error instanceof NoCalendar)) throw error;
      }
    if (routed > 0) log.info('questions put to somebody', { count: routed });
    return routed;
  };
}
