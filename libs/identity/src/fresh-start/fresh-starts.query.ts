import type { Clock } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import { WAITS_DAYS } from './ask-fresh-start.js';

export interface FreshStartView {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly sure: string;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly state: 'asked' | 'given' | 'refused' | 'lapsed';
  readonly version: number;
  /** Whose it is or who asked: they answer nothing about it. */
  readonly touches: readonly string[];
}

export interface FreshStartTask {
  readonly since: Date;
  readonly until: Date;
}

const MOST = 20;
const DAY_MS = 86_400_000;

/** Who is to start again: what waits first, then what was answered last. */
export class FreshStarts {
  constructor(private readonly clock: Clock) {}

  /** What waits for this chair: not their own, and not what they asked for. */
  async waitingFor(tx: Tx): Promise<FreshStartTask[]> {
    const rows = await tx.query<{ since: Date }>(
      `select f.asked_at as since from identity.fresh_start f where ${inArea(tx, 'f')} and f.state = 'asked'
         and f.asked_at > $1 and $2::uuid not in (f.person_id, f.asked_by) order by f.asked_at, f.id limit ${String(MOST)}`,
      [new Date(this.clock.now().getTime() - WAITS_DAYS * DAY_MS), tx.actor.id],
    );
    return rows.map(({ since }) => ({ since, until: new Date(since.getTime() + WAITS_DAYS * DAY_MS) }));
  }

  async last(tx: Tx): Promise<FreshStartView[]> {
    const rows = await tx.query<Omit<FreshStartView, 'touches'> & { person: string; asker: string }>(
      `select f.id, p.name, p.email, f.sure, a.name as "askedBy", f.asked_at as "askedAt",
         case when f.state = 'asked' and f.asked_at <= $1 then 'lapsed' else f.state end as state, f.version,
         f.person_id as person, f.asked_by as asker
       from identity.fresh_start f join identity.person p on p.area_id = f.area_id and p.id = f.person_id
       join identity.person a on a.area_id = f.area_id and a.id = f.asked_by
       where ${inArea(tx, 'f')} order by (f.state = 'asked' and f.asked_at > $1) desc, f.asked_at desc, f.id limit ${String(MOST)}`,
      [new Date(this.clock.now().getTime() - WAITS_DAYS * DAY_MS)],
    );
    return rows.map(({ person, asker, ...view }) => ({ ...view, touches: [person, asker] }));
  }
}
