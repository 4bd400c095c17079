import type { ForgetOldNotes } from '@app/brokerage';
import type { AreaId } from '@app/kernel';
import type { Lookup } from '@app/platform';

/** What two people kept of a coaching that ended a year ago, in every area. */
export function oldCoachingNotes(notes: ForgetOldNotes, lookup: Lookup) {
  return async (): Promise<number> => {
    let gone = 0;
    for (const { id } of await lookup.call<{ id: AreaId }>('areas')) gone += await notes.execute(id);
    return gone;
  };
}
