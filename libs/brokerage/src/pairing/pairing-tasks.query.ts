import { instantOf, listFilter, localDateOf, type Clock, type LocalDate, type Matrix } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import { hasNoClock } from '../exceptions/work-that-waits.js';
import type { LightPairings, LightTaskKind } from '../light/light-pairings.query.js';
import type { Namers } from '../namers.js';
import { sideOf } from './agree-agenda.js';
import { COUNTS } from './agenda-rows.js';
import { PAIRING_COLUMNS } from './pairing.policy.js';
import { LIVE_PAIRINGS, type PairingState } from './pairing.lifecycle.js';

export type PairingTaskKind =
  | 'write_agenda'
  | 'agree_agenda'
  | 'agree_change'
  | 'answer_visit'
  | 'record_visit'
  | 'record_session'
  | 'answer_gardener'
  | 'hold_review'
  | 'overdue'
  | 'look_again'
  | 'first_contact'
  | LightTaskKind;

/** What a pairing asks of one person now. */
export interface PairingTask {
  readonly kind: PairingTaskKind;
  readonly reference: string;
  readonly supporter: string;
  readonly asker: string;
  /** For `overdue`: the clock that ran out, or `needs_a_talk`. */
  readonly clock: string | null;
  readonly since: Date;
  readonly dueOn: LocalDate;
}

interface Row {
  readonly reference: string;
  readonly state: PairingState;
  readonly askerUrn: string;
  readonly supporterUrn: string;
  readonly isGardener: boolean;
  readonly madeAt: Date;
  readonly nextDate: LocalDate | null;
  readonly hasAgenda: boolean;
  readonly agreed: Readonly<Record<'supporter' | 'school' | 'broker', boolean>>;
  /** A change of what was agreed that waits, and who has agreed it. */
  readonly change: (Row['agreed'] & { readonly draftedAt: string }) | null;
  /** Records of visits that the supported school may answer, written by others than this person. */
  readonly toAnswer: number;
  /** Its gardener asked how it goes, and nobody has been in contact since. */
  readonly asked: boolean;
  /** The record of a visit that this person planned and that was to be held by now: the day of the one, and of the other. */
  readonly toRecord: { readonly heldOn: LocalDate; readonly dueOn: LocalDate } | null;
  /** The day of a planned session that is over, where this person is one of the two. */
  readonly toMeet: LocalDate | null;
  /** The review point that waits, once it is near. */
  readonly review: LocalDate | null;
  /** It goes on, no clock runs for it, and the day on which somebody looks at it again has come. */
  readonly isUp: boolean;
  /** The first contact is late: both heads hear of it beside the gardener (C-3). */
  readonly noContact: boolean;
  readonly late: { readonly clock: string; readonly dueOn: LocalDate; readonly startedAt: string } | null;
}

const NEAR_DAYS = 7;

const CHANGE = `(select jsonb_build_object('draftedAt', c.drafted_at, 'supporter', c.supporter_agreed_at is not null,
  'school', c.school_agreed_at is not null, 'broker', c.broker_agreed_at is not null) from brokerage.agenda c
  where c.area_id = g.area_id and c.pairing_id = g.id and c.state = 'draft' and c.number > 1)`;

/** Where its gardener can ask how it goes. */
const TENDED: readonly PairingState[] = ['agreed_in_principle', 'agenda_drafting', 'agenda_agreed', 'active'];

const ASKED = `exists (select 1 from brokerage.tending t where t.area_id = g.area_id and t.pairing_id = g.id and t.act = 'nudge'
  and not exists (select 1 from brokerage.tending o where o.area_id = g.area_id and o.pairing_id = g.id and o.done_at > t.done_at)
  and not exists (select 1 from brokerage.visit v where v.area_id = g.area_id and v.pairing_id = g.id and v.logged_at >= t.done_at)
  and not exists (select 1 from brokerage.coaching_session c where c.area_id = g.area_id and c.pairing_id = g.id and c.logged_at >= t.done_at)
  -- before there are visits, whoever writes the agenda has been in contact
  and (a.drafted_at is null or a.drafted_at < t.done_at))`;

const REVIEW = `(select to_char(r.due_on, 'YYYY-MM-DD') from brokerage.review_point r where r.area_id = g.area_id
  and r.pairing_id = g.id and r.state in ('due', 'missed') and r.due_on <= $2::date + ${String(NEAR_DAYS)})`;

const TO_RECORD = `(select jsonb_build_object('heldOn', to_char(w.held_on, 'YYYY-MM-DD'), 'dueOn', to_char(d.due_on, 'YYYY-MM-DD'))
  from brokerage.planned_visit w join brokerage.deadline d on d.area_id = w.area_id and d.subject_id = w.id and d.state = 'open'
  where w.area_id = g.area_id and w.pairing_id = g.id and w.state = 'planned' and w.planned_by = $1::uuid
    and w.held_on < $2::date order by w.held_on limit 1)`;

const TO_MEET = `(select to_char(w.held_on, 'YYYY-MM-DD') from brokerage.planned_session w
  join brokerage.coaching c on c.area_id = w.area_id and c.id = w.coaching_id
  where w.area_id = g.area_id and w.pairing_id = g.id and w.state = 'planned' and w.held_on < $2::date
    and $1::uuid in (c.coach_person_id, c.coached_person_id))`;

