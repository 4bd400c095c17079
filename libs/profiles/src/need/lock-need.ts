import { NotFound, parseUuid, StaleVersion } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import { NeedEntity } from './need.entity.js';

/**
 * Takes the row until the verb ends.
 *
 * @param named its reference, or its id.
 * @throws NotFound for a name that is none, or none of this area, alike.
 */
export async function lockNeed(tx: Tx, named: string): Promise<NeedEntity> {
  const id = parseUuid(named);
  if (id === null && !/^N-[0-9]{4}-[0-9]{3,9}$/.test(named)) throw new NotFound();
  const need = await tx.manager
    .createQueryBuilder(NeedEntity, 'n')
    .setLock('pessimistic_write')
    .where(id === null ? 'n.reference = :named' : 'n.id = :named', { named: id ?? named })
    .andWhere(inArea(tx, 'n'))
    .getOne();
  if (!need) throw new NotFound();
  return need;
}

/** Said before the rules are: who saw an older need is told so, and not that a move is refused. */
export function requireVersion(need: NeedEntity, version: number): void {
  if (need.version !== version) throw new StaleVersion();
}
