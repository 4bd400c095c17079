import type { PairingFacts } from '@app/brokerage';
import { RuleBroken } from '@app/kernel';

/** @throws RuleBroken BETWEEN_TWO_PEOPLE: what two people say in coaching is read by the two alone (I-34). */
export function requireNoCoaching({ kind }: Pick<PairingFacts, 'kind'>): void {
  if (kind === 'coaching')
    throw new RuleBroken(
      'BETWEEN_TWO_PEOPLE',
      'What coaching changed stays between the two people: nothing is recorded about it here.',
    );
}
