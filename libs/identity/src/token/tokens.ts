import { createHash, randomBytes } from 'node:crypto';
import {
  BadInput,
  decide,
  NotFound,
  requireAllowed,
  type AccountId,
  type Actor,
  type AreaId,
  type Clock,
  type Matrix,
  type PersonId,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { IdSource, Lookup, UnitOfWork } from '@app/platform';

export interface TokenView {
  readonly id: string;
  readonly label: string;
  readonly made_at: Date;
  readonly expires_at: Date;
  readonly used_at: Date | null;
}

const LONGEST_DAYS = 365;

/** Personal tokens for the API: never more than their owner may do, at most a year, kept as a hash. */
export class Tokens {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lookup: Lookup,
    private readonly audit: AuditTrail,
    private readonly matrix: Matrix,
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  /** @returns the secret, shown once. */
  async issue(
    actor: Actor,
    area: AreaId,
    account: AccountId,
    asked: { label: string; days: number },
  ): Promise<string> {
    if (!Number.isInteger(asked.days) || asked.days < 1 || asked.days > LONGEST_DAYS) {
      throw new BadInput([{ path: 'days', message: 'A token lasts 1 to 365 days' }]);
    }
    const label = asked.label.trim();
    if (label === '' || [...label].length > 60)
      throw new BadInput([{ path: 'label', message: 'Give the token a name of up to 60 characters' }]);
    const secret = `trl_${randomBytes(32).toString('base64url')}`;
    const id = this.ids.next();
    const until = new Date(this.clock.now().getTime() + asked.days * 86_400_000);
    await this.work.run(actor, area, async (tx) => {
      requireAllowed(
        decide(
          this.matrix,
          actor,
          'token.own',
          { area, person: actor.id as PersonId },
          { now: this.clock.now() },
        ),
      );
      await this.lookup.inside(tx, 'put_token', [id, hashOf(secret), account, actor.id, area, label, until]);
      await this.audit.record(tx, { act: 'token.own', entity: `identity.token:${id}`, details: { label } });
    });
    return secret;
  }

  async find(
    secret: string,
  ): Promise<{ id: string; account: AccountId; person: PersonId; area: AreaId } | null> {
    if (!/^trl_[A-Za-z0-9_-]{43}$/.test(secret)) return null;
    const [row] = await this.lookup.call<{
      id: string;
      account_id: AccountId;
      person_id: PersonId;
      area_id: AreaId;
    }>('token_by_hash', [hashOf(secret)]);
    return row ? { id: row.id, account: row.account_id, person: row.person_id, area: row.area_id } : null;
  }

  async own(actor: Actor): Promise<TokenView[]> {
    return this.lookup.call<TokenView & Record<string, unknown>>('tokens_of', [actor.id]);
  }

  async revoke(actor: Actor, area: AreaId, id: string): Promise<void> {
    await this.work.run(actor, area, async (tx) => {
      requireAllowed(
        decide(
          this.matrix,
          actor,
          'signin.revoke',
          { area, person: actor.id as PersonId },
          { now: this.clock.now() },
        ),
      );
      const revoked = [id, actor.id];
      const [row] = await this.lookup.inside<{ revoke_token: boolean }>(tx, 'revoke_token', revoked);
      if (!row?.revoke_token) throw new NotFound();
      await this.audit.record(tx, { act: 'signin.revoke', entity: `identity.token:${id}` });
    });
  }
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
