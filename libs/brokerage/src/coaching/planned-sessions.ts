import type { Clock } from '@app/kernel';
import { inArea, updateIfVersion, type Tx } from '@app/platform';
import { PlannedSessionEntity } from './coaching.entity.js';
import type { PlannedSessionView } from './coaching.views.js';

/** Steps about the session that is to be. The pairing is locked before. */
export class PlannedSessions {
  constructor(private readonly clock: Clock) {}

  /** The one that is ahead, or whose day has come; null where none is planned. */
  async next(tx: Tx, pairing: string): Promise<PlannedSessionEntity | null> {
    return tx.manager
      .createQueryBuilder(PlannedSessionEntity, 'p')
      .setLock('pessimistic_write')
      .where(`p.pairing_id = :pairing and p.state = 'planned'`, { pairing })
      .andWhere(inArea(tx, 'p'))
      .getOne();
  }

  async callOff(tx: Tx, pairing: string): Promise<void> {
    const plan = await this.next(tx, pairing);
    if (plan) await this.end(tx, plan, { state: 'cancelled' });
  }

  /** A session was recorded: it is the planned one if that day has come. */
  async held(tx: Tx, pairing: string, sessionId: string, heldOn: string): Promise<void> {
    const plan = await this.next(tx, pairing);
    if (plan && plan.heldOn <= heldOn) await this.end(tx, plan, { state: 'done', sessionId });
  }

  async end(
    tx: Tx,
    plan: PlannedSessionEntity,
    how: Pick<PlannedSessionEntity, 'state'> & { readonly sessionId?: string },
  ): Promise<void> {
    const ended = { ...how, endedAt: this.clock.now() };
    await updateIfVersion(tx, PlannedSessionEntity, plan.id, plan.version, ended);
  }
}

/** The first planned first; the last of them may still be ahead. */
export async function readPlannedSessions(tx: Tx, pairing: string): Promise<PlannedSessionView[]> {
  return tx.query<PlannedSessionView>(
    `select p.number, to_char(p.held_on, 'YYYY-MM-DD') as "heldOn", p.mode, p.planned_at as "plannedAt", p.state,
       p.ended_at as "endedAt", p.version
     from brokerage.planned_session p where ${inArea(tx, 'p')} and p.pairing_id = $1 order by p.number`,
    [pairing],
  );
}
