import type { AccountId, PersonId } from '@app/kernel';
import type { Tx } from '@app/platform';
import { PersonEntity } from './person.entity.js';

export interface NewPerson {
  readonly id: PersonId;
  readonly name: string;
  readonly email: string;
  readonly state: 'invited' | 'active';
  readonly accountId: AccountId | null;
  readonly persona: string | null;
}

export async function insertPerson(tx: Tx, person: NewPerson): Promise<void> {
  await tx.manager.insert(PersonEntity, {
    ...person,
    areaId: tx.area,
    interestsConfirmedOn: null,
    version: 1,
  });
}

/** Trimmed, ASCII, lower case; null for anything else, so that no look-alike ever becomes a second account. */
export function normaliseEmail(typed: string): string | null {
  const email = typed.trim().toLowerCase();
  return /^[!-?A-~]+@[a-z0-9.-]+\.[a-z]{2,}$/.test(email) && email.length <= 254 && isAscii(typed.trim())
    ? email
    : null;
}

function isAscii(text: string): boolean {
  return /^[!-~]*$/.test(text);
}
