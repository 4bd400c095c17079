import type { AreaId } from '@app/kernel';
import type { Lookup } from '@app/platform';
import type { SweepWhatIsOver } from '@app/records';

/** What the retention schedule says is over: in every area, and what belongs to none. */
export function whatIsOver(sweep: SweepWhatIsOver, lookup: Lookup) {
  return async (): Promise<number> => {
    let gone = await sweep.execute(null);
    for (const { id } of await lookup.call<{ id: AreaId }>('areas')) gone += await sweep.execute(id);
    return gone;
  };
}
