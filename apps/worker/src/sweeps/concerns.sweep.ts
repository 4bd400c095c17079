import type { AreaId } from '@app/kernel';
import type { Lookup } from '@app/platform';
import type { LapseConcerns } from '@app/profiles';

/** Words to heads whose day is over, and those that ended thirty days ago, in every area. No line of the log counts them. */
export function concerns(lapse: LapseConcerns, lookup: Lookup) {
  return async (): Promise<number> => {
    let moved = 0;
    for (const { id } of await lookup.call<{ id: AreaId }>('areas')) moved += await lapse.execute(id);
    return moved;
  };
}
