import type { Clock, LocalDate } from '@app/kernel';
import { inArea, updateIfVersion, type IdSource, type Tx } from '@app/platform';
import type { PairingEntity } from '../pairing/pairing.entity.js';
import { StallEntity, TendingEntity } from './stall.entity.js';
import type { StallRule, StallView, TendingView } from './tending.views.js';

/** Steps: a pairing went quiet, and what ended that. */
export class Stalls {
  constructor(
    private readonly clock: Clock,
    private readonly ids: IdSource,
  ) {}

  /** Once a rule and pairing: a second time while the first is open says nothing new. */
  async raise(
    tx: Tx,
    pairing: Pick<PairingEntity, 'id'>,
    rule: StallRule,
    since: LocalDate,
  ): Promise<boolean> {
    const rows = await tx.query(
      `insert into brokerage.stall (id, area_id, pairing_id, rule, since, raised_at, state)
       values ($1, $2, $3, $4, $5, $6, 'open') on conflict (area_id, pairing_id, rule) where state = 'open' do nothing
       returning id`,
      [this.ids.next(), tx.area, pairing.id, rule, since, this.clock.now()],
    );
    return rows.length > 0;
  }

  /** It is alive again by itself. @param rules left out: all of them. */
  async resolve(tx: Tx, pairing: string, rules?: readonly StallRule[]): Promise<void> {
    await this.end(tx, pairing, 'resolved', null, rules);
  }

  /** The fourth act, where something had gone quiet: it is acted on by ending it well. */
  async close(tx: Tx, pairing: string, note: string): Promise<void> {
    if ((await readStalls(tx, pairing)).length === 0) return;
    const id = this.ids.next();
    await tx.manager.insert(TendingEntity, {
      ...{ id, areaId: tx.area, pairingId: pairing, act: 'close', note },
      ...{ doneBy: tx.actor.id, doneAt: this.clock.now() },
    });
    await this.end(tx, pairing, 'acted', id);
  }

  async end(
    tx: Tx,
    pairing: string,
    state: 'acted' | 'dismissed' | 'resolved',
    tendingId: string | null,
    rules?: readonly StallRule[],
  ): Promise<void> {
    const open = await tx.manager
      .createQueryBuilder(StallEntity, 's')
      .setLock('pessimistic_write')
      .where(`s.pairing_id = :pairing and s.state = 'open'`, { pairing })
      .andWhere(inArea(tx, 's'))
      .orderBy('s.id')
      .getMany();
    for (const { id, rule, version } of open) {
      if (rules !== undefined && !rules.includes(rule)) continue;
      const ended = { state, tendingId, endedAt: this.clock.now() };
      await updateIfVersion(tx, StallEntity, id, version, ended);
    }
  }
}

/** The oldest first. */
export async function readStalls(tx: Tx, pairing: string): Promise<StallView[]> {
  return tx.query<StallView>(
    `select rule, to_char(since, 'YYYY-MM-DD') as since from brokerage.stall
     where ${inArea(tx)} and pairing_id = $1 and state = 'open' order by since, rule`,
    [pairing],
  );
}

/** The latest first. */
export async function readTendings(tx: Tx, pairing: string): Promise<TendingView[]> {
  return tx.query<TendingView>(
    `select t.act, t.note, t.done_at as "doneAt",
       coalesce((select name from identity.person i where i.area_id = t.area_id and i.id = t.done_by), '') as by
     from brokerage.tending t where ${inArea(tx, 't')} and t.pairing_id = $1 order by t.done_at desc, t.id`,
    [pairing],
  );
}
