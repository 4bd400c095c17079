import { NotFound, parseUuid, StaleVersion } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import type { Rights } from '@app/identity';
import { NeedEntity } from './need.entity.js';
import { needResource } from './need.policy.js';

/**
 * Takes the row until the verb ends.
 *
 * @param named its reference, or its id.
 * @returns null for a name that is none, or none of this area, alike.
 */
export async function lockNeed(tx: Tx, named: string): Promise<NeedEntity | null> {
  const id = parseUuid(named);
  if (id === null && !/^N-[0-9]{4}-[0-9]{3,9}$/.test(named)) return null;
  return tx.manager
    .createQueryBuilder(NeedEntity, 'n')
    .setLock('pessimistic_write')
    .where(id === null ? 'n.reference = :named' : 'n.id = :named', { named: id ?? named })
    .andWhere(inArea(tx, 'n'))
    .getOne();
}

/** The same, for who may do all of this with it. @throws NotFound, NotAllowed */
export async function lockNeedFor(
  tx: Tx,
  rights: Rights,
  named: string,
  actions: readonly string[],
): Promise<NeedEntity> {
  const need = await lockNeed(tx, named);
  for (const action of actions) await rights.require(tx, action, need && needResource(need));
  if (need === null) throw new NotFound();
  return need;
}

/** Said before the rules are: who saw an older need is told so, and not that a move is refused. */
export function requireVersion(need: NeedEntity, version: number): void {
  if (need.version !== version) throw new StaleVersion();
}
