import { RuleBroken } from '@app/kernel';
import type { PairingEntity } from './pairing.entity.js';

/** What is said in coaching stands in no record that others read. @throws RuleBroken HAS_SESSIONS */
export function requireVisits({ kind }: Pick<PairingEntity, 'kind'>): void {
  if (kind === 'coaching')
    throw new RuleBroken('HAS_SESSIONS', 'Coaching has sessions, which the two people record themselves.');
}
