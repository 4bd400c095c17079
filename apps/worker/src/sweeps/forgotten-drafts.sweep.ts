import { systemActor } from '@app/identity';
import type { AreaId } from '@app/kernel';
import type { FormDrafts, Lookup, UnitOfWork } from '@app/platform';

/** What was typed and not sent within its thirty days, in every area. */
export function forgottenDrafts(drafts: FormDrafts, work: UnitOfWork, lookup: Lookup) {
  return async (): Promise<number> => {
    let gone = 0;
    for (const { id } of await lookup.call<{ id: AreaId }>('areas'))
      gone += await work.run(systemActor('worker', id), id, (tx) => drafts.sweep(tx));
    return gone;
  };
}
