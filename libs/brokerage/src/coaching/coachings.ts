import { localDateOf, NotFound, type Clock, type SchoolUrn } from '@app/kernel';
import type { People } from '@app/identity';
import { inArea, updateIfVersion, type IdSource, type Tx } from '@app/platform';
import type { PairingEntity } from '../pairing/pairing.entity.js';
import { CoachingEntity } from './coaching.entity.js';
import type { PlannedSessions } from './planned-sessions.js';

type Two = Pick<CoachingEntity, 'coachPersonId' | 'coachedPersonId'>;

/** Steps of verbs: whose coaching a pairing is, from its beginning to its end. */
export class Coachings {
  constructor(
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly people: People,
    private readonly plans: PlannedSessions,
  ) {}

  /** Between the heads of both schools, where each has one; else the heads say who. */
  async begin(tx: Tx, pairing: Pick<PairingEntity, 'id' | 'askerUrn' | 'supporterUrn'>): Promise<void> {
    const [coach, coached] = [
      await this.headOf(tx, pairing.supporterUrn),
      await this.headOf(tx, pairing.askerUrn),
    ];
    // Who leads both schools coaches nobody in it until somebody else is named.
    await this.put(tx, pairing.id, {
      coachPersonId: coach === coached ? null : coach,
      coachedPersonId: coached,
    });
  }

  /** The one that goes on, locked. @throws NotFound where none does. */
  async goingOn(tx: Tx, pairing: string): Promise<CoachingEntity> {
    const found = await this.lock(tx, pairing);
    if (!found) throw new NotFound();
    return found;
  }

  /** Both were named: what they have between them ends, and the new two begin with nothing. */
  async name(tx: Tx, coaching: CoachingEntity, two: Two): Promise<void> {
    if (coaching.coachPersonId === null || coaching.coachedPersonId === null) {
      await updateIfVersion(tx, CoachingEntity, coaching.id, coaching.version, two);
      return;
    }
    await this.end(tx, coaching.pairingId);
    await this.put(tx, coaching.pairingId, two);
  }

  /** What the two had planned ends with it. */
  async end(tx: Tx, pairing: string): Promise<void> {
    await this.plans.callOff(tx, pairing);
    const found = await this.lock(tx, pairing);
    if (found)
      await updateIfVersion(tx, CoachingEntity, found.id, found.version, { endedAt: this.clock.now() });
  }

  private lock(tx: Tx, pairing: string): Promise<CoachingEntity | null> {
    return tx.manager
      .createQueryBuilder(CoachingEntity, 'c')
      .setLock('pessimistic_write')
      .where('c.pairing_id = :pairing and c.ended_at is null', { pairing })
      .andWhere(inArea(tx, 'c'))
      .getOne();
  }

  private async put(tx: Tx, pairing: string, two: Two): Promise<void> {
    await tx.manager.insert(CoachingEntity, {
      ...{ id: this.ids.next(), areaId: tx.area, pairingId: pairing, ...two },
      ...{ beganAt: this.clock.now(), endedAt: null, version: 1 },
    });
  }

  private async headOf(tx: Tx, urn: string): Promise<string | null> {
    const heads = await this.people.headsOf(tx, urn as SchoolUrn, localDateOf(this.clock.now()));
    return heads.length === 1 ? (heads[0]?.id ?? null) : null;
  }
}
