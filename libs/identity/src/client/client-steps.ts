import { createHash, randomBytes } from 'node:crypto';
import type { Actor, AreaId, Clock } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import {
  askedOnce,
  updateIfVersion,
  type Lookup,
  type Repeatable,
  type Tx,
  type UnitOfWork,
} from '@app/platform';
import type { Rights } from '../actor/rights.js';
import { ClientEntity } from './client.entity.js';
import { moveClient } from './client.lifecycle.js';
import { clientResource, lockClient, requireSeen, type ClientInHand } from './lock-client.js';

type Act = 'client.propose' | 'client.approve' | 'client.revoke';
type Change = Partial<Omit<ClientEntity, 'id' | 'areaId' | 'version'>>;

/** What happens to a program that was asked for: answered by the chair, given its secret, taken away. */
export class ClientSteps {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lookup: Lookup,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  /** @throws NotFound, NotAllowed SAME_PERSON for who asked, StaleVersion; RuleBroken CLIENT_CANNOT_MOVE */
  async answer(
    actor: Actor,
    area: AreaId,
    asked: ClientInHand & { readonly approve: boolean },
    repeat?: Repeatable,
  ): Promise<void> {
    const step = asked.approve ? 'approved' : 'refused';
    await this.work.run(actor, area, (tx) =>
      askedOnce(tx, repeat, () =>
        this.move(tx, asked, 'client.approve', step, ({ state }) =>
          Promise.resolve({
            ...{ state: moveClient(state, step) },
            ...{ answeredBy: tx.actor.id, answeredAt: this.clock.now() },
          }),
        ),
      ),
    );
  }

  /**
   * The administrator fetches the secret of an approved program. Its days are counted from here. A repeat gets no second
   * one: what was shown once is not kept.
   *
   * @returns the secret. @throws NotFound, NotAllowed, StaleVersion; RuleBroken CLIENT_CANNOT_MOVE
   */
  async makeSecret(actor: Actor, area: AreaId, asked: ClientInHand): Promise<string> {
    const secret = `trc_${randomBytes(32).toString('base64url')}`;
    await this.work.run(actor, area, (tx) =>
      this.move(tx, asked, 'client.propose', 'secret', async ({ id, state, days }) => {
        const next = moveClient(state, 'live');
        const expiresAt = new Date(this.clock.now().getTime() + days * 86_400_000);
        await this.lookup.inside(tx, 'put_client', [id, tx.area, hashOfSecret(secret), expiresAt]);
        return { state: next, expiresAt };
      }),
    );
    return secret;
  }

  /** At once, by one person: its next request is refused. @throws NotFound, NotAllowed, StaleVersion; RuleBroken */
  async revoke(actor: Actor, area: AreaId, asked: ClientInHand, repeat?: Repeatable): Promise<void> {
    await this.work.run(actor, area, (tx) =>
      askedOnce(tx, repeat, () =>
        this.move(tx, asked, 'client.revoke', 'revoked', async ({ id, state }) => {
          const next = moveClient(state, 'revoked');
          await this.lookup.inside(tx, 'revoke_client', [id, tx.area]);
          return { state: next, revokedBy: tx.actor.id, revokedAt: this.clock.now() };
        }),
      ),
    );
  }

  private async move(
    tx: Tx,
    asked: ClientInHand,
    act: Act,
    step: string,
    effect: (client: ClientEntity) => Promise<Change>,
  ): Promise<void> {
    const client = await lockClient(tx, asked.client);
    await this.rights.require(tx, act, client && clientResource(client));
    requireSeen(client, asked.version);
    const change = await effect(client);
    const version = await updateIfVersion(tx, ClientEntity, client.id, client.version, change);
    const entity = `identity.client:${client.id}:${String(version)}`;
    await this.audit.record(tx, { act, entity, details: { label: client.label, step } });
  }
}

export function hashOfSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
