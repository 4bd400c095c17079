import type { AreaId } from '@app/kernel';
import type { Lookup } from '@app/platform';
import type { StaleDeclarations } from '@app/profiles';

/** Words of a year that is over, in every area. No line of the log counts them. */
export function staleDeclarations(words: StaleDeclarations, lookup: Lookup) {
  return async (): Promise<number> => {
    let moved = 0;
    for (const { id } of await lookup.call<{ id: AreaId }>('areas')) moved += await words.execute(id);
    return moved;
  };
}
