import {
  decide,
  NotFound,
  requireAllowed,
  type Actor,
  type Allow,
  type Clock,
  type DecisionContext,
  type Matrix,
  type PersonId,
  type Resource,
  type Served,
} from '@app/kernel';
import type { Tx } from '@app/platform';
import type { Actors } from './actor.query.js';

/** May they? Asked inside the verb's own transaction, after its row lock, of who they are by now. */
export class Rights {
  constructor(
    private readonly matrix: Matrix,
    private readonly clock: Clock,
    private readonly actors: Actors,
  ) {}

  /**
   * @param resource null where there is nothing: the answer and the queries are those of what may not be seen.
   * @param asked a typed reason; that the question is about a list or a run; `known`: the asker has been shown the record
   *   already in this transaction, so a refusal says why.
   * @throws NotFound where they may not know of it, NotAllowed where they may.
   */
  async require(
    tx: Tx,
    action: string,
    resource: Resource | null,
    served: Served = {},
    asked: Omit<DecisionContext, 'now'> & { readonly known?: boolean } = {},
  ): Promise<Allow> {
    const actor = await this.actorNow(tx);
    if (resource === null) throw new NotFound();
    const about = { area: tx.area, ...resource };
    const decision = decide(this.matrix, actor, action, about, { ...asked, now: this.clock.now() });
    const seen = !decision.allowed && asked.known === true ? { ...decision, visible: true } : decision;
    return requireAllowed(seen, served);
  }

  /** A post, an interest or an account may have ended since the request began. */
  private async actorNow(tx: Tx): Promise<Actor> {
    const { actor } = tx;
    if (actor.kind !== 'person') return actor;
    const { door, requestId, signedInAt } = actor;
    const now = await this.actors.read(tx, {
      ...{ person: actor.id as PersonId, area: tx.area, door, requestId, signedInAt },
    });
    if (!now) throw new NotFound();
    return now;
  }
}
