import { inArea, type Tx } from '@app/platform';
import { SignalEntity } from './signal.entity.js';

/** Held until the verb ends. */
export async function lockSignal(tx: Tx, id: string): Promise<SignalEntity | null> {
  return tx.manager
    .createQueryBuilder(SignalEntity, 's')
    .setLock('pessimistic_write')
    .where('s.id = :id', { id })
    .andWhere(inArea(tx, 's'))
    .getOne();
}
