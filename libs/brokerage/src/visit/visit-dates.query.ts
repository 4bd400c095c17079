import {
  listFilter,
  localDateOf,
  addDays,
  NotFound,
  type Clock,
  type LocalDate,
  type Matrix,
} from '@app/kernel';
import type { Rights } from '@app/identity';
import { inArea, type Tx } from '@app/platform';
import type { Mode } from '@app/profiles';
import type { Namers } from '../namers.js';
import { PAIRING_COLUMNS, pairingResource, type PairingParties } from '../pairing/pairing.policy.js';
import type { PlanState } from './planned-visit.views.js';

/** A visit, or a session of coaching, as a calendar shows it: who, when, how and where. What it is about is nobody's to read there. */
export interface VisitDate {
  readonly kind: 'visit' | 'session';
  readonly id: string;
  readonly number: number;
  readonly supporter: string;
  readonly asker: string;
  readonly heldOn: LocalDate;
  /** Null for a session, of which the day alone is set. */
  readonly startsAt: string | null;
  readonly minutes: number | null;
  readonly mode: Mode;
  readonly place: string | null;
  readonly state: PlanState;
  readonly version: number;
}

type Row = Omit<VisitDate, 'supporter' | 'asker'> & Pick<PairingParties, 'askerUrn' | 'supporterUrn'>;

/** A session stands in the calendars of the two, not of everybody who may read that they meet. */
const ONE_OF_TWO = `exists (select from brokerage.coaching c where c.area_id = p.area_id and c.id = p.coaching_id
  and $2::uuid in (c.coach_person_id, c.coached_person_id))`;

/** What is further back is no date any more. */
const BACK_DAYS = 90;

/** Planned visits and sessions for calendars: of one pairing, or of one person's own pairings. */
export class VisitDates {
  constructor(
    private readonly matrix: Matrix,
    private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly namers: Namers,
  ) {}

  /** @throws NotFound, NotAllowed: for whoever reads the pairing itself. */
  async ofPairing(tx: Tx, named: string): Promise<VisitDate[]> {
    const [pairing] = await tx.query<PairingParties & { id: string }>(
      `select id, asker_urn as "askerUrn", supporter_urn as "supporterUrn", gardener_person_id as "gardenerPersonId"
       from brokerage.pairing where ${inArea(tx)} and reference = $1`,
      [named],
    );
    const { view } = await this.rights.require(tx, 'pairing.read', pairing ? pairingResource(pairing) : null);
    if (!pairing || view !== null) throw new NotFound();
    return this.read(tx, 'g.id = $1', 'g.id = $1', [pairing.id]);
  }

  /** Of the pairings in which they visit or look after: not of all that they may read. */
  async ofPerson(tx: Tx): Promise<VisitDate[]> {
    const rights = listFilter(this.matrix, tx.actor, 'visit.log', PAIRING_COLUMNS, 3);
    const from = addDays(localDateOf(this.clock.now()), -BACK_DAYS);
    const me = tx.actor.kind === 'person' ? tx.actor.id : null;
    const visits = `p.held_on >= $1::date and ${rights.sql}`;
    return this.read(tx, visits, `p.held_on >= $1::date and ${ONE_OF_TWO}`, [from, me, ...rights.params]);
  }

  private async read(
    tx: Tx,
    visits: string,
    sessions: string,
    params: readonly unknown[],
  ): Promise<VisitDate[]> {
    const rows = await tx.query<Row>(
      `select 'visit' as kind, p.id, p.number, to_char(p.held_on, 'YYYY-MM-DD') as "heldOn", p.starts_at as "startsAt",
         p.minutes, p.mode, p.place, p.state, p.version, g.asker_urn as "askerUrn", g.supporter_urn as "supporterUrn"
       from brokerage.planned_visit p join brokerage.pairing g on g.area_id = p.area_id and g.id = p.pairing_id
       where ${inArea(tx, 'p')} and ${visits}
       union all select 'session', p.id, p.number, to_char(p.held_on, 'YYYY-MM-DD'), null, null, p.mode, null, p.state, p.version,
         g.asker_urn, g.supporter_urn
       from brokerage.planned_session p join brokerage.pairing g on g.area_id = p.area_id and g.id = p.pairing_id
       where ${inArea(tx, 'p')} and ${sessions} order by "heldOn", "startsAt" nulls first, id`,
      params,
    );
    const names = await this.namers.of(tx);
    return rows.map(({ askerUrn, supporterUrn, ...date }) => ({
      ...date,
      supporter: names.school(supporterUrn as never),
      asker: names.school(askerUrn as never),
    }));
  }
}
