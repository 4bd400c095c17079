import { createHash, randomBytes } from 'node:crypto';
import {
  decide,
  NotFound,
  requireAllowed,
  type Actor,
  type AreaId,
  type Clock,
  type Matrix,
  type PersonId,
} from '@app/kernel';
import { AuditTrail } from '@app/audit';
import type { IdSource, Lookup, Tx, UnitOfWork } from '@app/platform';
import type { Actors } from '../actor/actor.query.js';

const SECRET = /^[A-Za-z0-9_-]{43}$/;

/** A secret address at which a calendar program reads somebody's own dates: one a person, kept as a hash, theirs to renew or end. */
export class CalendarFeeds {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lookup: Lookup,
    private readonly audit: AuditTrail,
    private readonly matrix: Matrix,
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly actors: Actors,
  ) {}

  /** The one before ends with it. @returns the secret, shown once. @throws NotAllowed */
  async renew(actor: Actor, area: AreaId): Promise<string> {
    const secret = randomBytes(32).toString('base64url');
    const id = this.ids.next();
    await this.work.run(actor, area, async (tx) => {
      this.require(actor, area);
      await this.lookup.inside(tx, 'end_feed_of', [actor.id]);
      await this.lookup.inside(tx, 'put_feed', [id, hashOf(secret), actor.id, area]);
      await this.note(tx, 'made', id);
    });
    return secret;
  }

  /** @throws NotFound where there is none; NotAllowed */
  async end(actor: Actor, area: AreaId): Promise<void> {
    await this.work.run(actor, area, async (tx) => {
      this.require(actor, area);
      const [row] = await this.lookup.inside<{ end_feed_of: boolean }>(tx, 'end_feed_of', [actor.id]);
      if (!row?.end_feed_of) throw new NotFound();
      await this.note(tx, 'ended', null);
    });
  }

  /** @returns when it was made; null where there is none. */
  async madeAt(actor: Actor): Promise<Date | null> {
    const [row] = await this.lookup.call<{ made_at: Date }>('feed_of', [actor.id]);
    return row?.made_at ?? null;
  }

  /** Whose address this is, as they are today. @throws NotFound for one that is none, or ended with its person. */
  async open(secret: string, requestId: string): Promise<{ readonly actor: Actor; readonly area: AreaId }> {
    if (!SECRET.test(secret)) throw new NotFound();
    const [row] = await this.lookup.call<{ person_id: PersonId; area_id: AreaId }>('feed_by_hash', [
      hashOf(secret),
    ]);
    const came = { door: 'link', requestId, signedInAt: null } as const;
    const actor = row && (await this.actors.of({ ...came, person: row.person_id, area: row.area_id }));
    if (!row || !actor) throw new NotFound();
    this.require(actor, row.area_id);
    return { actor, area: row.area_id };
  }

  private require(actor: Actor, area: AreaId): void {
    const own = { area, person: actor.id as PersonId };
    requireAllowed(decide(this.matrix, actor, 'calendar.feed', own, { now: this.clock.now() }));
  }

  private async note(tx: Tx, what: 'made' | 'ended', id: string | null): Promise<void> {
    await this.audit.record(tx, {
      act: 'calendar.feed',
      entity: id === null ? `identity.person:${tx.actor.id}` : `identity.calendar_feed:${id}`,
      details: { what },
    });
  }
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
