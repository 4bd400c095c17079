import { NotFound, parseUuid, StaleVersion, type Resource } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import { ClientEntity } from './client.entity.js';

export interface ClientInHand {
  readonly client: string;
  /** As the person saw it. */
  readonly version: number;
}

/** @returns null for what is none. */
export function lockClient(tx: Tx, named: string): Promise<ClientEntity | null> {
  const id: string | null = parseUuid(named);
  return tx.manager
    .createQueryBuilder(ClientEntity, 'c')
    .setLock('pessimistic_write')
    .where('c.id = :id', { id })
    .andWhere(inArea(tx, 'c'))
    .getOne();
}

/** Whoever asked for it does not approve it. */
export function clientResource({ askedBy }: Pick<ClientEntity, 'askedBy'>): Resource {
  return { actsBy: { 'client.propose': [askedBy] } };
}

/** @throws NotFound, StaleVersion */
export function requireSeen(client: ClientEntity | null, version: number): asserts client is ClientEntity {
  if (client === null) throw new NotFound();
  if (client.version !== version) throw new StaleVersion();
}
