import type { AreaId } from '@app/kernel';
import { JobUnreadable, type JobInHand, type Lookup } from '@app/platform';

/** The one id a job is about. @throws JobUnreadable where it names none: the job is parked, not tried again. */
export function subjectOf<Id extends string>(job: JobInHand, name: string): Id {
  const id = job.data.ids[name];
  if (id === undefined) throw new JobUnreadable(`it names no ${name}`);
  return id as Id;
}

/** Never from the job itself: a queue's tables carry no area, and anybody might have written there. */
export async function areaOf(lookup: Lookup, subject: string): Promise<AreaId> {
  const [row] = await lookup.call<{ area_of_subject: AreaId | null }>('area_of_subject', [subject]);
  if (!row?.area_of_subject) throw new JobUnreadable('its subject is not known');
  return row.area_of_subject;
}

export function tokenOf(job: JobInHand): number {
  const token = Number(job.data.ids['token']);
  if (!Number.isSafeInteger(token) || token < 1) throw new JobUnreadable('it carries no lease');
  return token;
}
