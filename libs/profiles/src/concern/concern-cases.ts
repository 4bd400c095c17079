import { NotFound, parseUuid, StaleVersion, type Clock, type SchoolUrn } from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { Rights } from '@app/identity';
import { inArea, updateIfVersion, type Tx } from '@app/platform';
import { moveConcern, type ConcernState } from './concern.lifecycle.js';
import { ConcernEntity } from './concern.entity.js';
import { concernResource } from './concern.policy.js';

type ConcernAct = 'concern.answer' | 'concern.withdraw';

/** Steps of what ends a word to a head: its row first, then whether it is theirs to end, then its one act in the log. */
export class ConcernCases {
  constructor(
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly rights: Rights,
  ) {}

  /** Held until the verb ends. @throws NotFound for all but the two, StaleVersion. */
  async lockFor(tx: Tx, named: string, version: number, action: ConcernAct): Promise<ConcernEntity> {
    const concern = await this.lock(tx, named);
    await this.rights.require(tx, action, concern && concernResource(concern));
    if (concern === null) throw new NotFound();
    if (concern.version !== version) throw new StaleVersion();
    return concern;
  }

  /**
   * The head sends the request that they made of a word, perhaps changed, perhaps for another school of theirs: then, and
   * where it has ended meanwhile, the request stands by itself.
   */
  async becameNeed(tx: Tx, named: string, urn: SchoolUrn): Promise<void> {
    const concern = await this.lock(tx, named);
    if (concern?.state !== 'raised' || concern.urn !== urn || concern.dueAt <= this.clock.now()) return;
    await this.rights.require(tx, 'concern.answer', concernResource(concern));
    await this.end(tx, concern, 'became_need', 'concern.answer');
  }

  /** @throws RuleBroken CONCERN_CANNOT_MOVE where it has ended, also where no sweep has noted that yet. */
  async end(tx: Tx, concern: ConcernEntity, state: ConcernState, act: ConcernAct): Promise<void> {
    const now = this.clock.now();
    moveConcern(concern.dueAt <= now ? 'lapsed' : concern.state, state);
    const version = await updateIfVersion(tx, ConcernEntity, concern.id, concern.version, {
      ...{ state, endedAt: now },
    });
    // No school in the entry: who reads the log must not learn to which head somebody left a word.
    await this.audit.record(tx, { act, entity: `profiles.concern:${concern.id}:${String(version)}` });
  }

  private async lock(tx: Tx, named: string): Promise<ConcernEntity | null> {
    const id = parseUuid(named);
    if (id === null) return null;
    return tx.manager
      .createQueryBuilder(ConcernEntity, 'c')
      .setLock('pessimistic_write')
      .where('c.id = :id', { id })
      .andWhere(inArea(tx, 'c'))
      .getOne();
  }
}