/** What went quiet, and what is over but not looked at yet; the oldest. */
const LATE = `(select jsonb_build_object('clock', l.clock, 'dueOn', to_char(l.due, 'YYYY-MM-DD'), 'startedAt', l.began) from (
    select s.rule as clock, s.since as due, s.raised_at as began from brokerage.stall s
      where s.area_id = g.area_id and s.pairing_id = g.id and s.state = 'open'
    union all select d.clock, d.due_on, d.started_at from brokerage.deadline d
      where d.area_id = g.area_id and d.subject_id = g.id and d.state = 'open' and d.due_on < $2::date
  ) l order by l.due, l.clock limit 1)`;

/** Heads write, agree and answer; the gardener hears of what is late: to nudge, add something, connect or close. */
export class PairingTasks {
  constructor(
    private readonly matrix: Matrix,
    private readonly clock: Clock,
    private readonly namers: Namers,
    private readonly lights: LightPairings,
  ) {}

  async ofPerson(tx: Tx): Promise<PairingTask[]> {
    const today = localDateOf(this.clock.now());
    const rights = listFilter(this.matrix, tx.actor, 'pairing.read', PAIRING_COLUMNS, 4);
    const rows = await tx.query<Row>(
      `select g.reference, g.state, g.asker_urn as "askerUrn", g.supporter_urn as "supporterUrn",
         g.gardener_person_id = $1::uuid as "isGardener", g.made_at as "madeAt", to_char(g.next_date, 'YYYY-MM-DD') as "nextDate",
         a.id is not null as "hasAgenda", jsonb_build_object('supporter', a.supporter_agreed_at is not null,
           'school', a.school_agreed_at is not null, 'broker', a.broker_agreed_at is not null) as agreed, ${CHANGE} as change,
         (select count(*)::int from brokerage.visit v where v.area_id = g.area_id and v.pairing_id = g.id
           and v.state = 'with_school' and v.logged_by <> $1::uuid) as "toAnswer",
         ${ASKED} as asked, ${TO_RECORD} as "toRecord", ${TO_MEET} as "toMeet", ${REVIEW} as review, ${LATE} as late,
         g.state = any ($3) and g.next_date <= $2::date and ${hasNoClock('g')} as "isUp",
         exists (select 1 from brokerage.stall s where s.area_id = g.area_id and s.pairing_id = g.id and s.state = 'open'
           and s.rule = 'C-3') as "noContact"
       from brokerage.pairing g left join brokerage.agenda a on a.area_id = g.area_id and a.pairing_id = g.id
         and ${COUNTS}
       where ${inArea(tx, 'g')} and ${rights.sql} order by g.next_date nulls last, g.reference`,
      [tx.actor.kind === 'person' ? tx.actor.id : null, today, [...LIVE_PAIRINGS], ...rights.params],
    );
    const names = await this.namers.of(tx);
    const light = (await this.lights.tasks(tx)).map((each) => ({ ...each, clock: null }));
    const whole = rows.flatMap((row) => {
      const about = {
        ...{ reference: row.reference, supporter: names.school(row.supporterUrn as never) },
        asker: names.school(row.askerUrn as never),
      };
      return tasksOf(tx, row).map(({ kind, late }) => ({
        ...about,
        ...{ kind, clock: late?.clock ?? null, dueOn: late?.dueOn ?? dayOf(row, kind) ?? today },
        since: sinceWhen(row, kind, late),
      }));
    });
    return [...whole, ...light];
  }
}

/** By which day it is to be done. */
function dayOf(row: Row, kind: PairingTaskKind): LocalDate | null {
  if (kind === 'record_visit') return row.toRecord?.dueOn ?? null;
  if (kind === 'record_session') return row.toMeet;
  return kind === 'hold_review' ? row.review : row.nextDate;
}

function sinceWhen(row: Row, kind: PairingTaskKind, late: Row['late']): Date {
  if (late) return new Date(late.startedAt);
  if (kind === 'agree_change' && row.change) return new Date(row.change.draftedAt);
  if (kind === 'record_session' && row.toMeet) return instantOf(row.toMeet);
  return kind === 'record_visit' && row.toRecord ? instantOf(row.toRecord.heldOn) : row.madeAt;
}

function tasksOf(tx: Tx, row: Row): { kind: PairingTaskKind; late: Row['late'] }[] {
  const side = sideOf(tx.actor, row);
  const head = side === 'supporter' || side === 'school';
  const tasks: PairingTaskKind[] = [];
  if (side === 'supporter' && row.state === 'agreed_in_principle') tasks.push('write_agenda');
  const agrees = head || (side === 'broker' && row.isGardener);
  if (agrees && row.state === 'agenda_drafting' && row.hasAgenda && !row.agreed[side])
    tasks.push('agree_agenda');
  if (agrees && row.change !== null && !row.change[side]) tasks.push('agree_change');
  if (side === 'school' && row.toAnswer > 0) tasks.push('answer_visit');
  if (row.toRecord && row.state === 'active') tasks.push('record_visit');
  if (row.toMeet !== null && row.state === 'active') tasks.push('record_session');
  if (head && row.asked && TENDED.includes(row.state)) tasks.push('answer_gardener');
  if (head && row.noContact && TENDED.includes(row.state)) tasks.push('first_contact');
  const looksAt = head || row.isGardener;
  if (looksAt && row.review !== null && row.state === 'active') tasks.push('hold_review');
  if (row.isGardener && row.isUp) tasks.push('look_again');
  return [
    ...tasks.map((kind) => ({ kind, late: null })),
    ...(row.isGardener && row.late ? [{ kind: 'overdue' as const, late: row.late }] : []),
  ];
}
