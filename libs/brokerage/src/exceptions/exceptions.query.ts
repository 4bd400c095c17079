import {
  localDateOf,
  type Clock,
  type LocalDate,
  type Matrix,
  type NeedId,
  type SchoolUrn,
  requireAllowed,
  decide,
} from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import { canMoveNeed, NEED_STATES, Needs, type NeedCases } from '@app/profiles';
import type { SchoolsOfArea } from '@app/schools';
import type { Caseloads } from '../handover/caseloads.query.js';
import { followedFrom } from '../followed-from.js';
import { LIVE_PAIRINGS } from '../pairing/pairing.lifecycle.js';
import { LIVE_PROJECTS } from '../project/project.lifecycle.js';
import type { SidesWithoutHead } from '../without-head/sides-without-head.query.js';
import { workThatWaits, type WaitingWork } from './work-that-waits.js';
import type { SchoolsAndLinks } from './schools-and-links.query.js';

interface OfNeed {
  /** The need, for who may open everything that followed from it. */
  readonly followed: string | null;
}

/** What an officer looks into: nothing here is a judgement on a school, and nothing is in an order of merit. */
export type ExceptionLine =
  /** A need that nobody owns, that has no next date, or whose next date went by. */
  | (OfNeed & {
      readonly kind: 'need_kept_waiting';
      readonly need: string;
      readonly school: string;
      readonly urn: SchoolUrn;
      readonly owner: string | null;
      readonly nextDate: LocalDate | null;
    })
  /** Nobody was asked in time (C-2): who owns it, and who acts as well since then. */
  | (OfNeed & {
      readonly kind: 'covered';
      readonly need: string;
      readonly school: string;
      readonly urn: SchoolUrn;
      readonly owner: string;
      readonly cover: string;
      readonly since: LocalDate;
    })
  /** C-17 missed: a broker's post ends, and what is alive should have been handed over by that day. */
  | {
      readonly kind: 'handover_late';
      readonly broker: string;
      readonly alive: number;
      readonly handOverBy: LocalDate | null;
      readonly endsOn: LocalDate | null;
    }
  /** A clock that ran out; a proposal is named by its need, as its schools may not know each other yet. */
  | (OfNeed & {
      readonly kind: 'overdue' | 'no_visit';
      readonly clock: string;
      readonly pairing: string | null;
      readonly need: string | null;
      readonly dueOn: LocalDate;
      /** The day on which it was given up or looked into without what it waited for; null while that may still come. */
      readonly missedOn: LocalDate | null;
    })
  /** A choice that was not first of its list, or further down or dearer than a broker decides alone. */
  | (OfNeed & {
      readonly kind: 'overridden';
      readonly decision: string;
      readonly proposal: string;
      readonly need: string;
      readonly by: string;
      readonly madeAt: Date;
      readonly notFirst: boolean;
      /** Beyond what a broker decides alone. */
      readonly needsSecond: boolean;
      readonly answer: 'waits' | 'approved' | 'not_approved' | 'not_needed';
    })
  /** Live work whose next date went by without a clock that says so, or a project over without all its words. */
  | (OfNeed & {
      readonly kind: 'work_waits';
      /** A pairing, a day or less, or a project. */
      readonly reference: string;
      readonly what: WaitingWork['what'];
      readonly dueOn: LocalDate | null;
    })
  /** A side of work that goes on, of which nobody is in post as head. */
  | (OfNeed & {
      readonly kind: 'no_head';
      readonly pairing: string;
      readonly school: string;
      readonly since: LocalDate | null;
    })
  /** Work of a school that the register calls closed: it waits for somebody to end it or to take it to the successor. */
  | (OfNeed & {
      readonly kind: 'school_closed';
      /** A need, a pairing or a project. */
      readonly reference: string;
      readonly school: string;
    })
  | { readonly kind: 'no_link'; readonly school: string; readonly urn: SchoolUrn };

export type ExceptionKind = ExceptionLine['kind'];
export const EXCEPTION_KINDS: readonly ExceptionKind[] = [
  'need_kept_waiting',
  'covered',
  'handover_late',
  'overdue',
  'no_visit',
  'work_waits',
  'overridden',
  'no_head',
  'school_closed',
  'no_link',
];
/** The rhythm of visits: first visit, then contact within the agenda's cadence. */
const VISIT_CLOCKS = ['C-7', 'C-11'];
/** What a line says of the need that it is about. */
interface OfItsNeed extends OfNeed {
  readonly need: string | null;
}
/** A line, told once its need is known. */
interface Found {
  readonly need: NeedId | null;
  readonly line: (known: OfItsNeed) => ExceptionLine;
}
const ofNeed = (need: NeedId | null, line: Found['line']): Found => ({ need, line });

