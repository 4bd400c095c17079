import type { LapseProposals } from '@app/brokerage';
import type { AreaId } from '@app/kernel';
import type { Log, Lookup } from '@app/platform';

/** Answers that did not come, days held too long: in every area, by its own calendar. */
export function lapseProposals(lapse: LapseProposals, lookup: Lookup, log: Log) {
  return async (): Promise<number> => {
    let lapsed = 0;
    for (const { id } of await lookup.call<{ id: AreaId }>('areas')) lapsed += await lapse.overdue(id);
    if (lapsed > 0) log.info('proposals lapsed', { count: lapsed });
    return lapsed;
  };
}
