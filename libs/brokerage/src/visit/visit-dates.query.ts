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

/** A visit as a calendar shows it: who, when, how and where. What it is about is nobody's to read in a calendar. */
export interface VisitDate {
  readonly id: string;
  readonly number: number;
  readonly supporter: string;
  readonly asker: string;
  readonly heldOn: LocalDate;
  readonly startsAt: string;
  readonly minutes: number;
  readonly mode: Mode;
  readonly place: string | null;
  readonly state: PlanState;
  readonly version: number;
}

type Row = Omit<VisitDate, 'supporter' | 'asker'> & Pick<PairingParties, 'askerUrn' | 'supporterUrn'>;

/** What is further back is no date any more. */
const BACK_DAYS = 90;

/** Planned visits for calendars: of one pairing, or of one person's own pairings. */
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
    return this.read(tx, 'g.id = $1', [pairing.id]);
  }

  /** Of the pairings in which they visit or look after: not of all that they may read. */
  async ofPerson(tx: Tx): Promise<VisitDate[]> {
    const rights = listFilter(this.matrix, tx.actor, 'visit.log', PAIRING_COLUMNS, 2);
    const from = addDays(localDateOf(this.clock.now()), -BACK_DAYS);
    return this.read(tx, `p.held_on >= $1::date and ${rights.sql}`, [from, ...rights.params]);
  }

  private async read(tx: Tx, where: string, params: readonly unknown[]): Promise<VisitDate[]> {
    const rows = await tx.query<Row>(
      `select p.id, p.number, to_char(p.held_on, 'YYYY-MM-DD') as "heldOn", p.starts_at as "startsAt", p.minutes, p.mode,
         p.place, p.state, p.version, g.asker_urn as "askerUrn", g.supporter_urn as "supporterUrn"
       from brokerage.planned_visit p join brokerage.pairing g on g.area_id = p.area_id and g.id = p.pairing_id
       where ${inArea(tx, 'p')} and ${where} order by p.held_on, p.starts_at, p.id`,
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