const GOING_ON = NEED_STATES.filter((state) => NEED_STATES.some((next) => canMoveNeed(state, next)));
/** More than any area has. */
const ALL = { limit: 20_000, offset: 0 };

/** What has no owner, is late, went against the list, or stands alone: for officers, whole, at one moment. */
export class Exceptions {
  constructor(
    private readonly matrix: Matrix,
    private readonly clock: Clock,
    private readonly needs: Needs,
    private readonly cases: NeedCases,
    private readonly schools: SchoolsOfArea,
    private readonly links: SchoolsAndLinks,
    private readonly caseloads: Caseloads,
    private readonly sides: SidesWithoutHead,
  ) {}

  async list(tx: Tx): Promise<{ readonly checkedAt: Date; readonly lines: ExceptionLine[] }> {
    const now = this.clock.now();
    requireAllowed(decide(this.matrix, tx.actor, 'exception.read', { area: tx.area }, { now }));
    const found = [
      ...(await this.keptWaiting(tx)),
      ...(await this.covered(tx)),
      ...(await this.handoversLate(tx)),
      ...(await this.late(tx)),
      ...(await this.waiting(tx)),
      ...(await this.overridden(tx)),
      ...(await this.withoutHead(tx)),
      ...(await this.ofClosedSchools(tx)),
      ...(await this.withoutLink(tx)),
    ];
    // Needs are read once for all lines.
    const needs = await this.cases.read(
      tx,
      found.flatMap(({ need }) => need ?? []),
    );
    const lines = found.map(({ need, line }) => {
      const known = need === null ? undefined : needs.get(need);
      return line({
        need: known?.reference ?? null,
        followed: followedFrom(tx, this.matrix, now, known),
      });
    });
    return { checkedAt: now, lines };
  }

  private async keptWaiting(tx: Tx): Promise<Found[]> {
    const { needs } = await this.needs.list(tx, { keptWaitingOn: localDateOf(this.clock.now()) }, ALL);
    const names = await this.schools.names(tx);
    return needs.map(({ id, reference, urn, owner, nextDate }) =>
      ofNeed(id, ({ followed }) => ({
        ...{ kind: 'need_kept_waiting' as const, need: reference, urn, school: names.get(urn) ?? urn },
        ...{ owner: owner?.name ?? null, nextDate, followed },
      })),
    );
  }

  private async covered(tx: Tx): Promise<Found[]> {
    const { needs } = await this.needs.list(tx, { covered: true }, ALL);
    const names = await this.schools.names(tx);
    return needs.flatMap(({ id, reference, urn, owner, cover, coveredOn }) =>
      cover === null || coveredOn === null
        ? []
        : ofNeed(id, ({ followed }) => ({
            ...{ kind: 'covered' as const, need: reference, urn, school: names.get(urn) ?? urn },
            ...{ owner: owner?.name ?? '', cover: cover.name, since: coveredOn, followed },
          })),
    );
  }

  private async handoversLate(tx: Tx): Promise<Found[]> {
    const late = (await this.caseloads.ending(tx)).filter((each) => each.late);
    return late.map(({ name, alive, handOverBy, to }) =>
      ofNeed(null, () => ({
        ...{ kind: 'handover_late' as const, broker: name, alive, handOverBy, endsOn: to },
      })),
    );
  }

  /**
   * What still waits, the oldest first; then what was missed in the last year, the newest first. The review of an emergency
   * access and the answer to an information request are of a room above, which tells of them itself.
   */
  private async late(tx: Tx): Promise<Found[]> {
    const rows = await tx.query<{
      clock: string;
      dueOn: LocalDate;
      missedOn: LocalDate | null;
      pairing: string | null;
      needId: NeedId | null;
    }>(
      `select d.clock, to_char(d.due_on, 'YYYY-MM-DD') as "dueOn", coalesce(g.reference, j.reference) as pairing,
         to_char(d.ended_at at time zone 'Europe/London', 'YYYY-MM-DD') as "missedOn",
         coalesce(g.need_id, p.need_id, c.need_id, n.id) as "needId"
       from brokerage.deadline d
       left join brokerage.visit v on v.area_id = d.area_id and v.id = d.subject_id
       left join brokerage.planned_visit w on w.area_id = d.area_id and w.id = d.subject_id
       left join brokerage.pairing g on g.area_id = d.area_id and g.id = coalesce(v.pairing_id, w.pairing_id, d.subject_id)
       left join brokerage.project j on j.area_id = d.area_id and j.id = w.project_id
       left join brokerage.proposal p on p.area_id = d.area_id and p.id = d.subject_id
       left join brokerage.commission c on c.area_id = d.area_id and c.id = d.subject_id
       left join profiles.need n on n.area_id = d.area_id and n.id = d.subject_id
       where ${inArea(tx, 'd')} and d.clock not in ('C-18', 'C-22') and (d.state = 'open' and d.due_at < $1
         or d.state = 'missed' and d.ended_at > $1::timestamptz - interval '1 year')
       order by d.ended_at desc nulls first, d.due_on, d.clock, coalesce(g.reference, j.reference, p.reference, c.reference, n.reference)`,
      [this.clock.now()],
    );
    return rows.map(({ needId, ...row }) =>
      ofNeed(needId, (known) => ({
        ...{ ...row, kind: VISIT_CLOCKS.includes(row.clock) ? ('no_visit' as const) : ('overdue' as const) },
        ...known,
      })),
    );
  }

