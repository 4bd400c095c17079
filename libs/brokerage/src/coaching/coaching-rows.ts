import type { LocalDate } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import type { SessionView } from './coaching.views.js';

export interface CoachingRow {
  readonly id: string;
  readonly coachPersonId: string | null;
  readonly coachedPersonId: string | null;
  readonly coach: string | null;
  readonly coached: string | null;
  readonly endedAt: Date | null;
  /** A year after it ended. */
  readonly deletedOn: LocalDate | null;
  readonly version: number;
}

const name = (of: string): string =>
  `(select p.name from identity.person p where p.area_id = c.area_id and p.id = ${of})`;

/** What goes on first, then what ended last. */
export async function readCoachings(tx: Tx, pairing: string): Promise<CoachingRow[]> {
  return tx.query<CoachingRow>(
    `select c.id, c.coach_person_id as "coachPersonId", c.coached_person_id as "coachedPersonId",
       ${name('c.coach_person_id')} as coach, ${name('c.coached_person_id')} as coached, c.ended_at as "endedAt",
       to_char((c.ended_at + interval '1 year') at time zone 'Europe/London', 'YYYY-MM-DD') as "deletedOn", c.version
     from brokerage.coaching c where ${inArea(tx, 'c')} and c.pairing_id = $1 order by c.ended_at desc nulls first, c.id`,
    [pairing],
  );
}

type SessionRow = SessionView & { readonly id: string; readonly coachingId: string };

/** The latest first. */
export async function readSessions(tx: Tx, pairing: string): Promise<SessionRow[]> {
  return tx.query<SessionRow>(
    `select s.id, s.coaching_id as "coachingId", s.number, to_char(s.held_on, 'YYYY-MM-DD') as "heldOn", s.mode, s.minutes,
       s.half_days as "halfDays"
     from brokerage.coaching_session s where ${inArea(tx, 's')} and s.pairing_id = $1 order by s.number desc`,
    [pairing],
  );
}

export interface NoteRow {
  readonly sessionId: string;
  readonly by: string;
  readonly at: Date;
  readonly text: string;
  readonly mine: boolean;
}

/** Of those in which the reader is one of the two; the first written first. */
export async function readNotes(tx: Tx, pairing: string): Promise<NoteRow[]> {
  return tx.query<NoteRow>(
    `select n.session_id as "sessionId", n.written_at as at, n.text,
       (select p.name from identity.person p where p.area_id = n.area_id and p.id = n.written_by) as by,
       (c.coached_person_id = $2::uuid or n.written_by = $2::uuid) as mine
     from brokerage.coaching_note n join brokerage.coaching c on c.area_id = n.area_id and c.id = n.coaching_id
     where ${inArea(tx, 'n')} and c.pairing_id = $1 and $2::uuid in (c.coach_person_id, c.coached_person_id)
     order by n.written_at, n.id`,
    [pairing, tx.actor.id],
  );
}
