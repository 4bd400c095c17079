import {
  listFilter,
  localDateOf,
  addDays,
  NotFound,
  type Clock,
  type LocalDate,
  type Matrix,
  type SchoolUrn,
} from '@app/kernel';
import type { Rights } from '@app/identity';
import { inArea, type Tx } from '@app/platform';
import type { Mode } from '@app/profiles';
import type { Namers } from '../namers.js';
import { PAIRING_COLUMNS, pairingResource, type PairingParties } from '../pairing/pairing.policy.js';
import { PROJECT_COLUMNS } from '../project/project.policy.js';
import type { Projects } from '../project/projects.query.js';
import type { PlanState } from './planned-visit.views.js';

/** A visit, a session of coaching or of a project, as a calendar shows it: who, when, how and where. What it is about is nobody's to read there. */
export interface VisitDate {
  readonly kind: 'visit' | 'session' | 'project';
  readonly id: string;
  readonly number: number;
  /** Who takes part: of two, the supporting school first. */
  readonly schools: readonly string[];
  readonly heldOn: LocalDate;
  /** Null for a session of coaching, of which the day alone is set. */
  readonly startsAt: string | null;
  readonly minutes: number | null;
  readonly mode: Mode;
  readonly place: string | null;
  readonly state: PlanState;
  readonly version: number;
}

type Row = Omit<VisitDate, 'schools'> & { readonly urns: readonly SchoolUrn[] };

/** A session stands in the calendars of the two, not of everybody who may read that they meet. */
const ONE_OF_TWO = `exists (select from brokerage.coaching c where c.area_id = p.area_id and c.id = p.coaching_id
  and $2::uuid in (c.coach_person_id, c.coached_person_id))`;

/** What is further back is no date any more. */
const BACK_DAYS = 90;

const DATE = `p.id, p.number, to_char(p.held_on, 'YYYY-MM-DD') as "heldOn"`;
const PLAN = `${DATE}, p.starts_at as "startsAt", p.minutes, p.mode, p.place, p.state, p.version`;

const VISITS = (where: string, area: string): string => `select 'visit' as kind, ${PLAN},
    array[g.supporter_urn, g.asker_urn] as urns
  from brokerage.planned_visit p join brokerage.pairing g on g.area_id = p.area_id and g.id = p.pairing_id
  where ${area} and ${where}`;
const SESSIONS = (where: string, area: string): string => `select 'session' as kind, ${DATE},
    null::text as "startsAt", null::int as minutes, p.mode, null::text as place, p.state, p.version,
    array[g.supporter_urn, g.asker_urn] as urns
  from brokerage.planned_session p join brokerage.pairing g on g.area_id = p.area_id and g.id = p.pairing_id
  where ${area} and ${where}`;
const OF_PROJECTS = (where: string, area: string): string => `select 'project' as kind, ${PLAN},
    array(select o.urn from brokerage.project_school o where o.area_id = g.area_id and o.project_id = g.id
      and o.state = 'taking_part' order by o.urn) as urns
  from brokerage.planned_visit p join brokerage.project g on g.area_id = p.area_id and g.id = p.project_id
  where ${area} and ${where}`;

/** Dates that are set, for calendars: of one pairing or project, or of one person's own. */
export class VisitDates {
  constructor(
    private readonly matrix: Matrix,
    private readonly clock: Clock,
    private readonly rights: Rights,
    private readonly namers: Namers,
    private readonly projects: Projects,
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
    return this.read(tx, [VISITS, SESSIONS], 'g.id = $1', [pairing.id]);
  }

  /** @throws NotFound, NotAllowed: for whoever reads its sessions. */
  async ofProject(tx: Tx, named: string): Promise<VisitDate[]> {
    const { id } = await this.projects.dated(tx, named);
    return this.read(tx, [OF_PROJECTS], 'g.id = $1', [id]);
  }

  /** Of the work in which they visit, meet or look after: not of all that they may read. */
  async ofPerson(tx: Tx): Promise<VisitDate[]> {
    const from = addDays(localDateOf(this.clock.now()), -BACK_DAYS);
    const me = tx.actor.kind === 'person' ? tx.actor.id : null;
    const visits = listFilter(this.matrix, tx.actor, 'visit.log', PAIRING_COLUMNS, 2);
    const ofPairings = await this.read(tx, [VISITS], `p.held_on >= $1::date and ${visits.sql}`, [
      ...[from, ...visits.params],
    ]);
    const sessions = `p.held_on >= $1::date and ${ONE_OF_TWO}`;
    const ofCoaching = await this.read(tx, [SESSIONS], sessions, [from, me]);
    const places = listFilter(this.matrix, tx.actor, 'visit.log', PROJECT_COLUMNS, 2);
    const inOne = `p.held_on >= $1::date and exists (select from brokerage.project_school s where s.area_id = g.area_id
      and s.project_id = g.id and s.state = 'taking_part' and ${places.sql})`;
    const ofProjects = await this.read(tx, [OF_PROJECTS], inOne, [from, ...places.params]);
    return [...ofPairings, ...ofCoaching, ...ofProjects].sort(byDay);
  }

  private async read(
    tx: Tx,
    kinds: readonly ((where: string, area: string) => string)[],
    where: string,
    params: readonly unknown[],
  ): Promise<VisitDate[]> {
    const rows = await tx.query<Row>(
      `${kinds.map((of) => of(where, inArea(tx, 'p'))).join('\n union all ')} order by "heldOn", "startsAt" nulls first, id`,
      params,
    );
    const names = await this.namers.of(tx);
    return rows.map(({ urns, ...date }) => ({ ...date, schools: urns.map((urn) => names.school(urn)) }));
  }
}

/** As a page of a diary stands: what has no hour first. */
function byDay(one: VisitDate, other: VisitDate): number {
  const at = ({ heldOn, startsAt, id }: VisitDate): string => `${heldOn} ${startsAt ?? ''} ${id}`;
  return at(one) < at(other) ? -1 : 1;
}
