import type { PostCheckpoints } from '@app/assurance';
import type { SealBatch } from '@app/audit';
import { NoCalendar, type AreaId } from '@app/kernel';
import type { Lookup } from '@app/platform';

/** A day's entry in each area's log, and its checkpoint to those who keep it elsewhere. */
export function checkpoints(post: PostCheckpoints, seal: SealBatch, lookup: Lookup) {
  return async (): Promise<number> => {
    let written = 0;
    for (const { id: area } of await lookup.call<{ id: AreaId }>('areas'))
      try {
        written += await post.execute(area, () => seal.newest(area));
      } catch (error) {
        // Whose office works today, nobody knows where the calendar has ended; the others' do.
        if (!(error instanceof NoCalendar)) throw error;
      }
    return written;
  };
}
