import { parseUuid, StaleVersion } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import { OfferEntity } from './offer.entity.js';

/** Takes the row until the verb ends. @returns null for an id that is none, or none of this area, alike. */
export async function lockOffer(tx: Tx, offer: string): Promise<OfferEntity | null> {
  const id = parseUuid(offer);
  if (id === null) return null;
  return tx.manager
    .createQueryBuilder(OfferEntity, 'o')
    .setLock('pessimistic_write')
    .where('o.id = :id', { id })
    .andWhere(inArea(tx, 'o'))
    .getOne();
}

export function requireOfferVersion(offer: OfferEntity, version: number): void {
  if (offer.version !== version) throw new StaleVersion();
}
