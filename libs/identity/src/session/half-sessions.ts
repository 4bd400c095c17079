import { randomBytes } from 'node:crypto';
import type { AccountId, AreaId, PersonId } from '@app/kernel';
import type { Lookup } from '@app/platform';
import { hashOf } from './sessions.js';

/** What is owed before there is a session: the second factor, or having one at all. */
export type Owed = 'factor' | 'enrol';

export interface HalfSession {
  readonly account: AccountId;
  readonly person: PersonId;
  readonly area: AreaId;
  readonly owes: Owed;
}

/** Long enough to find a telephone, or to put an app on one. */
const MINUTES: Readonly<Record<Owed, number>> = { factor: 10, enrol: 30 };

/** Somebody whose password was right and who is not signed in yet. Its id opens the page that asks on, and no other door. */
export class HalfSessions {
  constructor(private readonly lookup: Lookup) {}

  /** @returns what the cookie holds; only its SHA-256 is stored. */
  async start({ account, person, area, owes }: HalfSession): Promise<string> {
    const id = randomBytes(32).toString('base64url');
    const row = [hashOf(id), account, person, area, owes, MINUTES[owes]];
    await this.lookup.call('start_half_session', row);
    return id;
  }

  /** @returns null for an unknown one, one that is over, and one of somebody who is gone, alike. */
  async find(id: string | null): Promise<HalfSession | null> {
    if (id === null || !/^[A-Za-z0-9_-]{43}$/.test(id)) return null;
    const [row] = await this.lookup.call<{
      account_id: AccountId;
      person_id: PersonId;
      area_id: AreaId;
      owes: Owed;
    }>('half_session_by_hash', [hashOf(id)]);
    return row ? { account: row.account_id, person: row.person_id, area: row.area_id, owes: row.owes } : null;
  }

  /** @returns false for whoever comes second. */
  async end(id: string): Promise<boolean> {
    const [row] = await this.lookup.call<{ end_half_session: boolean }>('end_half_session', [hashOf(id)]);
    return row?.end_half_session === true;
  }
}
