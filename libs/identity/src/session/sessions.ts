import { createHash, randomBytes } from 'node:crypto';
import type { AccountId, Actor, AreaId, Clock, PersonId } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { inArea, type Lookup, type ProviderName, type Tx, type UnitOfWork } from '@app/platform';
import { systemActor } from '../actor/system-actor.js';

export interface StartedSession {
  /** What the cookie holds; only its SHA-256 is stored. */
  readonly id: string;
  readonly person: PersonId;
  readonly area: AreaId;
}

export interface SessionFacts {
  readonly account: AccountId;
  readonly person: PersonId;
  readonly area: AreaId;
  readonly signedInAt: Date;
  /** What they are asked for besides the password when they sign in again. */
  readonly factors: readonly FactorKind[];
  /** False for whoever came by a provider and never chose one. */
  readonly password: boolean;
  /** Where else they have an account that signs them in here. */
  readonly providers: readonly ProviderName[];
}

export type FactorKind = 'app' | 'passkey';

export interface NewSession {
  readonly account: AccountId;
  readonly person: PersonId;
  readonly area: AreaId;
  /** What showed that it is them: the last of it, where there was more than one thing. */
  readonly by: 'password' | 'persona' | 'invitation' | 'app' | 'recovery' | 'passkey' | ProviderName;
  readonly requestId: string;
}

const IDLE_MINUTES = 30;
/** Those whose sight is widest are signed out soonest. */
const IDLE_MINUTES_WIDE = 15;

/** Opaque 256-bit ids; the row is read on every request, so that ending a session works at the next one. */
export class Sessions {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lookup: Lookup,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async start(asked: NewSession): Promise<StartedSession> {
    const id = randomBytes(32).toString('base64url');
    await this.work.run(systemActor('sign-in', asked.area, asked.requestId), asked.area, async (tx) => {
      const idle = (await holdsWidePost(tx, asked.person)) ? IDLE_MINUTES_WIDE : IDLE_MINUTES;
      const session = [hashOf(id), asked.account, asked.person, asked.area, idle];
      await this.lookup.inside(tx, 'start_session', session);
      await this.audit.record(tx, {
        act: 'session.start',
        entity: `identity.person:${asked.person}`,
        reason: asked.by,
      });
    });
    return { id, person: asked.person, area: asked.area };
  }

  /**
   * @param device what the browser says that it is, for its owner's own list.
   * @returns null for an unknown, ended, idle or over-long session, alike.
   */
  async find(id: string, device: string | null = null): Promise<SessionFacts | null> {
    if (!/^[A-Za-z0-9_-]{43}$/.test(id)) return null;
    const [row] = await this.lookup.call<{
      account_id: AccountId;
      person_id: PersonId;
      area_id: AreaId;
      signed_in_at: Date;
      has_totp: boolean;
      has_passkey: boolean;
      has_password: boolean;
      providers: ProviderName[];
    }>('session_by_hash', [hashOf(id), device]);
    if (!row) return null;
    const factors = [row.has_totp && ('app' as const), row.has_passkey && ('passkey' as const)];
    return {
      ...{ account: row.account_id, person: row.person_id, area: row.area_id, signedInAt: row.signed_in_at },
      factors: factors.filter((kind) => kind !== false),
      ...{ password: row.has_password, providers: row.providers },
    };
  }

  /**
   * Another id for somebody who showed again that it is them; the old one is good for nothing from here on.
   *
   * @returns null where there was no open session of theirs.
   */
  async renew(
    actor: Actor,
    area: AreaId,
    old: string,
    account: AccountId,
    by: NewSession['by'],
  ): Promise<string | null> {
    const id = randomBytes(32).toString('base64url');
    return this.work.run(actor, area, async (tx) => {
      const asked = [hashOf(old), hashOf(id), account, this.clock.now()];
      const [row] = await this.lookup.inside<{ renew_session: boolean }>(tx, 'renew_session', asked);
      if (!row?.renew_session) return null;
      await this.audit.record(tx, {
        act: 'session.renew',
        entity: `identity.person:${actor.id}`,
        reason: by,
      });
      return id;
    });
  }

  /** Officer, chair and administrator: whose sight is widest. */
  async seesWidely(person: PersonId, area: AreaId): Promise<boolean> {
    return this.work.run(systemActor('sign-in', area), area, (tx) => holdsWidePost(tx, person));
  }

  /** Whether it is open; asking does not keep it so. */
  async goesOn(id: string): Promise<boolean> {
    const [row] = await this.lookup.call<{ session_goes_on: boolean }>('session_goes_on', [hashOf(id)]);
    return row?.session_goes_on === true;
  }

  async end(id: string): Promise<void> {
    await this.lookup.call('end_session', [hashOf(id)]);
  }
}

async function holdsWidePost(tx: Tx, person: PersonId): Promise<boolean> {
  const wide = await tx.query(
    `select 1 from identity.appointment where person_id = $1 and ${inArea(tx)} and state in ('active', 'ending')
       and role in ('officer', 'chair', 'sysadmin') limit 1`,
    [person],
  );
  return wide.length > 0;
}

/** What a session is known by in the database. */
export function hashOf(id: string): Buffer {
  return createHash('sha256').update(id).digest();
}
