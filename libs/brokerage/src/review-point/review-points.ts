import type { Clock, LocalDate } from '@app/kernel';
import { inArea, updateIfVersion, type IdSource, type Tx } from '@app/platform';
import type { Deadlines } from '../clocks/deadlines.js';
import type { PairingEntity } from '../pairing/pairing.entity.js';
import { partiesOf } from '../pairing/pairing-cases.js';
import { ReviewPointEntity } from './review-point.entity.js';
import type { ReviewPointView } from './review-point.views.js';

/** Steps: each pairing that works has one review point that waits, each half-term (C-10). */
export class ReviewPoints {
  constructor(
    private readonly clock: Clock,
    private readonly ids: IdSource,
    private readonly deadlines: Deadlines,
  ) {}

  /** Sets the next one; one that waits already keeps its day unless it is moved. @returns the day it is due. */
  async setNext(tx: Tx, pairing: PairingEntity): Promise<LocalDate> {
    const due = await this.deadlines.start(tx, 'C-10', pairing.id, partiesOf(pairing));
    const waits = await this.waiting(tx, pairing.id);
    if (waits) {
      await updateIfVersion(tx, ReviewPointEntity, waits.id, waits.version, { dueOn: due, state: 'due' });
      return due;
    }
    const [last] = await tx.query<{ n: number }>(
      `select coalesce(max(number), 0)::int as n from brokerage.review_point where ${inArea(tx)} and pairing_id = $1`,
      [pairing.id],
    );
    await tx.manager.insert(ReviewPointEntity, {
      ...{ id: this.ids.next(), areaId: tx.area, pairingId: pairing.id, number: (last?.n ?? 0) + 1 },
      ...{ dueOn: due, heldOn: null, standings: null, note: null, heldBy: null, heldAt: null },
      ...{ agendaNumber: 1, state: 'due', version: 1 },
    });
    return due;
  }

  /** The one that is due or was missed, held until the verb ends. */
  async waiting(tx: Tx, pairing: string): Promise<ReviewPointEntity | null> {
    return tx.manager
      .createQueryBuilder(ReviewPointEntity, 'r')
      .setLock('pessimistic_write')
      .where(`r.pairing_id = :pairing and r.state in ('due', 'missed')`, { pairing })
      .andWhere(inArea(tx, 'r'))
      .getOne();
  }

  async hold(
    tx: Tx,
    point: ReviewPointEntity,
    held: Pick<ReviewPointEntity, 'heldOn' | 'standings' | 'note' | 'agendaNumber'>,
  ): Promise<void> {
    await updateIfVersion(tx, ReviewPointEntity, point.id, point.version, {
      ...held,
      ...{ heldBy: tx.actor.id, heldAt: this.clock.now(), state: 'held' },
    });
  }

  /** The aims changed that it is to look at: whoever has the page open reads the new ones first. */
  async aimsChanged(tx: Tx, pairing: string): Promise<void> {
    const point = await this.waiting(tx, pairing);
    if (point) await updateIfVersion(tx, ReviewPointEntity, point.id, point.version, { state: point.state });
  }

  async miss(tx: Tx, pairing: string): Promise<void> {
    const point = await this.waiting(tx, pairing);
    if (point?.state === 'due')
      await updateIfVersion(tx, ReviewPointEntity, point.id, point.version, { state: 'missed' });
  }
}

/** The latest first. */
export async function readReviewPoints(tx: Tx, pairing: string): Promise<ReviewPointView[]> {
  return tx.query<ReviewPointView>(
    `select r.id, r.number, to_char(r.due_on, 'YYYY-MM-DD') as "dueOn", to_char(r.held_on, 'YYYY-MM-DD') as "heldOn",
       r.standings, r.agenda_number as "agendaNumber", r.note, r.state, r.version,
       coalesce((select name from identity.person i where i.area_id = r.area_id and i.id = r.held_by), '') as by
     from brokerage.review_point r where ${inArea(tx, 'r')} and r.pairing_id = $1 order by r.number desc`,
    [pairing],
  );
}