  private async waiting(tx: Tx): Promise<Found[]> {
    const rows = await workThatWaits(tx, localDateOf(this.clock.now()));
    return rows.map(({ needId, ...row }) =>
      ofNeed(needId, ({ followed }) => ({ ...row, kind: 'work_waits' as const, followed })),
    );
  }

  private async overridden(tx: Tx): Promise<Found[]> {
    const rows = await tx.query<{
      decision: string;
      proposal: string;
      needId: NeedId;
      by: string;
      madeAt: Date;
      notFirst: boolean;
      needsSecond: boolean;
      approved: boolean | null;
    }>(
      `select d.reference as decision, p.reference as proposal, d.need_id as "needId", d.made_at as "madeAt", a.approved,
         d.override as "notFirst", d.needs_second as "needsSecond",
         coalesce((select i.name from identity.person i where i.area_id = d.area_id and i.id = d.made_by), '') as by
       from brokerage.decision d join brokerage.proposal p on p.area_id = d.area_id and p.id = d.proposal_id
       left join brokerage.approval a on a.area_id = d.area_id and a.decision_id = d.id
       where ${inArea(tx, 'd')} and (d.override or d.needs_second) order by d.made_at desc, d.reference`,
    );
    return rows.map(({ needId, approved, ...row }) =>
      ofNeed(needId, ({ need, followed }) => ({
        ...{ ...row, kind: 'overridden' as const, need: need ?? '', followed },
        answer: answerOf(row.needsSecond, approved),
      })),
    );
  }

  private async withoutHead(tx: Tx): Promise<Found[]> {
    const sides = await this.sides.find(tx);
    return sides.map(({ reference, needId, school, since }) =>
      ofNeed(needId, ({ followed }) => ({
        ...{ kind: 'no_head' as const, pairing: reference, school, since, followed },
      })),
    );
  }

  /** Nothing of a school that closed is ended by itself: needs, pairings and projects that live go to a person. */
  private async ofClosedSchools(tx: Tx): Promise<Found[]> {
    const { schools } = await this.schools.page(tx, {}, ALL);
    const closed = new Map(
      schools.flatMap(({ urn, name, status }) => (status === 'closed' ? [[urn, name]] : [])),
    );
    if (closed.size === 0) return [];
    const rows = await tx.query<{ reference: string; needId: NeedId | null; urn: SchoolUrn }>(
      `select w.reference, w.need_id as "needId", u.urn from (
         select n.reference, n.id as need_id, array[n.urn] as urns from profiles.need n
           where ${inArea(tx, 'n')} and n.state = any ($2)
         union all select g.reference, g.need_id, array[g.supporter_urn, g.asker_urn] from brokerage.pairing g
           where ${inArea(tx, 'g')} and g.state = any ($3)
         union all select j.reference, null, array(select s.urn from brokerage.project_school s where s.area_id = j.area_id
             and s.project_id = j.id and s.state in ('asked', 'taking_part')) from brokerage.project j
           where ${inArea(tx, 'j')} and j.state = any ($4)) as w
       cross join lateral unnest(w.urns) as u (urn) where u.urn = any ($1) order by w.reference, u.urn`,
      [[...closed.keys()], [...GOING_ON], [...LIVE_PAIRINGS], [...LIVE_PROJECTS]],
    );
    return rows.map(({ reference, needId, urn }) =>
      ofNeed(needId, ({ followed }) => ({
        ...{ kind: 'school_closed' as const, reference, school: closed.get(urn) ?? urn, followed },
      })),
    );
  }

  /** Schools that neither support nor are supported today, by name: help of a day or less counts as a link. */
  private async withoutLink(tx: Tx): Promise<Found[]> {
    const schools = await this.links.ofArea(tx);
    return schools
      .filter(({ linked }) => !linked)
      .map(({ urn, name }) => ofNeed(null, () => ({ kind: 'no_link' as const, urn, school: name })));
  }
}

function answerOf(
  needsSecond: boolean,
  approved: boolean | null,
): Extract<ExceptionLine, { readonly kind: 'overridden' }>['answer'] {
  if (!needsSecond) return 'not_needed';
  return approved === null ? 'waits' : approved ? 'approved' : 'not_approved';
}
