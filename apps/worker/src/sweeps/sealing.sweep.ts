import { INSTALLATION, SealingStopped, type SealBatch, type Tree } from '@app/audit';
import type { AreaId } from '@app/kernel';
import type { Log, Lookup } from '@app/platform';

/** An entry that is not sealed by then could still be rewritten unseen: somebody is told. */
const LATE_SECONDS = 60;
/** One alarm of a kind for each tree in so long: a log that repeats itself each second is not read. */
const AGAIN_MS = 60_000;

/** What was committed, sealed into the tree of its area; and an alarm where that stands still. */
export function sealing(seal: SealBatch, lookup: Lookup, log: Log, now: () => number = Date.now) {
  const told = new Map<string, number>();
  const alarm = (tree: Tree, what: string, fields: Readonly<Record<string, string | number>>): void => {
    const key = `${tree.code} ${what}`;
    if (now() - (told.get(key) ?? -Infinity) < AGAIN_MS) return;
    told.set(key, now());
    log.error(what, { tree: tree.code, ...fields });
  };
  const sealOne = async (tree: Tree): Promise<number> => {
    let count = 0;
    try {
      for (;;) {
        const sealed = await seal.execute(tree);
        count += sealed?.sealed ?? 0;
        if (sealed?.more) continue;
        const seconds = Math.floor(sealed?.oldestSeconds ?? 0);
        if (seconds > LATE_SECONDS) alarm(tree, 'audit entry unsealed', { seconds });
        return count;
      }
    } catch (error) {
      // The other trees go on, and so does everything that people do.
      if (!(error instanceof SealingStopped)) throw error;
      alarm(tree, 'sealing stopped', { because: error.code });
      return count;
    }
  };
  return async (): Promise<number> => {
    let count = await sealOne(INSTALLATION);
    for (const { id, code } of await lookup.call<{ id: AreaId; code: string }>('areas'))
      count += await sealOne({ area: id, code });
    return count;
  };
}
