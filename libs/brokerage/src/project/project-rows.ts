import type { LocalDate, ThemeId } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import type { ProjectSchoolView, ProjectSessionView, ProjectView } from './project.views.js';

type Kept = Omit<
  ProjectView,
  'schools' | 'unnamed' | 'sessions' | 'planned' | 'consents' | 'lacks' | 'withoutHead' | 'can' | 'theme'
>;

export interface ProjectRow extends Kept {
  readonly theme: ThemeId;
  readonly gardenerPersonId: string;
}

const person = (id: string): string =>
  `coalesce((select name from identity.person i where i.area_id = g.area_id and i.id = ${id}), '')`;

/** @param where a condition over `brokerage.project g` or, of any of its schools, one over `brokerage.project_school s`. */
export async function readProjects(
  tx: Tx,
  where: string,
  ofAnySchool: string | null,
  params: readonly unknown[],
): Promise<ProjectRow[]> {
  // A project of which nobody was asked yet has no row of a school, and is seen by those who see the whole of any.
  const anySchool =
    ofAnySchool === null
      ? ''
      : `and exists (select from (select 1) as o left join brokerage.project_school s
           on s.area_id = g.area_id and s.project_id = g.id where ${ofAnySchool})`;
  return tx.query<ProjectRow>(
    `select g.id, g.reference, g.theme, g.purpose, g.inclusion, g.exit_rule as "exitRule", g.confidentiality,
       g.cadence_days as "cadenceDays", g.objectives, g.gardener_person_id as "gardenerPersonId",
       ${person('g.gardener_person_id')} as gardener, g.state, to_char(g.next_date, 'YYYY-MM-DD') as "nextDate",
       ${person('g.made_by')} as "madeBy", g.made_at as "madeAt", nullif(${person('g.began_by')}, '') as "beganBy",
       g.began_at as "beganAt", g.pause_reason as "pauseReason", g.outcome, g.closed_summary as "closedSummary", g.thanks,
       g.closed_at as "closedAt", to_char(g.words_by, 'YYYY-MM-DD') as "wordsBy", g.version
     from brokerage.project g where ${inArea(tx, 'g')} and ${where} ${anySchool}
     order by g.next_date nulls last, g.reference`,
    params,
  );
}

export type PlaceRow = Omit<ProjectSchoolView, 'name' | 'mine' | 'can'> & {
  readonly projectId: string;
  readonly heldUntil: LocalDate | null;
  readonly answeredBy: string | null;
};

const days = (kinds: string): string =>
  `coalesce((select sum(e.half_days) from profiles.capacity_entry e where e.area_id = s.area_id
    and e.reference = 'project:' || s.id::text and e.kind in (${kinds})), 0)::int`;

/** Of these projects, by URN. */
export async function readPlaces(tx: Tx, projects: readonly string[]): Promise<PlaceRow[]> {
  return tx.query<PlaceRow>(
    `select s.id, s.project_id as "projectId", s.urn, s.part, s.state, s.half_days as "halfDays",
       ${days(`'delivered'`)} as given, ${days(`'committed', 'delivered'`)} as promised, s.asked_at as "askedAt",
       to_char(s.answer_by, 'YYYY-MM-DD') as "answerBy", s.answered_at as "answeredAt", s.answered_by as "answeredBy",
       to_char(s.held_until, 'YYYY-MM-DD') as "heldUntil", s.left_at as "leftAt", s.left_note as "leftNote",
       s.outcome, s.words, s.words_at as "wordsAt", s.version
     from brokerage.project_school s where ${inArea(tx, 's')} and s.project_id = any ($1) order by s.urn`,
    [projects],
  );
}

/** The latest first. */
export async function readProjectSessions(tx: Tx, project: string): Promise<ProjectSessionView[]> {
  return tx.query<ProjectSessionView>(
    `select g.number, to_char(g.held_on, 'YYYY-MM-DD') as "heldOn", g.mode, g.summary, g.given, ${person('g.logged_by')} as by,
       g.logged_at as "loggedAt"
     from brokerage.project_session g where ${inArea(tx, 'g')} and g.project_id = $1 order by g.number desc`,
    [project],
  );
}

export interface SessionToRecord {
  readonly project: string;
  readonly heldOn: LocalDate;
  readonly dueOn: LocalDate;
}

/** The record of a session whose date this person set, and that was to be held by now; the oldest of each project. */
export async function readSessionsToRecord(tx: Tx, today: LocalDate): Promise<SessionToRecord[]> {
  return tx.query<SessionToRecord>(
    `select distinct on (w.project_id) w.project_id as project, to_char(w.held_on, 'YYYY-MM-DD') as "heldOn",
       to_char(d.due_on, 'YYYY-MM-DD') as "dueOn"
     from brokerage.planned_visit w join brokerage.deadline d on d.area_id = w.area_id and d.subject_id = w.id and d.state = 'open'
     where ${inArea(tx, 'w')} and w.project_id is not null and w.state = 'planned' and w.planned_by = $1::uuid
       and w.held_on < $2::date order by w.project_id, w.held_on`,
    [tx.actor.kind === 'person' ? tx.actor.id : null, today],
  );
}
