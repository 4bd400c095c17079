import type { LocalDate, NeedId } from '@app/kernel';
import { inArea, type Tx } from '@app/platform';
import { LIVE_PAIRINGS } from '../pairing/pairing.lifecycle.js';
import { LIVE_PROJECTS } from '../project/project.lifecycle.js';

export interface WaitingWork {
  readonly reference: string;
  readonly needId: NeedId | null;
  /** Its next date went by, or some of its schools have not said what changed. */
  readonly what: 'next_date' | 'words';
  readonly dueOn: LocalDate | null;
}

/** No clock runs for it, so nobody else calls it late. @param g the alias of `brokerage.pairing`. */
export const hasNoClock = (g: string): string =>
  `not exists (select 1 from brokerage.deadline d where d.area_id = ${g}.area_id and d.subject_id = ${g}.id and d.state = 'open')
   and not exists (select 1 from brokerage.stall s where s.area_id = ${g}.area_id and s.pairing_id = ${g}.id and s.state = 'open')`;

/** Live work whose next date went by, and projects over whose schools owe their words (C-14); the oldest first. */
export async function workThatWaits(tx: Tx, today: LocalDate): Promise<WaitingWork[]> {
  return tx.query<WaitingWork>(
    `select w.reference, w.need_id as "needId", w.what, to_char(w.due, 'YYYY-MM-DD') as "dueOn" from (
       select g.reference, g.need_id, 'next_date' as what, g.next_date as due from brokerage.pairing g
         where ${inArea(tx, 'g')} and g.state = any ($2) and (g.next_date is null or g.next_date < $1::date)
           and ${hasNoClock('g')}
       union all select j.reference, null, 'next_date', j.next_date from brokerage.project j
         where ${inArea(tx, 'j')} and j.state = any ($3) and (j.next_date is null or j.next_date < $1::date)
       union all select j.reference, null, 'words', j.words_by from brokerage.project j
         where ${inArea(tx, 'j')} and j.state = 'closed' and j.words_by < $1::date
           and exists (select 1 from brokerage.project_school s where s.area_id = j.area_id and s.project_id = j.id
             and s.state = 'taking_part' and s.words is null)) as w
     order by w.due nulls first, w.reference`,
    [today, [...LIVE_PAIRINGS], [...LIVE_PROJECTS]],
  );
}
