import type { Actor, AreaId, Clock } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import { askedOnce, type IdSource, type Repeatable, type UnitOfWork } from '@app/platform';
import type { Rights } from '../actor/rights.js';
import { ClientEntity } from './client.entity.js';
import { readClient, type ClientToAsk } from './read-client.js';

/** An administrator asks for a program to read from the API on its own. Nothing is given until the chair approves. */
export class AskClient {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly rights: Rights,
  ) {}

  /** @returns the client's id. @throws NotFound, NotAllowed, BadInput */
  async execute(actor: Actor, area: AreaId, asked: ClientToAsk, repeat?: Repeatable): Promise<string> {
    return this.work.run(actor, area, (tx) =>
      askedOnce(tx, repeat, async () => {
        await this.rights.require(tx, 'client.propose', {});
        const read = readClient(asked);
        const id = this.ids.next();
        await tx.manager.insert(ClientEntity, {
          ...{ id, areaId: tx.area, ...read, state: 'asked', version: 1 },
          ...{ askedBy: tx.actor.id, askedAt: this.clock.now() },
        });
        await this.audit.record(tx, {
          act: 'client.propose',
          entity: `identity.client:${id}:1`,
          details: { label: read.label, scopes: read.scopes.join(' ') },
        });
        return id;
      }),
    );
  }
}
