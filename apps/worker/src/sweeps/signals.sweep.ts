import { systemActor } from '@app/identity';
import { NoCalendar, RuleBroken, type AreaId } from '@app/kernel';
import type { Log, Lookup } from '@app/platform';
import type { FindSignals, PassSignalsOn } from '@app/schools';

/** What new figures show, to each school's own head; and what a head left unanswered, to the adviser assigned to the school. */
export function signals(find: FindSignals, pass: PassSignalsOn, lookup: Lookup, log: Log) {
  return async (): Promise<number> => {
    let moved = 0;
    for (const { id: area } of await lookup.call<{ id: AreaId }>('areas'))
      try {
        const worker = systemActor('worker', area);
        moved += (await find.execute(worker, area)) + (await pass.execute(worker, area));
      } catch (error) {
        // An area that is still being set up, or whose calendar has ended, is looked at later; the others now.
        const waits =
          error instanceof NoCalendar || (error instanceof RuleBroken && error.code === 'SETTING_MISSING');
        if (!waits) throw error;
      }
    if (moved > 0) log.info('signals found or passed on', { count: moved });
    return moved;
  };
}
